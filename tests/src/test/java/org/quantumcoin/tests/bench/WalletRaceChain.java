package org.quantumcoin.tests.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.tests.interop.Bitcoind;
import tools.jackson.databind.JsonNode;

/// Has a bitcoind mine payments from coins that anyone can spend, each a transaction of its own.
final class WalletRaceChain {
  private static final String ANYONE = "raw(51)#8lvh9jxk";
  private static final Script ANYONE_SCRIPT = Script.fromHex("51");
  private static final int COINBASES = 5;
  private static final int MATURITY = 100;
  private static final int FAN_OUT = 400;
  private static final long FEE = 1_000;

  private final Bitcoind bitcoind;
  private final Deque<Coin> coins = new ArrayDeque<>();

  private record Coin(OutPoint outpoint, long sats) {}

  WalletRaceChain(Bitcoind bitcoind) {
    this.bitcoind = bitcoind;
    bitcoind.generate(COINBASES + MATURITY);
    List<Transaction> fans = new ArrayList<>();
    for (int height = 1; height <= COINBASES; height++) {
      fans.add(fan(height));
    }
    String _ = mine(fans, true);
  }

  private Transaction fan(int height) {
    String hash = bitcoind.call("getblockhash", height).asString();
    JsonNode coinbase = bitcoind.call("getblock", hash, 2).get("tx").get(0);
    OutPoint from = new OutPoint(Txid.fromHex(coinbase.get("txid").asString()), 0);
    long sats =
        coinbase.get("vout").get(0).get("value").decimalValue().movePointRight(8).longValueExact();
    long each = (sats - 100 * FEE) / FAN_OUT;
    List<TxOut> outputs = new ArrayList<>();
    for (int i = 0; i < FAN_OUT; i++) {
      outputs.add(new TxOut(each, ANYONE_SCRIPT));
    }
    Transaction fan = spend(from, outputs);
    for (int i = 0; i < FAN_OUT; i++) {
      coins.add(new Coin(new OutPoint(fan.txid(), i), each));
    }
    return fan;
  }

  private static Transaction spend(OutPoint from, List<TxOut> outputs) {
    TxIn input = new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL, Witness.EMPTY);
    return Transaction.create(2, List.of(input), outputs, 0);
  }

  /// A transaction that pays to a script, and what is left to anyone.
  Transaction pay(Script script, long sats) {
    Coin coin = coins.remove();
    long left = coin.sats() - sats - FEE;
    Transaction tx =
        spend(coin.outpoint(), List.of(new TxOut(sats, script), new TxOut(left, ANYONE_SCRIPT)));
    if (left > 2 * sats + FEE) {
      coins.add(new Coin(new OutPoint(tx.txid(), 1), left));
    }
    return tx;
  }

  /// Mines a block of these; its bytes if it is not to be submitted yet.
  String mine(List<Transaction> transactions, boolean submit) {
    List<String> raw = transactions.stream().map(tx -> Hex.encode(tx.toBytes())).toList();
    return bitcoind.call("generateblock", ANYONE, raw, submit).path("hex").asString("");
  }
}
