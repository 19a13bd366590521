package org.quantumcoin.wallet.psbt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.StrictBase64;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.keys.KeyOrigin;

/// A partially signed transaction.
///
/// Version 0 and 2 are one model: the parts of the transaction stand with the inputs and outputs
/// they belong to, as in version 2. A PSBT can be changed, by its maker and by the roles, which
/// work on copies. Belongs to one thread.
public final class Psbt extends PsbtMap {
  /// Larger ones are refused: no transaction that is relayed needs as much.
  public static final int MAX_BYTES = 32 << 20;

  /// Flags of [#modifiable()] (BIP-0370, "Unique Identification" and `PSBT_GLOBAL_TX_MODIFIABLE`).
  public static final int INPUTS_MODIFIABLE = 1;

  public static final int OUTPUTS_MODIFIABLE = 2;
  public static final int HAS_SIGHASH_SINGLE = 4;

  private int version;
  private int txVersion;
  private @Nullable Integer fallbackLockTime;
  private @Nullable Integer modifiable;
  private final NavigableMap<ByteString, KeyOrigin> xpubs = new TreeMap<>();
  private final List<PsbtInput> inputs = new ArrayList<>();
  private final List<PsbtOutput> outputs = new ArrayList<>();

  /// Without inputs and outputs. `version` is 0 or 2.
  public Psbt(int version, int txVersion) {
    this.version = version;
    this.txVersion = txVersion;
  }

  /// The creator's role for version 0: from an unsigned transaction, whose scriptSigs and witnesses
  /// are left behind.
  public static Psbt of(Transaction tx) {
    Psbt psbt = new Psbt(0, tx.version());
    psbt.fallbackLockTime = tx.lockTime();
    for (TxIn input : tx.inputs()) {
      psbt.inputs.add(new PsbtInput(input.prevout(), input.sequence()));
    }
    for (TxOut output : tx.outputs()) {
      psbt.outputs.add(new PsbtOutput(output));
    }
    return psbt;
  }

  public static Psbt decode(byte[] bytes) throws PsbtException {
    return new PsbtReader(bytes).read();
  }

  public static Psbt fromBase64(String text) throws PsbtException {
    if (text.length() > MAX_BYTES / 3 * 4L) {
      throw new PsbtException("PSBT is larger than " + MAX_BYTES + " bytes");
    }
    byte[] bytes = StrictBase64.decode(text).orElseThrow(() -> new PsbtException("invalid base64"));
    return decode(bytes);
  }

  public byte[] encode() {
    return new PsbtWriter(this).write();
  }

  public String toBase64() {
    return StrictBase64.encode(encode());
  }

  /// A deep copy.
  public Psbt copy() {
    Psbt copy = new Psbt(version, txVersion);
    copy.fallbackLockTime = fallbackLockTime;
    copy.modifiable = modifiable;
    copy.xpubs.putAll(xpubs);
    inputs.forEach(input -> copy.inputs.add(input.copy()));
    outputs.forEach(output -> copy.outputs.add(output.copy()));
    copy.copyExtraFrom(this);
    return copy;
  }

  /// 0 or 2.
  public int version() {
    return version;
  }

  /// The version of the transaction.
  public int txVersion() {
    return txVersion;
  }

  /// The lock time where no input asks for one; in version 0 the lock time.
  public OptionalInt fallbackLockTime() {
    return fallbackLockTime == null ? OptionalInt.empty() : OptionalInt.of(fallbackLockTime);
  }

  public void setFallbackLockTime(int lockTime) {
    fallbackLockTime = lockTime;
  }

  /// Which parts may still be changed; version 2 only.
  public OptionalInt modifiable() {
    return modifiable == null ? OptionalInt.empty() : OptionalInt.of(modifiable);
  }

  public void setModifiable(int flags) {
    modifiable = flags;
  }

  /// Live.
  public List<PsbtInput> inputs() {
    return inputs;
  }

  /// Live.
  public List<PsbtOutput> outputs() {
    return outputs;
  }

  /// Extended keys in their 78 bytes, and where they come from. Live.
  public NavigableMap<ByteString, KeyOrigin> xpubs() {
    return xpubs;
  }

  /// In Core's order: by origin, then by key and chain code.
  public List<Map.Entry<ByteString, KeyOrigin>> xpubsByOrigin() {
    Comparator<Map.Entry<ByteString, KeyOrigin>> byOrigin =
        Comparator.<Map.Entry<ByteString, KeyOrigin>, ByteString>comparing(
                entry -> ByteString.fromHex(entry.getValue().fingerprintHex()))
            .thenComparing(entry -> entry.getValue().path().steps(), Psbt::comparePaths)
            .thenComparing(entry -> entry.getKey().slice(45, 78))
            .thenComparing(Map.Entry.comparingByKey());
    return xpubs.entrySet().stream().sorted(byOrigin).toList();
  }

  private static int comparePaths(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = Integer.compareUnsigned(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /// The lock time of the transaction (BIP-0370, "Determining Lock Time"). Empty where one input
  /// needs a height and another a time.
  public OptionalInt lockTime() {
    long height = 0;
    long time = 0;
    boolean onlyHeight = false;
    boolean onlyTime = false;
    boolean required = false;
    for (PsbtInput input : inputs) {
      boolean hasHeight = input.requiredHeight().isPresent();
      boolean hasTime = input.requiredTime().isPresent();
      required |= hasHeight || hasTime;
      onlyHeight |= hasHeight && !hasTime;
      onlyTime |= hasTime && !hasHeight;
      height = Math.max(height, input.requiredHeight().orElse(0));
      time = Math.max(time, Integer.toUnsignedLong(input.requiredTime().orElse(0)));
    }
    if (!required) {
      return OptionalInt.of(fallbackLockTime().orElse(0));
    }
    if (onlyHeight && onlyTime) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) (onlyTime ? time : height));
  }

  /// The transaction without signatures. Where inputs contradict each other about the lock time it
  /// has the fallback; decoding refuses such PSBTs.
  public Transaction unsignedTx() {
    List<TxIn> ins = inputs.stream().map(PsbtInput::unsigned).toList();
    List<TxOut> outs = outputs.stream().map(PsbtOutput::txOut).toList();
    int lock = lockTime().orElse(fallbackLockTime().orElse(0));
    return Transaction.create(txVersion, ins, outs, lock);
  }

  /// What an input spends, as far as it is said.
  public Optional<TxOut> spent(int index) {
    return inputs.get(index).spent();
  }

  /// The outputs that all inputs spend; empty where one is not known.
  public List<TxOut> allSpent() {
    List<TxOut> all = new ArrayList<>();
    for (PsbtInput input : inputs) {
      Optional<TxOut> spent = input.spent();
      if (spent.isEmpty()) {
        return List.of();
      }
      all.add(spent.get());
    }
    return all;
  }

  /// Is the transaction the same? Signatures, keys and scripts may differ (BIP-0370, "Unique
  /// Identification": sequence numbers do not count there either).
  public boolean isSameTransaction(Psbt other) {
    if (version == 0 && other.version == 0) {
      return unsignedTx().txid().equals(other.unsignedTx().txid());
    }
    return identity().txid().equals(other.identity().txid());
  }

  private Transaction identity() {
    List<TxIn> ins =
        inputs.stream()
            .map(PsbtInput::unsigned)
            .map(in -> new TxIn(in.prevout(), in.scriptSig(), 0))
            .toList();
    List<TxOut> outs = outputs.stream().map(PsbtOutput::txOut).toList();
    return Transaction.create(txVersion, ins, outs, 0);
  }

  /// The same PSBT in version 2. A fixed transaction stays fixed: nothing is modifiable.
  public Psbt toVersion2() {
    Psbt converted = copy();
    if (version == 0) {
      converted.version = 2;
      converted.modifiable = 0;
    }
    return converted;
  }

  /// The same PSBT in version 0, for programs that know no other. Throws where inputs contradict
  /// each other about the lock time.
  public Psbt toVersion0() throws PsbtException {
    Psbt converted = copy();
    if (version == 0) {
      return converted;
    }
    OptionalInt lock = lockTime();
    if (lock.isEmpty()) {
      throw new PsbtException("Inputs require a height and a time as lock time");
    }
    converted.version = 0;
    converted.fallbackLockTime = lock.getAsInt();
    converted.modifiable = null;
    for (PsbtInput input : converted.inputs) {
      input.setSequence(input.sequence());
      input.clearRequiredLockTimes();
    }
    return converted;
  }

  /// Adds an input for a coin.
  public PsbtInput addInput(OutPoint prevout, int sequence) {
    PsbtInput input = new PsbtInput(prevout, sequence);
    inputs.add(input);
    return input;
  }

  public PsbtOutput addOutput(TxOut out) {
    PsbtOutput output = new PsbtOutput(out);
    outputs.add(output);
    return output;
  }
}
