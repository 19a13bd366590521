package org.quantumcoin.wallet.psbt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;

/// Reads a PSBT of either version, strictly: fields of known types have the size their BIP gives
/// them, none is there twice, and none of the other version is there at all.
final class PsbtReader {
  static final int MAGIC_BYTES = 5;
  private static final byte[] MAGIC = {'p', 's', 'b', 't', (byte) 0xff};

  private static final int XPUB_BYTES = 78;

  private final ByteReader in;
  private @Nullable Transaction tx;
  private @Nullable Integer version;
  private @Nullable Integer txVersion;
  private @Nullable Integer fallbackLockTime;
  private @Nullable Integer modifiable;
  private @Nullable Integer inputCount;
  private @Nullable Integer outputCount;

  PsbtReader(byte[] bytes) {
    this.in = new ByteReader(bytes);
  }

  static byte[] magic() {
    return MAGIC.clone();
  }

  Psbt read() throws PsbtException {
    if (in.remaining() > Psbt.MAX_BYTES) {
      throw new PsbtException("PSBT is larger than " + Psbt.MAX_BYTES + " bytes");
    }
    try {
      Psbt psbt = globals();
      readInputs(psbt);
      readOutputs(psbt);
      if (in.hasRemaining()) {
        throw new PsbtException("extra data after PSBT");
      }
      if (psbt.lockTime().isEmpty()) {
        throw MapReader.fault("Inputs require a height and a time as lock time");
      }
      return psbt;
    } catch (DecodeException e) {
      throw MapReader.fault(describe(String.valueOf(e.getMessage())));
    }
  }

  /// Core's stream has one sentence for all that ends too early.
  private static String describe(String message) {
    return message.contains("ReadCompactSize")
            || message.startsWith("Superfluous")
            || message.startsWith("Unknown")
        ? message
        : "DataStream::read(): end of data";
  }

  private Psbt globals() throws PsbtException {
    byte[] magic = in.readBytes(MAGIC_BYTES);
    if (!Arrays.equals(magic, MAGIC)) {
      throw MapReader.fault("Invalid PSBT magic bytes");
    }
    Psbt fields = new Psbt(0, 0);
    MapReader map = new MapReader(in);
    while (map.next()) {
      global(map, fields);
    }
    if (!map.hasEnded()) {
      throw MapReader.fault("Separator is missing at the end of the global map");
    }
    Psbt psbt = version == null || version == 0 ? version0() : version2();
    psbt.xpubs().putAll(fields.xpubs());
    psbt.copyExtraFrom(fields);
    return psbt;
  }

  private void global(MapReader map, Psbt fields) throws PsbtException {
    switch (map.type()) {
      case FieldType.GLOBAL_UNSIGNED_TX -> {
        map.single("unsigned tx", "Global unsigned tx");
        tx = unsignedTx(map);
      }
      case FieldType.GLOBAL_XPUB -> xpub(map, fields);
      case FieldType.GLOBAL_TX_VERSION -> {
        map.single("global transaction version", "Global transaction version");
        txVersion = map.int32();
      }
      case FieldType.GLOBAL_FALLBACK_LOCK_TIME -> {
        map.single("global fallback locktime", "Global fallback locktime");
        fallbackLockTime = map.int32();
      }
      case FieldType.GLOBAL_INPUT_COUNT -> {
        map.single("global input count", "Global input count");
        inputCount = count(map);
      }
      case FieldType.GLOBAL_OUTPUT_COUNT -> {
        map.single("global output count", "Global output count");
        outputCount = count(map);
      }
      case FieldType.GLOBAL_TX_MODIFIABLE -> {
        map.single("tx modifiable flags", "Global tx modifiable flags");
        ByteReader value = map.startValue();
        modifiable = value.readByte();
        map.endValue();
      }
      case FieldType.GLOBAL_VERSION -> {
        map.single("version", "Global version");
        int number = map.int32();
        if (number != 0 && number != 2) {
          throw MapReader.fault("Unsupported version number");
        }
        version = number;
      }
      default -> map.extra(fields);
    }
  }

  private static int count(MapReader map) throws PsbtException {
    ByteReader value = map.startValue();
    int count = value.readCompactSize();
    map.endValue();
    return count;
  }

  private static Transaction unsignedTx(MapReader map) throws PsbtException {
    ByteReader value = map.startValue();
    // The old serialisation: there are no witnesses, and no inputs means no inputs.
    Transaction tx = Transaction.read(value, false);
    map.endValue();
    for (TxIn input : tx.inputs()) {
      if (!input.scriptSig().isEmpty()) {
        throw MapReader.fault("Unsigned tx does not have empty scriptSigs and scriptWitnesses.");
      }
    }
    return tx;
  }

  private static void xpub(MapReader map, Psbt fields) throws PsbtException {
    ByteString xpub = map.keyData();
    if (xpub.length() != XPUB_BYTES) {
      throw MapReader.fault("Size of key was not the expected size for the type global xpub");
    }
    MapReader.requireKey(xpub.slice(XPUB_BYTES - 33, XPUB_BYTES));
    if (fields.xpubs().containsKey(xpub)) {
      throw MapReader.fault("Duplicate key, global xpub already provided");
    }
    fields.xpubs().put(xpub, map.origin());
  }

  private Psbt version0() throws PsbtException {
    if (txVersion != null) {
      throw onlyInVersion2("PSBT_GLOBAL_TX_VERSION");
    }
    if (fallbackLockTime != null) {
      throw onlyInVersion2("PSBT_GLOBAL_FALLBACK_LOCKTIME");
    }
    if (inputCount != null) {
      throw onlyInVersion2("PSBT_GLOBAL_INPUT_COUNT");
    }
    if (outputCount != null) {
      throw onlyInVersion2("PSBT_GLOBAL_OUTPUT_COUNT");
    }
    if (modifiable != null) {
      throw onlyInVersion2("PSBT_GLOBAL_TX_MODIFIABLE");
    }
    if (tx == null) {
      throw MapReader.fault("No unsigned transaction was provided");
    }
    Psbt psbt = new Psbt(0, tx.version());
    psbt.setFallbackLockTime(tx.lockTime());
    return psbt;
  }

  static PsbtException onlyInVersion2(String field) {
    return MapReader.fault(field + " is not allowed in PSBTv0");
  }

  private Psbt version2() throws PsbtException {
    if (tx != null) {
      throw MapReader.fault("PSBT_GLOBAL_UNSIGNED_TX is not allowed in PSBTv2");
    }
    if (txVersion == null) {
      throw MapReader.fault("PSBT_GLOBAL_TX_VERSION is required in PSBTv2");
    }
    if (inputCount == null) {
      throw MapReader.fault("PSBT_GLOBAL_INPUT_COUNT is required in PSBTv2");
    }
    if (outputCount == null) {
      throw MapReader.fault("PSBT_GLOBAL_OUTPUT_COUNT is required in PSBTv2");
    }
    Psbt psbt = new Psbt(2, txVersion);
    if (fallbackLockTime != null) {
      psbt.setFallbackLockTime(fallbackLockTime);
    }
    if (modifiable != null) {
      psbt.setModifiable(modifiable);
    }
    return psbt;
  }

  private void readInputs(Psbt psbt) throws PsbtException {
    List<TxIn> ins = tx == null ? List.of() : tx.inputs();
    int expected = inputCount == null ? ins.size() : inputCount;
    while (in.hasRemaining() && psbt.inputs().size() < expected) {
      int index = psbt.inputs().size();
      InputReader reader = new InputReader(in);
      psbt.inputs().add(tx == null ? reader.version2() : reader.version0(ins.get(index)));
    }
    if (psbt.inputs().size() != expected) {
      throw MapReader.fault("Inputs provided does not match the number of inputs in transaction.");
    }
  }

  private void readOutputs(Psbt psbt) throws PsbtException {
    int expected = outputCount == null ? tx == null ? 0 : tx.outputs().size() : outputCount;
    List<PsbtOutput> read = new ArrayList<>();
    while (in.hasRemaining() && read.size() < expected) {
      OutputReader reader = new OutputReader(in);
      read.add(tx == null ? reader.version2() : reader.version0(tx.outputs().get(read.size())));
    }
    if (read.size() != expected) {
      throw MapReader.fault(
          "Outputs provided does not match the number of outputs in transaction.");
    }
    psbt.outputs().addAll(read);
  }
}
