package org.quantumcoin.node.chain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.SipHash;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;

/// Coins in memory in front of the coins on disk, written back in one batch.
///
/// ## The problem
///
/// Initial sync touches billions of coins, most of them soon after they were made. What a coin
/// costs in memory decides how many flushes are needed, and what a look-up costs decides how long
/// everything takes that is not a signature. A `HashMap` of objects takes 146 bytes a coin and
/// scatters them over the heap; here a coin is a run of bytes in a large page, and the table that
/// finds it is one array of longs: about 86 bytes a coin, and nothing for a garbage collector to
/// follow.
///
/// ## How it is laid out
///
/// A slot of the table holds the low 24 bits of the key's hash and the entry's address plus one
/// (zero is an empty slot); collisions go to the next slot, and removal closes the gap by moving
/// entries back, so there are no tombstones. Hashes are SipHash with a random key: whoever makes
/// transactions chooses outpoints, and must not choose slots.
///
/// Entries: flags, txid, index, height and coinbase flag, value, script length, script. Removed
/// entries leave dead bytes; when they are more than half, the pages are written anew.
///
/// ## Invariants
///
/// - An entry that is not [#DIRTY] equals what is on disk.
/// - [#FRESH] means that the disk has no such coin: when it is spent it just disappears, and never
///   reaches the disk.
/// - [#SPENT] implies dirty: the disk still has the coin, and the next flush deletes it.
///
/// Belongs to the chain writer's thread.
final class CoinsCache implements CoinsView {
  private static final int DIRTY = 1;
  private static final int FRESH = 2;
  private static final int SPENT = 4;

  private static final int PAGE_BITS = 20;
  private static final int PAGE_BYTES = 1 << PAGE_BITS;
  private static final int ADDRESS_BITS = 40;
  private static final long ADDRESS_MASK = (1L << ADDRESS_BITS) - 1;
  private static final int MIN_SLOTS = 1 << 12;

  private static final int TXID_AT = 1;
  private static final int INDEX_AT = 33;
  private static final int CODE_AT = 37;
  private static final int VALUE_AT = 41;
  private static final int LENGTH_AT = 49;
  private static final int SCRIPT_AT = 51;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final CoinsView below;
  private final long key0;
  private final long key1;

  private long[] slots = new long[MIN_SLOTS];
  private int entries;
  private final List<byte[]> pages = new ArrayList<>();
  private int pageUsed = PAGE_BYTES;
  private long liveBytes;
  private long deadBytes;
  private int dirty;

  /// `below` is what has the coins that are not here: the disk, or another cache for a trial. The
  /// two keys should be random.
  CoinsCache(CoinsView below, long key0, long key1) {
    this.below = below;
    this.key0 = key0;
    this.key1 = key1;
  }

  /// Heap taken by the cache, in bytes.
  long memoryBytes() {
    return 8L * slots.length + (long) pages.size() * PAGE_BYTES;
  }

  int size() {
    return entries;
  }

  /// Entries that differ from the disk.
  int dirtyCount() {
    return dirty;
  }

  private long hash(Hash256 txid, int index) {
    return SipHash.hash256Extra(
        key0, key1, txid.word(0), txid.word(1), txid.word(2), txid.word(3), index);
  }

  private long hashAt(long address) {
    byte[] page = page(address);
    int at = offset(address);
    return SipHash.hash256Extra(
        key0,
        key1,
        (long) LONG.get(page, at + TXID_AT),
        (long) LONG.get(page, at + TXID_AT + 8),
        (long) LONG.get(page, at + TXID_AT + 16),
        (long) LONG.get(page, at + TXID_AT + 24),
        (int) INT.get(page, at + INDEX_AT));
  }

  private byte[] page(long address) {
    return pages.get((int) (address >>> PAGE_BITS));
  }

  private static int offset(long address) {
    return (int) (address & (PAGE_BYTES - 1));
  }

  /// The upper half chooses the slot, the lower bits are the tag, so that the two are independent.
  private int home(long hash) {
    return (int) (hash >>> 32) & (slots.length - 1);
  }

  private static long slotValue(long hash, long address) {
    return hash << ADDRESS_BITS | (address + 1);
  }

  private static long addressOf(long slot) {
    return (slot & ADDRESS_MASK) - 1;
  }

  /// The slot with the outpoint's entry, or -1.
  private int find(OutPoint outpoint, long hash) {
    Hash256 txid = outpoint.txid().hash();
    long tag = hash << ADDRESS_BITS;
    for (int i = home(hash); slots[i] != 0; i = (i + 1) & (slots.length - 1)) {
      if ((slots[i] & ~ADDRESS_MASK) == tag && isAt(addressOf(slots[i]), txid, outpoint.index())) {
        return i;
      }
    }
    return -1;
  }

  private boolean isAt(long address, Hash256 txid, int index) {
    byte[] page = page(address);
    int at = offset(address);
    return (int) INT.get(page, at + INDEX_AT) == index
        && (long) LONG.get(page, at + TXID_AT) == txid.word(0)
        && (long) LONG.get(page, at + TXID_AT + 8) == txid.word(1)
        && (long) LONG.get(page, at + TXID_AT + 16) == txid.word(2)
        && (long) LONG.get(page, at + TXID_AT + 24) == txid.word(3);
  }

  @Override
  public @Nullable Coin get(OutPoint outpoint) {
    long hash = hash(outpoint.txid().hash(), outpoint.index());
    int slot = find(outpoint, hash);
    if (slot >= 0) {
      long address = addressOf(slots[slot]);
      return (flags(address) & SPENT) != 0 ? null : coinAt(address);
    }
    Coin stored = below.get(outpoint);
    if (stored != null) {
      insert(outpoint, hash, stored, 0);
    }
    return stored;
  }

  /// Adds a coin that a block made. `mayOverwrite` is for coinbases from before they were unique
  /// (BIP-0030): the coin may replace an unspent one, in memory or on disk.
  void add(OutPoint outpoint, Coin coin, boolean mayOverwrite) {
    long hash = hash(outpoint.txid().hash(), outpoint.index());
    int slot = find(outpoint, hash);
    boolean fresh = !mayOverwrite;
    if (slot >= 0) {
      int flags = flags(addressOf(slots[slot]));
      if (!mayOverwrite && (flags & SPENT) == 0) {
        throw new IllegalStateException("coin " + outpoint + " exists already");
      }
      // A spent entry's coin is still on disk, and so is a clean one's.
      fresh = (flags & FRESH) != 0;
      removeSlot(slot);
    }
    insert(outpoint, hash, coin, DIRTY | (fresh ? FRESH : 0));
  }

  /// Takes a coin away; false when there is none.
  boolean spend(OutPoint outpoint) {
    long hash = hash(outpoint.txid().hash(), outpoint.index());
    int slot = find(outpoint, hash);
    if (slot < 0) {
      if (get(outpoint) == null) {
        return false;
      }
      slot = find(outpoint, hash);
    }
    long address = addressOf(slots[slot]);
    int flags = flags(address);
    if ((flags & SPENT) != 0) {
      return false;
    }
    if ((flags & FRESH) != 0) {
      removeSlot(slot);
    } else {
      if ((flags & DIRTY) == 0) {
        dirty++;
      }
      page(address)[offset(address)] = (byte) (DIRTY | SPENT);
    }
    return true;
  }

  private int flags(long address) {
    return page(address)[offset(address)];
  }

  private Coin coinAt(long address) {
    byte[] page = page(address);
    int at = offset(address);
    int code = (int) INT.get(page, at + CODE_AT);
    int length = Short.toUnsignedInt((short) SHORT.get(page, at + LENGTH_AT));
    // Copied, because pages are rewritten.
    byte[] script = Arrays.copyOfRange(page, at + SCRIPT_AT, at + SCRIPT_AT + length);
    return new Coin(
        new TxOut((long) LONG.get(page, at + VALUE_AT), Script.slice(script, 0, length)),
        code >>> 1,
        (code & 1) != 0);
  }

  private int entryBytes(long address) {
    return SCRIPT_AT
        + Short.toUnsignedInt((short) SHORT.get(page(address), offset(address) + LENGTH_AT));
  }

  private void insert(OutPoint outpoint, long hash, Coin coin, int flags) {
    if (deadBytes > liveBytes + 16L * PAGE_BYTES) {
      rewrite(_ -> true);
    }
    if ((entries + 1) * 10L > slots.length * 7L) {
      grow();
    }
    Script script = coin.out().script();
    int bytes = SCRIPT_AT + script.length();
    long address = allocate(bytes);
    byte[] page = page(address);
    int at = offset(address);
    page[at] = (byte) flags;
    outpoint.txid().hash().copyTo(page, at + TXID_AT);
    INT.set(page, at + INDEX_AT, outpoint.index());
    INT.set(page, at + CODE_AT, coin.height() << 1 | (coin.coinbase() ? 1 : 0));
    LONG.set(page, at + VALUE_AT, coin.out().value());
    SHORT.set(page, at + LENGTH_AT, (short) script.length());
    script.copyTo(page, at + SCRIPT_AT);
    liveBytes += bytes;
    dirty += flags & DIRTY;
    place(hash, address);
    entries++;
  }

  private void place(long hash, long address) {
    int i = home(hash);
    while (slots[i] != 0) {
      i = (i + 1) & (slots.length - 1);
    }
    slots[i] = slotValue(hash, address);
  }

  private long allocate(int bytes) {
    if (pageUsed + bytes > PAGE_BYTES) {
      pages.add(new byte[PAGE_BYTES]);
      pageUsed = 0;
    }
    long address = ((long) (pages.size() - 1) << PAGE_BITS) + pageUsed;
    pageUsed += bytes;
    return address;
  }

  private void removeSlot(int slot) {
    long address = addressOf(slots[slot]);
    int bytes = entryBytes(address);
    liveBytes -= bytes;
    deadBytes += bytes;
    dirty -= flags(address) & DIRTY;
    entries--;
    int mask = slots.length - 1;
    int gap = slot;
    for (int i = (gap + 1) & mask; slots[i] != 0; i = (i + 1) & mask) {
      int home = home(hashAt(addressOf(slots[i])));
      // An entry may move back into the gap unless its home lies behind the gap.
      if (((i - home) & mask) >= ((i - gap) & mask)) {
        slots[gap] = slots[i];
        gap = i;
      }
    }
    slots[gap] = 0;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (long slot : old) {
      if (slot != 0) {
        long address = addressOf(slot);
        place(hashAt(address), address);
      }
    }
  }

  /// Copies the entries whose flags are chosen into new pages.
  private void rewrite(IntPredicate keep) {
    List<byte[]> oldPages = new ArrayList<>(pages);
    long[] oldSlots = slots;
    pages.clear();
    pageUsed = PAGE_BYTES;
    slots = new long[Math.max(MIN_SLOTS, oldSlots.length)];
    entries = 0;
    liveBytes = 0;
    deadBytes = 0;
    for (long slot : oldSlots) {
      if (slot == 0) {
        continue;
      }
      long from = addressOf(slot);
      byte[] source = oldPages.get((int) (from >>> PAGE_BITS));
      int at = offset(from);
      if (!keep.test(source[at])) {
        continue;
      }
      int bytes = SCRIPT_AT + Short.toUnsignedInt((short) SHORT.get(source, at + LENGTH_AT));
      long to = allocate(bytes);
      System.arraycopy(source, at, page(to), offset(to), bytes);
      place(hashAt(to), to);
      entries++;
      liveBytes += bytes;
    }
  }

  /// Writes all changes together with the block they lead to, in one synced batch. With `empty` the
  /// memory is given back, otherwise the coins stay for reading.
  void flush(CoinsStore store, BlockHash best, boolean empty) {
    try (CoinsStore.Changes changes = store.change()) {
      for (long slot : slots) {
        if (slot != 0) {
          writeEntry(addressOf(slot), changes);
        }
      }
      changes.commit(best);
    }
    dirty = 0;
    if (empty) {
      slots = new long[MIN_SLOTS];
      pages.clear();
      pageUsed = PAGE_BYTES;
      entries = 0;
      liveBytes = 0;
      deadBytes = 0;
      return;
    }
    rewrite(flags -> (flags & SPENT) == 0);
    for (long slot : slots) {
      if (slot != 0) {
        long address = addressOf(slot);
        page(address)[offset(address)] = 0;
      }
    }
  }

  private void writeEntry(long address, CoinsStore.Changes changes) {
    int flags = flags(address);
    if ((flags & DIRTY) == 0) {
      return;
    }
    byte[] page = page(address);
    int at = offset(address);
    byte[] key = new byte[CoinsStore.KEY_BYTES];
    key[0] = 'C';
    System.arraycopy(page, at + TXID_AT, key, 1, Hash256.SIZE_BYTES);
    CoinsStore.putIndex(key, (int) INT.get(page, at + INDEX_AT));
    if ((flags & SPENT) != 0) {
      changes.delete(key);
    } else {
      changes.put(key, coinAt(address));
    }
  }
}
