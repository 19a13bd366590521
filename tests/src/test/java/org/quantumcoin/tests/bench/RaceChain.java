package org.quantumcoin.tests.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.tests.bench.SignedCoins.Spendable;
import org.quantumcoin.tests.interop.Bitcoind;
import tools.jackson.databind.JsonNode;

/// Has a bitcoind build a chain full of signatures: ECDSA and Schnorr, half of the inputs in
/// transactions of a hundred, half in those of two.
final class RaceChain {
  private static final int COINBASES = 42;
  private static final int MATURITY = 100;
  private static final int FAN_OUT = 500;

  /// What fits into one block of fans.
  static final int MAX_COINS = COINBASES * FAN_OUT;

  private static final int LARGE = 100;
  private static final int SMALL = 2;

  /// Of each size in a block; together some 1,200 inputs, about 0.6 of what a block may weigh.
  private static final int LARGE_IN_BLOCK = 6;

  private static final int SMALL_IN_BLOCK = LARGE_IN_BLOCK * LARGE / SMALL;

  private final Bitcoind bitcoind;
  private final SignedCoins signed;
  private final Deque<Spendable> pool = new ArrayDeque<>();
  private int outputs;
  private int inputs;

  private RaceChain(Bitcoind bitcoind, SignedCoins signed) {
    this.bitcoind = bitcoind;
    this.signed = signed;
  }

  /// At least so many signed inputs; answers with how many they are.
  static int build(Bitcoind bitcoind, int inputs) {
    try (SignedCoins signed = new SignedCoins()) {
      return new RaceChain(bitcoind, signed).build(inputs);
    }
  }

  /// A chain with so many confirmed outputs of the usual kinds, each to be spent by itself, or some
  /// more; at most [#MAX_COINS].
  static List<Spendable> coins(Bitcoind bitcoind, SignedCoins signed, int count) {
    if (count > MAX_COINS) {
      throw new IllegalArgumentException("more than " + MAX_COINS + " coins");
    }
    RaceChain chain = new RaceChain(bitcoind, signed);
    chain.begin(chain.payee(), Math.ceilDiv(count, FAN_OUT));
    return List.copyOf(chain.pool);
  }

  private String payee() {
    return payee(bitcoind, signed);
  }

  /// A descriptor to mine to.
  static String payee(Bitcoind bitcoind, SignedCoins signed) {
    String bare = "raw(" + signed.script(0) + ")";
    return bare + "#" + bitcoind.call("getdescriptorinfo", bare).get("checksum").asString();
  }

  private void begin(String payee, int coinbases) {
    bitcoind.call("generatetodescriptor", coinbases + MATURITY, payee);
    List<Transaction> fans = new ArrayList<>();
    for (int height = 1; height <= coinbases; height++) {
      fans.add(fan(height));
    }
    mine(payee, fans);
  }

  private int build(int wanted) {
    String payee = payee();
    begin(payee, COINBASES);
    while (inputs < wanted) {
      List<List<Spendable>> groups = new ArrayList<>();
      for (int i = 0; i < LARGE_IN_BLOCK; i++) {
        groups.add(take(LARGE));
      }
      for (int i = 0; i < SMALL_IN_BLOCK; i++) {
        groups.add(take(SMALL));
      }
      List<List<TxOut>> payments = groups.stream().map(this::onward).toList();
      mine(
          payee,
          IntStream.range(0, groups.size())
              .parallel()
              .mapToObj(i -> signed.spend(groups.get(i), payments.get(i)))
              .toList());
    }
    return inputs;
  }

  private Transaction fan(int height) {
    String hash = bitcoind.call("getblockhash", height).asString();
    JsonNode coinbase = bitcoind.call("getblock", hash, 2).get("tx").get(0);
    JsonNode paid = coinbase.get("vout").get(0);
    long value = paid.get("value").decimalValue().movePointRight(8).longValueExact();
    OutPoint outpoint = new OutPoint(Txid.fromHex(coinbase.get("txid").asString()), 0);
    List<TxOut> outs = new ArrayList<>();
    for (int i = 0; i < FAN_OUT; i++) {
      outs.add(new TxOut(value / FAN_OUT, signed.script(outputs++)));
    }
    inputs++;
    return signed.spend(List.of(new Spendable(outpoint, new TxOut(value, signed.script(0)))), outs);
  }

  private List<Spendable> take(int count) {
    List<Spendable> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(pool.remove());
    }
    inputs += count;
    return taken;
  }

  /// As many outputs of the same values, to other keys.
  private List<TxOut> onward(List<Spendable> coins) {
    List<TxOut> outs = new ArrayList<>();
    for (Spendable coin : coins) {
      outs.add(new TxOut(coin.out().value(), signed.script(outputs++)));
    }
    // One step aside each time, or the keys would only take turns among themselves.
    outputs++;
    return outs;
  }

  private void mine(String payee, List<Transaction> txs) {
    List<String> hexes = txs.parallelStream().map(tx -> Hex.encode(tx.toBytes())).toList();
    bitcoind.call("generateblock", payee, hexes);
    txs.forEach(tx -> pool.addAll(SignedCoins.outputs(tx)));
  }
}
