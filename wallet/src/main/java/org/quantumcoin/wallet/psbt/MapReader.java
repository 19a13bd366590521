package org.quantumcoin.wallet.psbt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// Walks over one map of key-value pairs. The words of failure are Core's.
///
/// Every length is checked against the bytes that are there before anything is allocated.
final class MapReader {
  private static final int HARDENED_STEP_BYTES = 4;

  private final ByteReader in;
  private final Set<ByteString> seen = new HashSet<>();
  private ByteString key = ByteString.EMPTY;
  private ByteString keyData = ByteString.EMPTY;
  private long type;
  private boolean ended;
  private long valueEnd;

  MapReader(ByteReader in) {
    this.in = in;
  }

  /// Moves to the next pair, whose value the caller has to read. False at the separator and at the
  /// end of the bytes; [#hasEnded] tells which.
  boolean next() {
    if (!in.hasRemaining()) {
      return false;
    }
    byte[] bytes = in.readVarBytes();
    if (bytes.length == 0) {
      ended = true;
      return false;
    }
    ByteReader keyReader = new ByteReader(bytes);
    type = keyReader.readCompactSizeUnbounded();
    key = ByteString.of(bytes);
    keyData = ByteString.of(bytes, keyReader.position(), bytes.length);
    return true;
  }

  /// The separator was there.
  boolean hasEnded() {
    return ended;
  }

  /// Types beyond what an int holds are unknown ones.
  int type() {
    return type == (int) type ? (int) type : -1;
  }

  /// The whole key, type included.
  ByteString key() {
    return key;
  }

  ByteString keyData() {
    return keyData;
  }

  /// For fields of which a map has one at most: refuses a second one and a key with data.
  MapReader single(String duplicate, String keyName) throws PsbtException {
    unique(duplicate);
    if (!keyData.isEmpty() || key.length() != 1) {
      throw fault(keyName + " key is more than one byte type");
    }
    return this;
  }

  MapReader unique(String duplicate) throws PsbtException {
    if (!seen.add(key)) {
      throw fault("Duplicate Key, " + duplicate + " already provided");
    }
    return this;
  }

  static PsbtException fault(String message) {
    return PsbtException.inStream(message);
  }

  byte[] value() {
    return in.readVarBytes();
  }

  /// A reader of this value and nothing else.
  ByteReader boundedValue() {
    int length = in.readCompactSize();
    int start = in.skip(length);
    return new ByteReader(in.array(), start, length);
  }

  /// Begins to read a value whose parts say how long they are, from the whole stream; [#endValue]
  /// compares that with the length given. So a fault has the name that Core has for it.
  ByteReader startValue() {
    int length = in.readCompactSize();
    valueEnd = (long) in.position() + length;
    return in;
  }

  void endValue() throws PsbtException {
    if (in.position() != valueEnd) {
      throw fault("Size of value was not the stated size");
    }
  }

  int int32() throws PsbtException {
    int number = startValue().readInt32();
    endValue();
    return number;
  }

  ByteString bytes32() throws PsbtException {
    ByteString bytes = ByteString.of(startValue().readBytes(32));
    endValue();
    return bytes;
  }

  /// Core's `DeserializeHDKeypaths`.
  void derivation(NavigableMap<ByteString, KeyOrigin> derivations) throws PsbtException {
    int length = keyData.length();
    if (length != Secp256k1.COMPRESSED_BYTES && length != Secp256k1.UNCOMPRESSED_BYTES) {
      throw fault("Size of key was not the expected size for the type BIP32 keypath");
    }
    requireKey(keyData);
    if (derivations.containsKey(keyData)) {
      throw fault("Duplicate Key, pubkey derivation path already provided");
    }
    derivations.put(keyData, origin());
  }

  static void requireKey(ByteString key) throws PsbtException {
    if (!Secp256k1.isValidPublicKey(key.toBytes())) {
      throw fault("Invalid pubkey");
    }
  }

  KeyOrigin origin() throws PsbtException {
    return origin(boundedValue());
  }

  static KeyOrigin origin(ByteReader value) throws PsbtException {
    int length = value.remaining();
    if (length % HARDENED_STEP_BYTES != 0 || length == 0) {
      throw fault("Invalid length for HD key path");
    }
    int fingerprint = Integer.reverseBytes(value.readInt32());
    int[] steps = new int[length / HARDENED_STEP_BYTES - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = value.readInt32();
    }
    return new KeyOrigin(fingerprint, KeyPath.of(steps));
  }

  /// The value of a taproot derivation: hashes of leaves, then the origin.
  TapDerivation tapDerivation(String side) throws PsbtException {
    unique(side.toLowerCase(Locale.ROOT) + " Taproot BIP32 keypath");
    if (key.length() != 33) {
      throw fault(side + " Taproot BIP32 keypath key is not at 33 bytes");
    }
    // The hashes are read from what follows, not from the value, and only then compared with its
    // length: so the fault has Core's name whichever length is wrong.
    int length = in.readCompactSize();
    int start = in.position();
    int count = in.readCount(32);
    TreeSet<ByteString> hashes = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      hashes.add(ByteString.of(in.readBytes(32)));
    }
    int read = in.position() - start;
    if (read > length) {
      throw fault(side + " Taproot BIP32 keypath has an invalid length");
    }
    int rest = length - read;
    return new TapDerivation(hashes, origin(new ByteReader(in.array(), in.skip(rest), rest)));
  }

  /// BIP-0373, the participants behind an aggregate key.
  void musigParticipants(NavigableMap<ByteString, List<ByteString>> participants, String side)
      throws PsbtException {
    unique(side.toLowerCase(Locale.ROOT) + " participant pubkeys");
    if (key.length() != 34) {
      throw fault(side + " musig2 participants pubkeys aggregate key is not 34 bytes");
    }
    if (!Secp256k1.isValidPublicKey(keyData.toBytes())) {
      throw fault(side + " musig2 aggregate pubkey is invalid");
    }
    ByteReader value = boundedValue();
    if (value.remaining() % 33 != 0) {
      throw fault(side + " musig2 participants pubkeys value size is not a multiple of 33");
    }
    List<ByteString> keys = new ArrayList<>();
    while (value.hasRemaining()) {
      ByteString participant = ByteString.of(value.readBytes(33));
      if (!Secp256k1.isValidPublicKey(participant.toBytes())) {
        throw fault(side + " musig2 participant pubkey is invalid");
      }
      keys.add(participant);
    }
    participants.put(keyData, List.copyOf(keys));
  }

  /// Proprietary and unknown fields.
  void extra(PsbtMap map) throws PsbtException {
    if (type() == FieldType.PROPRIETARY) {
      // Identifier and subtype have to be there, whatever they are.
      ByteReader keyReader = new ByteReader(keyData.toBytes());
      keyReader.readVarBytes();
      keyReader.readCompactSizeUnbounded();
      if (map.proprietary().putIfAbsent(key, ByteString.of(value())) != null) {
        throw fault("Duplicate Key, proprietary key already found");
      }
    } else if (map.unknown().putIfAbsent(key, ByteString.of(value())) != null) {
      throw fault("Duplicate Key, key for unknown value already provided");
    }
  }
}
