package org.quantumcoin.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.StoredBlocks.Stored;
import org.quantumcoin.node.api.PoolAccess;
import org.quantumcoin.node.api.TransactionDetails;
import org.quantumcoin.node.api.TransactionDetails.Input;
import org.quantumcoin.node.api.TransactionDetails.Output;
import org.quantumcoin.node.api.TransactionDetails.Place;
import org.quantumcoin.node.api.TransactionDetails.Spending;
import org.quantumcoin.node.api.TransactionDetails.SpentOutput;
import org.quantumcoin.node.mempool.EntryInfo;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.ScriptAsm;
import org.quantumcoin.node.script.ScriptTemplates;

/// Takes transactions apart for the explorer.
final class TransactionView {
  private static final int MAX_HEX_BYTES = TransactionDetails.MAX_SCRIPT_CHARS / 2;

  private final Mempool mempool;
  private final CoinLookup coins;
  private final Addresses addresses;

  TransactionView(Mempool mempool, CoinLookup coins, Addresses addresses) {
    this.mempool = mempool;
    this.coins = coins;
    this.addresses = addresses;
  }

  /// What a transaction pays; empty for a coinbase and when the coins it spends are not known.
  static OptionalLong fee(Transaction tx, List<Coin> spent) {
    if (tx.isCoinbase() || spent.size() != tx.inputs().size()) {
      return OptionalLong.empty();
    }
    long fee = 0;
    for (Coin coin : spent) {
      fee += coin.out().value();
    }
    for (TxOut out : tx.outputs()) {
      fee -= out.value();
    }
    return OptionalLong.of(fee);
  }

  TransactionDetails waiting(EntryInfo entry) {
    Transaction tx = entry.tx();
    List<OutPoint> inChain = new ArrayList<>();
    Map<OutPoint, Coin> spent = new HashMap<>();
    for (TxIn input : tx.inputs()) {
      TxOut pooled = mempool.output(input.prevout());
      if (pooled == null) {
        inChain.add(input.prevout());
      } else {
        spent.put(input.prevout(), new Coin(pooled, PoolAccess.POOL_HEIGHT, false));
      }
    }
    spent.putAll(coins.find(inChain));
    List<@Nullable Coin> inOrder = new ArrayList<>();
    tx.inputs().forEach(input -> inOrder.add(spent.get(input.prevout())));
    Place place =
        new Place.Waiting(
            entry.timeSeconds(),
            entry.ancestorCount(),
            entry.descendantCount(),
            entry.replaceable());
    return describe(
        tx, place, OptionalLong.of(entry.feeSats()), inOrder, new Spending.Unspent(), Map.of());
  }

  TransactionDetails inBlock(Stored block, int position, int confirmations) {
    Transaction tx = block.block().transactions().get(position);
    List<Coin> spent = block.spentBy(position);
    Place place = new Place.InBlock(BlockFeed.ref(block.index()), position, confirmations);
    Optional<Map<OutPoint, Coin>> unspent =
        confirmations < 0 ? Optional.empty() : coins.tryFind(outputs(tx));
    Spending otherwise = unspent.isPresent() ? new Spending.SpentInChain() : new Spending.Unknown();
    return describe(tx, place, fee(tx, spent), spent, otherwise, unspent.orElse(Map.of()));
  }

  private static List<OutPoint> outputs(Transaction tx) {
    Txid txid = tx.txid();
    List<OutPoint> outputs = new ArrayList<>();
    for (int i = 0; i < tx.outputs().size(); i++) {
      outputs.add(new OutPoint(txid, i));
    }
    return outputs;
  }

  /// @param spent for each input what it spends, null where that is not known; may be empty
  /// @param otherwise what became of outputs that are neither in `unspent` nor spent by the mempool
  private TransactionDetails describe(
      Transaction tx,
      Place place,
      OptionalLong fee,
      List<? extends @Nullable Coin> spent,
      Spending otherwise,
      Map<OutPoint, Coin> unspent) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < tx.inputs().size(); i++) {
      inputs.add(input(tx.inputs().get(i), i < spent.size() ? spent.get(i) : null));
    }
    List<Output> outputs = new ArrayList<>();
    List<OutPoint> outpoints = outputs(tx);
    for (int i = 0; i < outpoints.size(); i++) {
      OutPoint outpoint = outpoints.get(i);
      TxOut out = tx.outputs().get(i);
      outputs.add(
          new Output(
              i,
              out.value(),
              addresses.encode(out.script()),
              type(out.script()),
              hex(out.script()),
              asm(out.script()),
              spending(
                  outpoint,
                  out,
                  unspent.containsKey(outpoint) ? new Spending.Unspent() : otherwise)));
    }
    return new TransactionDetails(
        tx.txid(),
        tx.wtxid(),
        place,
        tx.isCoinbase(),
        tx.version(),
        tx.lockTimeUnsigned(),
        tx.totalSize(),
        tx.virtualSize(),
        tx.weight(),
        fee,
        inputs,
        outputs);
  }

  private Spending spending(OutPoint outpoint, TxOut out, Spending otherwise) {
    if (ScriptTemplates.isUnspendable(out.script())) {
      return new Spending.Unspendable();
    }
    return mempool.spender(outpoint).<Spending>map(Spending.SpentInPool::new).orElse(otherwise);
  }

  private Input input(TxIn in, @Nullable Coin spent) {
    List<String> witness = new ArrayList<>();
    for (int i = 0; i < in.witness().size(); i++) {
      witness.add(hex(in.witness().itemAsScript(i)));
    }
    return new Input(
        in.prevout(),
        Optional.ofNullable(spent).map(this::spentOutput),
        in.sequenceUnsigned(),
        hex(in.scriptSig()),
        asm(in.scriptSig()),
        witness);
  }

  private SpentOutput spentOutput(Coin coin) {
    return new SpentOutput(
        coin.out().value(),
        addresses.encode(coin.out().script()),
        type(coin.out().script()),
        coin.height() == PoolAccess.POOL_HEIGHT
            ? OptionalLong.empty()
            : OptionalLong.of(coin.height()),
        coin.coinbase());
  }

  private static String type(Script script) {
    return ScriptTemplates.solve(script).type().text();
  }

  /// Cut before it is written out: four megabytes of witness are nothing to read.
  private static Script head(Script script) {
    return script.length() <= MAX_HEX_BYTES ? script : script.subScript(0, MAX_HEX_BYTES);
  }

  private static String hex(Script script) {
    return head(script).toHex() + (script.length() > MAX_HEX_BYTES ? "…" : "");
  }

  private static String asm(Script script) {
    String words = ScriptAsm.format(head(script));
    return words.length() > TransactionDetails.MAX_SCRIPT_CHARS
        ? words.substring(0, TransactionDetails.MAX_SCRIPT_CHARS) + "…"
        : words;
  }
}
