package org.quantumcoin.node.p2p.sync;

import org.quantumcoin.node.crypto.MurmurHash3;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.p2p.message.FilterLoad;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptCursor;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.TxoutType;

/// What a peer wants to be told of, blurred (BIP-0037; Core's `CBloomFilter`): whether a
/// transaction, one of its outputs or what it spends may be among what the peer put in.
///
/// An empty filter matches everything and takes nothing up (CVE-2013-5700). Belongs to one thread
/// at a time.
final class BloomFilter {
  /// Core's `MAX_BLOOM_FILTER_SIZE`: 20,000 elements at a rate of 0.1 %.
  static final int MAX_BYTES = 36_000;

  /// Core's `MAX_HASH_FUNCS`.
  static final int MAX_HASH_FUNCTIONS = 50;

  private static final int SEED_STEP = 0xfba4c795;

  private static final int UPDATE_MASK = 3;
  private static final int UPDATE_ALL = 1;
  private static final int UPDATE_KEYS_ONLY = 2;

  private final byte[] bits;
  private final int hashFunctions;
  private final int tweak;
  private final int flags;

  private BloomFilter(byte[] bits, int hashFunctions, int tweak, int flags) {
    this.bits = bits;
    this.hashFunctions = hashFunctions;
    this.tweak = tweak;
    this.flags = flags;
  }

  /// Whether a filter is of a size that may be sent.
  static boolean isAllowed(FilterLoad loaded) {
    return loaded.bits().length() <= MAX_BYTES
        && Integer.compareUnsigned(loaded.hashFunctions(), MAX_HASH_FUNCTIONS) <= 0;
  }

  /// From an allowed message.
  static BloomFilter of(FilterLoad loaded) {
    if (!isAllowed(loaded)) {
      throw new IllegalArgumentException("a bloom filter beyond the bounds");
    }
    return new BloomFilter(
        loaded.bits().toBytes(), loaded.hashFunctions(), loaded.tweak(), loaded.flags());
  }

  BloomFilter copy() {
    return new BloomFilter(bits.clone(), hashFunctions, tweak, flags);
  }

  /// Takes up what a copy has taken up meanwhile.
  void merge(BloomFilter copy) {
    if (copy.bits.length != bits.length) {
      throw new IllegalArgumentException("not a copy of this filter");
    }
    for (int i = 0; i < bits.length; i++) {
      bits[i] |= copy.bits[i];
    }
  }

  void add(byte[] element) {
    add(element, 0, element.length);
  }

  boolean contains(byte[] element) {
    return contains(element, 0, element.length);
  }

  private void add(byte[] bytes, int offset, int length) {
    if (bits.length == 0) {
      return;
    }
    for (int i = 0; i < hashFunctions; i++) {
      int bit = place(i, bytes, offset, length);
      bits[bit >>> 3] |= (byte) (1 << (bit & 7));
    }
  }

  private boolean contains(byte[] bytes, int offset, int length) {
    if (bits.length == 0) {
      return true;
    }
    for (int i = 0; i < hashFunctions; i++) {
      int bit = place(i, bytes, offset, length);
      if ((bits[bit >>> 3] & 1 << (bit & 7)) == 0) {
        return false;
      }
    }
    return true;
  }

  private int place(int function, byte[] bytes, int offset, int length) {
    int hash = MurmurHash3.hash(function * SEED_STEP + tweak, bytes, offset, length);
    return Integer.remainderUnsigned(hash, bits.length * Byte.SIZE);
  }

  /// Whether a transaction matches. As the filter wants it, outputs that match are taken up, so
  /// that what spends them matches later.
  boolean matchAndUpdate(Transaction tx) {
    if (bits.length == 0) {
      return true;
    }
    Hash256 txid = tx.txid().hash();
    boolean found = contains(txid.toBytes());
    for (int i = 0; i < tx.outputs().size(); i++) {
      TxOut output = tx.outputs().get(i);
      if (containsDataOf(output.script())) {
        found = true;
        if (wantsSpenders(output.script())) {
          add(bytes(new OutPoint(tx.txid(), i)));
        }
      }
    }
    // As in Core, what it spends need not be looked at any more.
    return found || spendsWanted(tx);
  }

  private boolean spendsWanted(Transaction tx) {
    for (TxIn input : tx.inputs()) {
      if (contains(bytes(input.prevout())) || containsDataOf(input.scriptSig())) {
        return true;
      }
    }
    return false;
  }

  private boolean wantsSpenders(Script script) {
    return switch (flags & UPDATE_MASK) {
      case UPDATE_ALL -> true;
      case UPDATE_KEYS_ONLY -> {
        TxoutType type = ScriptTemplates.solve(script).type();
        yield type == TxoutType.PUBKEY || type == TxoutType.MULTISIG;
      }
      default -> false;
    };
  }

  /// Whether anything that a script pushes is wanted, up to where it breaks off.
  private boolean containsDataOf(Script script) {
    ScriptCursor cursor = new ScriptCursor(script);
    while (cursor.next()) {
      Script data = cursor.dataAsScript();
      if (!data.isEmpty() && contains(data.array(), data.offset(), data.length())) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(OutPoint outpoint) {
    ByteWriter out = new ByteWriter(OutPoint.SIZE_BYTES);
    outpoint.write(out);
    return out.toByteArray();
  }
}
