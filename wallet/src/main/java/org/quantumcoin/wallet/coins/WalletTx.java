package org.quantumcoin.wallet.coins;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// A transaction that concerns the wallet. Changed by the [Ledger] only, under the wallet's lock.
public final class WalletTx {
  private static final long NOT_OURS = -1;

  private final Transaction tx;
  private final long position;
  private final long receivedAt;
  private final long smartTime;
  private final Map<String, String> notes = new TreeMap<>();
  private final Set<Txid> mempoolConflicts = new TreeSet<>();
  private final long[] ours;
  private TxState state;
  private CoinIndex.Count count = CoinIndex.Count.NOTHING;
  private boolean stale;

  WalletTx(Transaction tx, TxState state, long position, long receivedAt, long smartTime) {
    this.tx = tx;
    this.state = state;
    this.position = position;
    this.receivedAt = receivedAt;
    this.smartTime = smartTime;
    this.ours = new long[tx.outputs().size()];
    Arrays.fill(ours, NOT_OURS);
  }

  public Transaction tx() {
    return tx;
  }

  public Txid txid() {
    return tx.txid();
  }

  public TxState state() {
    return state;
  }

  void setState(TxState now) {
    state = now;
  }

  /// What the [CoinIndex] has counted of it.
  CoinIndex.Count count() {
    return count;
  }

  void setCount(CoinIndex.Count counted) {
    count = counted;
  }

  /// Whether the [CoinIndex] is to count it anew.
  boolean isStale() {
    return stale;
  }

  void setStale(boolean now) {
    stale = now;
  }

  /// Grows from each transaction to the next that became known.
  public long position() {
    return position;
  }

  /// When the wallet first saw it, in unix seconds.
  public long receivedAt() {
    return receivedAt;
  }

  /// When it probably was made: as [#receivedAt], but for those found in old blocks.
  public long smartTime() {
    return smartTime;
  }

  /// What was noted of it: `comment`, `to`, `replaces_txid`, `replaced_by_txid`.
  public Map<String, String> notes() {
    return notes;
  }

  /// Transactions in the mempool that spend one of its inputs, or of its ancestors'.
  public Set<Txid> mempoolConflicts() {
    return mempoolConflicts;
  }

  public boolean isOurs(int output) {
    return output >= 0 && output < ours.length && ours[output] != NOT_OURS;
  }

  public boolean hasOurs() {
    for (long place : ours) {
      if (place != NOT_OURS) {
        return true;
      }
    }
    return false;
  }

  public Optional<ScriptSource> source(int output) {
    return isOurs(output) ? Optional.of(ScriptSource.unpack(ours[output])) : Optional.empty();
  }

  void setSource(int output, Optional<ScriptSource> source) {
    ours[output] = source.map(ScriptSource::packed).orElse(NOT_OURS);
  }

  /// Which outputs are ours, as [#restoreSources] takes it.
  public byte[] sourcesToBytes() {
    ByteWriter out = new ByteWriter();
    for (int i = 0; i < ours.length; i++) {
      if (ours[i] != NOT_OURS) {
        out.writeCompactSize(i).writeInt64(ours[i]);
      }
    }
    return out.toByteArray();
  }

  /// Takes what [#sourcesToBytes] gave; throws [DecodeException] for anything else.
  public void restoreSources(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    while (in.hasRemaining()) {
      int output = in.readCompactSize();
      long place = in.readInt64();
      if (output >= ours.length || place < 0) {
        throw new DecodeException("no such output or place: " + output + " " + place);
      }
      ours[output] = place;
    }
  }

  public boolean isConfirmed() {
    return state instanceof TxState.Confirmed;
  }

  public boolean isInMempool() {
    return state instanceof TxState.InMempool;
  }

  public boolean isAbandoned() {
    return state instanceof TxState.Inactive(boolean abandoned) && abandoned;
  }

  public boolean isBlockConflicted() {
    return state instanceof TxState.Conflicted;
  }

  public boolean isMempoolConflicted() {
    return !mempoolConflicts.isEmpty();
  }

  /// What it pays to us, in satoshis.
  long credit() {
    long sum = 0;
    for (int i = 0; i < ours.length; i++) {
      if (isOurs(i)) {
        sum = Math.addExact(sum, tx.outputs().get(i).value());
      }
    }
    return sum;
  }

  /// Value of the outputs, in satoshis.
  public long valueOut() {
    return tx.outputs().stream().mapToLong(out -> out.value()).sum();
  }
}
