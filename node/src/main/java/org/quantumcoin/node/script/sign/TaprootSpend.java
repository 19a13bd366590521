package org.quantumcoin.node.script.sign;

import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.ByteString;

/// What is known behind a taproot output: the internal key, the root of the script tree if there is
/// one, and the scripts with their control blocks (Core's `TaprootSpendData`). Immutable.
public final class TaprootSpend {
  public static final TaprootSpend UNKNOWN = new TaprootSpend(null, null, new TreeMap<>());

  /// A script of the tree.
  public record LeafScript(ByteString script, int version) implements Comparable<LeafScript> {
    @Override
    public int compareTo(LeafScript other) {
      int byScript = script.compareTo(other.script);
      return byScript != 0 ? byScript : Integer.compare(version, other.version);
    }
  }

  /// The shortest control block is the cheapest one to show.
  private static final Comparator<ByteString> SHORTEST_FIRST =
      Comparator.comparingInt(ByteString::length).thenComparing(Comparator.naturalOrder());

  private final @Nullable ByteString internalKey;
  private final @Nullable ByteString merkleRoot;
  private final NavigableMap<LeafScript, NavigableSet<ByteString>> scripts;

  private TaprootSpend(
      @Nullable ByteString internalKey,
      @Nullable ByteString merkleRoot,
      NavigableMap<LeafScript, NavigableSet<ByteString>> scripts) {
    this.internalKey = internalKey;
    this.merkleRoot = merkleRoot;
    this.scripts = scripts;
  }

  public TaprootSpend(byte[] internalKey, Optional<byte[]> merkleRoot) {
    this(ByteString.of(internalKey), merkleRoot.map(ByteString::of).orElse(null), new TreeMap<>());
  }

  /// With what is known; null for what is not.
  public static TaprootSpend of(
      @Nullable ByteString internalKey,
      @Nullable ByteString merkleRoot,
      NavigableMap<LeafScript, NavigableSet<ByteString>> scripts) {
    return new TaprootSpend(internalKey, merkleRoot, copy(scripts));
  }

  private static NavigableMap<LeafScript, NavigableSet<ByteString>> copy(
      NavigableMap<LeafScript, NavigableSet<ByteString>> scripts) {
    NavigableMap<LeafScript, NavigableSet<ByteString>> copy = new TreeMap<>();
    scripts.forEach((leaf, blocks) ->
        copy.computeIfAbsent(leaf, _ -> new TreeSet<>(SHORTEST_FIRST)).addAll(blocks));
    return copy;
  }

  public @Nullable ByteString internalKey() {
    return internalKey;
  }

  public @Nullable ByteString merkleRoot() {
    return merkleRoot;
  }

  /// With their control blocks, the shortest first.
  public NavigableMap<LeafScript, NavigableSet<ByteString>> scripts() {
    return Collections.unmodifiableNavigableMap(scripts);
  }

  /// Both together; where they differ, this one holds.
  TaprootSpend mergedWith(TaprootSpend other) {
    NavigableMap<LeafScript, NavigableSet<ByteString>> all = copy(scripts);
    other.scripts.forEach((leaf, blocks) ->
        all.computeIfAbsent(leaf, _ -> new TreeSet<>(SHORTEST_FIRST)).addAll(blocks));
    return new TaprootSpend(
        internalKey != null ? internalKey : other.internalKey,
        merkleRoot != null ? merkleRoot : other.merkleRoot,
        all);
  }
}
