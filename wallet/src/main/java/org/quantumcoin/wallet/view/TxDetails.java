package org.quantumcoin.wallet.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.api.PoolAccess.PoolTransaction;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;

/// All there is to show of one transaction.
///
/// @param line what the list of transactions says of it
/// @param tx itself, for export and for the curious
/// @param feeSats empty where some of what it spends is not known
/// @param virtualSize in virtual bytes
/// @param block where it is in one
/// @param receivedAt when the wallet first saw it, in unix seconds
/// @param conflicts others that spend one of its inputs: of the wallet, or in the mempool
/// @param replaces the one that it was made to replace
/// @param replacedBy the one that was made to replace it
/// @param notes other notes: `comment`, `to`, …
/// @param label its own; empty for none
/// @param actions one for each kind
public record TxDetails(
    HistoryLine line,
    Transaction tx,
    List<Input> inputs,
    List<Output> outputs,
    OptionalLong feeSats,
    int virtualSize,
    Optional<FeeRate> rate,
    Optional<InBlock> block,
    long receivedAt,
    Set<Txid> conflicts,
    Optional<Txid> replaces,
    Optional<Txid> replacedBy,
    Map<String, String> notes,
    String label,
    List<TxAction> actions) {

  public TxDetails {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    conflicts = Set.copyOf(conflicts);
    notes = Map.copyOf(notes);
    actions = List.copyOf(actions);
  }

  public TxAction action(TxAction.Kind kind) {
    return actions.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
  }

  /// Which block, and the time in its header, in unix seconds.
  public record InBlock(BlockHash hash, int height, long time) {}

  /// What it spends.
  ///
  /// @param address where it is known and there is one
  /// @param sats where they are known
  public record Input(
      OutPoint outpoint, Optional<String> address, OptionalLong sats, boolean ours, String label) {}

  /// What it makes.
  ///
  /// @param address empty for scripts that have none
  /// @param change ours and never given out
  /// @param spentBy the transaction that spends it, in a block or the mempool
  public record Output(
      int index,
      Optional<String> address,
      Script script,
      long sats,
      boolean ours,
      boolean change,
      String label,
      Optional<Txid> spentBy) {}

  /// Empty for a transaction that is not the wallet's.
  public static Optional<TxDetails> of(Wallet wallet, Txid txid) {
    return wallet.locked(() -> wallet.ledger().find(txid).map(tx -> new Reader(wallet, tx).read()));
  }

  /// Gathers it, within the wallet's lock.
  private static final class Reader {
    private final Wallet wallet;
    private final Ledger ledger;
    private final WalletTx tx;
    private final TxReader reader;

    Reader(Wallet wallet, WalletTx tx) {
      this.wallet = wallet;
      this.ledger = wallet.ledger();
      this.tx = tx;
      this.reader = new TxReader(wallet);
    }

    TxDetails read() {
      List<Input> inputs = tx.tx().isCoinbase() ? List.of() : inputs();
      OptionalLong fee = fee(inputs);
      int size = tx.tx().virtualSize();
      Map<String, String> notes = new TreeMap<>(tx.notes());
      Optional<Txid> replaces = txid(notes.remove("replaces_txid"));
      Optional<Txid> replacedBy = txid(notes.remove("replaced_by_txid"));
      Set<Txid> conflicts = new TreeSet<>(ledger.conflicts(tx));
      conflicts.addAll(tx.mempoolConflicts());
      return new TxDetails(
          reader.line(tx),
          tx.tx(),
          inputs,
          outputs(),
          fee,
          size,
          fee.isPresent() ? Optional.of(FeeRate.of(fee.getAsLong(), size)) : Optional.empty(),
          block(),
          tx.receivedAt(),
          conflicts,
          replaces,
          replacedBy,
          notes,
          wallet.labels().ofTransaction(tx.txid()).orElse(""),
          TxActions.of(wallet, tx));
    }

    /// Notes are what a file says: one that is no txid is none.
    private static Optional<Txid> txid(@Nullable String note) {
      return note == null || !note.matches("[0-9a-f]{64}")
          ? Optional.empty()
          : Optional.of(Txid.fromHex(note));
    }

    private Optional<InBlock> block() {
      return tx.state() instanceof TxState.Confirmed(BlockHash hash, int height, int _, long time)
          ? Optional.of(new InBlock(hash, height, time))
          : Optional.empty();
    }

    /// Also of others' coins, where the wallet has the transaction that made them.
    private Optional<TxOut> spent(OutPoint outpoint) {
      return ledger
          .find(outpoint.txid())
          .map(parent -> parent.tx().outputs())
          .filter(outputs -> outpoint.indexUnsigned() < outputs.size())
          .map(outputs -> outputs.get(outpoint.index()));
    }

    private List<Input> inputs() {
      List<Input> inputs = new ArrayList<>();
      for (TxIn input : tx.tx().inputs()) {
        Optional<TxOut> spent = spent(input.prevout());
        inputs.add(
            new Input(
                input.prevout(),
                spent.flatMap(out -> reader.address(out.script())),
                spent.isPresent() ? OptionalLong.of(spent.get().value()) : OptionalLong.empty(),
                ledger.ownOutput(input.prevout()).isPresent(),
                spent.map(out -> reader.labelOf(out.script())).orElse("")));
      }
      return inputs;
    }

    private List<Output> outputs() {
      List<Output> outputs = new ArrayList<>();
      for (int i = 0; i < tx.tx().outputs().size(); i++) {
        TxOut out = tx.tx().outputs().get(i);
        outputs.add(
            new Output(
                i,
                reader.address(out.script()),
                out.script(),
                out.value(),
                tx.isOurs(i),
                reader.isChange(tx, i),
                reader.labelOf(out.script()),
                ledger.spender(new OutPoint(tx.txid(), i)).map(WalletTx::txid)));
      }
      return outputs;
    }

    /// By what is spent, else by the mempool, which knows it for all that it has.
    private OptionalLong fee(List<Input> inputs) {
      if (tx.tx().isCoinbase()) {
        return OptionalLong.empty();
      }
      long in = 0;
      for (Input input : inputs) {
        if (input.sats().isEmpty()) {
          Optional<PoolTransaction> pooled = wallet.node().pooled(tx.txid());
          return pooled.isPresent()
              ? OptionalLong.of(pooled.get().feeSats())
              : OptionalLong.empty();
        }
        in = Math.addExact(in, input.sats().getAsLong());
      }
      return OptionalLong.of(in - tx.valueOut());
    }
  }
}
