package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quantumcoin.node.encoding.Hex;

/// Counts what became of the cases, and keeps the first of those that were judged differently.
final class DifferentialReport {
  private static final int MAX_SHOWN = 20;

  private final Map<String, Tally> kinds = new TreeMap<>();
  private final Map<String, Tally> damages = new TreeMap<>();
  private final Map<String, Integer> blockReasons = new TreeMap<>();
  private final Map<String, Integer> mempoolReasons = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private final Tally all = new Tally();
  private int different;
  private int theirOwnRules;

  private static final class Tally {
    private int cases;
    private int byBlock;
    private int byMempool;

    void add(boolean inBlock, boolean inMempool) {
      cases++;
      byBlock += inBlock ? 1 : 0;
      byMempool += inMempool ? 1 : 0;
    }

    @Override
    public String toString() {
      return "%d, valid by block %d (%.1f %%), by mempool %d (%.1f %%)"
          .formatted(cases, byBlock, 100.0 * byBlock / cases, byMempool, 100.0 * byMempool / cases);
    }
  }

  /// What both said, each first theirs, then ours; a block's answer is empty if it was taken.
  void add(
      CaseGenerator.Case judged,
      String theirMempool,
      String ourMempool,
      String theirBlock,
      String ourBlock) {
    boolean inBlock = theirBlock.isEmpty();
    boolean inMempool = theirMempool.startsWith("allowed");
    all.add(inBlock, inMempool);
    for (String kind : judged.kinds()) {
      kinds.computeIfAbsent(kind, _ -> new Tally()).add(inBlock, inMempool);
    }
    damages
        .computeIfAbsent(judged.damage().isEmpty() ? "none" : judged.damage(), _ -> new Tally())
        .add(inBlock, inMempool);
    blockReasons.merge(inBlock ? "valid" : theirBlock, 1, Integer::sum);
    String reason = inMempool ? "allowed" : theirMempool.replaceFirst(" \\|.*", "");
    mempoolReasons.merge(reason, 1, Integer::sum);
    if (!theirMempool.equals(ourMempool)) {
      if (ReducedData.explains(theirMempool, judged.tx(), judged.spent())) {
        theirOwnRules++;
      } else {
        differ(judged, "mempool", theirMempool, ourMempool);
      }
    }
    if (!theirBlock.equals(ourBlock)) {
      differ(judged, "block", theirBlock, ourBlock);
    }
  }

  private void differ(CaseGenerator.Case judged, String where, String theirs, String ours) {
    different++;
    if (differences.size() < MAX_SHOWN) {
      differences.add(
          "case %d, %s, damage: %s, %s%n  bitcoind %s%n  ours     %s%n  %s%n"
              .formatted(
                  all.cases,
                  judged.kinds(),
                  judged.damage(),
                  where,
                  theirs.isEmpty() ? "valid" : theirs,
                  ours.isEmpty() ? "valid" : ours,
                  Hex.encode(judged.tx().toBytes())));
    }
  }

  List<String> differences() {
    return differences;
  }

  int validByBlock() {
    return all.byBlock;
  }

  void print(String title) {
    StringBuilder text = new StringBuilder();
    text.append(
        "differential %s: cases %s, differences %d, Knots' own policy %d%n"
            .formatted(title, all, different, theirOwnRules));
    Map<String, Map<String, ?>> tables = new LinkedHashMap<>();
    tables.put("kind of coin", kinds);
    tables.put("damage", damages);
    tables.put("block", blockReasons);
    tables.put("mempool", mempoolReasons);
    tables.forEach((name, table) ->
        table.forEach((row, count) ->
            text.append("differential %s | %s: %s: %s%n".formatted(title, name, row, count))));
    System.out.print(text);
  }
}
