package org.quantumcoin.wallet;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.coins.ScriptIndex;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletStore;

/// Puts the scripts that are looked for into the index, and keeps their fingerprints in the store,
/// from where a million are read in a moment while deriving them takes a minute.
///
/// A row holds a page of 1,000 indices of one descriptor. Each address that is used adds one index
/// at the end; the last page is written only when it has grown by some [#UNSAVED], or is full. What
/// is missing in the store is derived when the wallet opens, so nothing hangs on it. Long ranges
/// are derived on all cores.
///
/// A page is, for each index, the number of its scripts in a byte and their fingerprints in eight
/// bytes each; indices below the range have none. Not safe for several threads: the wallet locks.
final class ScriptPages {
  private static final int PAGE = 1_000;

  /// Indices at the end of a range that may be missing in the store.
  private static final int UNSAVED = 50;

  /// A file that lacks more of a range was not written by a wallet, and would take minutes to open.
  private static final int MAX_MISSING = 1_100_000;

  /// Of an index with one script.
  private static final int ENTRY_BYTES = 1 + Long.BYTES;

  /// From so many indices on it is worth to wake other cores.
  private static final int PARALLEL_FROM = 16;

  private final WalletStore store;
  private final ScriptIndex index;
  private final Map<Integer, Page> lastPages = new HashMap<>();

  /// The last page of a descriptor, which grows.
  private static final class Page {
    private final int number;
    private final ByteWriter content = new ByteWriter();
    private int next;
    private int saved;

    Page(int number) {
      this.number = number;
      this.next = number * PAGE;
      this.saved = next;
    }
  }

  ScriptPages(WalletStore store, ScriptIndex index) {
    this.store = store;
    this.index = index;
  }

  /// Reads what the store has, and derives what it lacks.
  void load(Collection<ManagedDescriptor> descriptors) {
    Map<Integer, BitSet> present = new HashMap<>();
    List<WalletStore.ScriptPage> rows = store.scriptPages();
    index.reserve(rows.stream().mapToInt(row -> row.fingerprints().length() / ENTRY_BYTES).sum());
    for (WalletStore.ScriptPage row : rows) {
      if (row.page() < 0 || row.page() > Integer.MAX_VALUE / PAGE) {
        throw damaged("page " + row.page());
      }
      present.computeIfAbsent(row.descriptor(), _ -> new BitSet()).set(row.page());
      try {
        load(row);
      } catch (DecodeException | IllegalArgumentException e) {
        throw damaged("page " + row.page() + ", " + e.getMessage());
      }
    }
    for (ManagedDescriptor managed : descriptors) {
      complete(managed, present.getOrDefault(managed.row().id(), new BitSet()));
    }
  }

  private static StoreException damaged(String what) {
    return new StoreException(
        StoreException.Kind.DAMAGED,
        "The wallet's list of its own scripts is damaged (%s). Restore the wallet from a backup."
            .formatted(what));
  }

  private void load(WalletStore.ScriptPage row) {
    byte[] content = row.fingerprints().toArray();
    int next = add(row.descriptor(), row.page() * PAGE, content);
    Page last = lastPages.get(row.descriptor());
    if (last == null || last.number < row.page()) {
      Page page = new Page(row.page());
      page.content.writeBytes(content);
      page.next = next;
      page.saved = next;
      lastPages.put(row.descriptor(), page);
    }
  }

  /// The index after the last.
  private int add(int descriptor, int first, byte[] fingerprints) {
    ByteReader in = new ByteReader(fingerprints);
    int next = first;
    while (in.hasRemaining()) {
      int forms = in.readByte();
      for (int form = 0; form < forms; form++) {
        index.add(in.readInt64(), new ScriptSource(descriptor, next, form));
      }
      next++;
    }
    return next;
  }

  private void complete(ManagedDescriptor managed, BitSet present) {
    int end = managed.row().rangeEnd();
    long there = (long) present.cardinality() * PAGE;
    if (end - managed.row().rangeStart() - there > MAX_MISSING) {
      throw damaged("most of a range up to %d is missing".formatted(end));
    }
    for (int at = managed.row().rangeStart(); at < end; at = pageEnd(at, end)) {
      Page last = lastPages.get(managed.row().id());
      if (!present.get(at / PAGE)) {
        derive(managed, at, pageEnd(at, end));
      } else if (last != null && last.number == at / PAGE && last.next < pageEnd(at, end)) {
        derive(managed, last.next, pageEnd(at, end));
      }
    }
  }

  /// The first index after the page that `at` is in, at most `end`.
  private static int pageEnd(int at, int end) {
    return (int) Math.min((at / PAGE + 1L) * PAGE, end);
  }

  /// Puts the scripts of these indices into the index, and in time into the store.
  void derive(ManagedDescriptor managed, int from, int to) {
    int id = managed.row().id();
    index.reserve(to - from);
    for (int at = from; at < to; at = pageEnd(at, to)) {
      Page last = lastPages.get(id);
      if (last != null && last.number == at / PAGE && last.next == at) {
        append(managed, last, pageEnd(at, to));
      } else {
        Page made = new Page(at / PAGE);
        append(managed, made, pageEnd(at, Math.max(to, managed.row().rangeEnd())));
        save(id, made);
        if (last == null || last.number <= made.number) {
          lastPages.put(id, made);
        }
      }
    }
  }

  private void append(ManagedDescriptor managed, Page page, int end) {
    int id = managed.row().id();
    int at = page.next;
    for (long[] fingerprints : fingerprints(managed, at, end)) {
      page.content.writeByte(fingerprints.length);
      for (int form = 0; form < fingerprints.length; form++) {
        page.content.writeInt64(fingerprints[form]);
        index.add(fingerprints[form], new ScriptSource(id, at, form));
      }
      at++;
    }
    page.next = end;
    if (end - page.saved >= UNSAVED || end % PAGE == 0) {
      save(id, page);
    }
  }

  private void save(int descriptor, Page page) {
    if (page.saved != page.next) {
      store.putScriptPage(descriptor, page.number, page.content.toByteArray());
      page.saved = page.next;
    }
  }

  private List<long[]> fingerprints(ManagedDescriptor managed, int from, int to) {
    int start = managed.row().rangeStart();
    IntStream indices = IntStream.range(from, to);
    return (to - from < PARALLEL_FROM ? indices : indices.parallel())
        .mapToObj(at -> at < start ? new long[0] : fingerprints(managed, at))
        .toList();
  }

  private long[] fingerprints(ManagedDescriptor managed, int at) {
    List<Script> scripts = managed.scripts(at);
    return scripts.stream().mapToLong(index::fingerprint).toArray();
  }
}
