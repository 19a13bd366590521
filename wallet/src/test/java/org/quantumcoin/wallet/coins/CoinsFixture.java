package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.descriptor.OutputType;

/// Coins for the tests of this package.
final class CoinsFixture {
  static final int P2WPKH_VBYTES = 68;

  private CoinsFixture() {}

  static OutPoint outpoint(int number) {
    return new OutPoint(Txid.fromHex("%064x".formatted(number + 1)), 0);
  }

  static Script script(int number) {
    return Script.of(Hex.decode("0014%040x".formatted(number)));
  }

  static Candidate coin(int number, long sats) {
    return coin(number, sats, P2WPKH_VBYTES);
  }

  static Candidate coin(int number, long sats, int vbytes) {
    return Candidate.confirmed(
        outpoint(number), new TxOut(sats, script(number)), OutputType.BECH32, 100, vbytes, true);
  }

  static Candidate unconfirmed(int number, long sats, boolean fromMe, int ancestors) {
    return new Candidate(
        outpoint(number),
        new TxOut(sats, script(number)),
        OutputType.BECH32,
        0,
        P2WPKH_VBYTES,
        fromMe,
        fromMe,
        ancestors,
        ancestors,
        0);
  }

  static List<Candidate> coins(long... sats) {
    List<Candidate> coins = new ArrayList<>();
    for (long value : sats) {
      coins.add(coin(coins.size(), value));
    }
    return coins;
  }

  static SelectionParams.Builder params(long satPerVb) {
    return SelectionParams.at(new FeeRate(satPerVb * 1000)).withoutInputsVbytes(11 + 31);
  }

  static List<OutputGroup> groups(List<Candidate> coins, SelectionParams params) {
    return coins.stream()
        .map(coin ->
            new OutputGroup(List.of(PricedCoin.of(coin, params)), params.subtractFeeFromOutputs()))
        .toList();
  }

  static SelectionResult select(List<Candidate> coins, SelectionParams params, long target) {
    return new CoinSelector(params, BumpFees.NONE, new SplittableRandom(1))
        .select(coins, List.of(), target);
  }
}
