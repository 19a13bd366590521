package org.quantumcoin.wallet.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.encoding.ByteString;

/// Reads an exported log and names the first thing in it that is not as it was written.
///
/// Each line has one form only, each entry names the hash of the one before, and signed heads
/// commit to all before them, the last one to where the log ends. Who alters an entry must alter
/// all that follow and cannot sign the heads; who has the key can sign another history, which is
/// noticed by whoever holds an older head of it: those that came with proposals are given as
/// `known`.
public final class AuditVerifier {
  private final Optional<ByteString> expectedKey;
  private final List<TreeHead> known;
  private final AuditLog log = new AuditLog();
  private ByteString key = ByteString.EMPTY;

  /// How many entries a signed head has confirmed.
  private long confirmed;

  private AuditVerifier(Optional<ByteString> expectedKey, List<TreeHead> known) {
    this.expectedKey = expectedKey;
    this.known = List.copyOf(known);
  }

  /// Reads all of it, to the first thing that is wrong.
  ///
  /// @param expectedKey whose log it should be, if that is known
  /// @param known heads of this log that others have seen
  public static AuditReport verify(
      String text, Optional<ByteString> expectedKey, List<TreeHead> known) {
    return new AuditVerifier(expectedKey, known).run(text);
  }

  private AuditReport run(String text) {
    List<String> lines = lines(text);
    if (lines.isEmpty()) {
      return bad(OptionalLong.empty(), "The file is empty.");
    }
    Optional<ByteString> header = AuditLines.readHeader(lines.getFirst());
    if (header.isEmpty()) {
      return bad(
          OptionalLong.empty(), "The first line is not that of an audit log, or it was altered.");
    }
    key = header.get();
    if (expectedKey.isPresent() && !expectedKey.get().equals(key)) {
      return bad(
          OptionalLong.empty(),
          "The log names the key %s, but its owner has the key %s."
              .formatted(key, expectedKey.get()));
    }
    boolean ended = false;
    for (int i = 1; i < lines.size(); i++) {
      if (ended) {
        return extra("Behind the end of the log something was added.");
      }
      Optional<AuditReport> trouble =
          read(lines.get(i), Optional.of(i + 1).filter(n -> n < lines.size()).map(lines::get));
      if (trouble.isPresent()) {
        return trouble.get();
      }
      ended = AuditLines.readHead(lines.get(i)).filter(SignedHead::last).isPresent();
    }
    if (!ended || !text.endsWith("\n")) {
      return bad(
          OptionalLong.of(size()),
          "The file was cut off after entry %d: its end is missing.".formatted(size() - 1));
    }
    return againstKnown();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      lines.add(text.substring(from, to));
      from = to + 1;
    }
    return lines;
  }

  private long size() {
    return log.tree().size();
  }

  /// Why a line is bad, if it is.
  private Optional<AuditReport> read(String line, Optional<String> next) {
    Optional<AuditLines.EntryLine> entry = AuditLines.readEntry(line);
    if (entry.isPresent()) {
      return readEntry(entry.get(), next);
    }
    Optional<SignedHead> head = AuditLines.readHead(line);
    if (head.isPresent()) {
      return readHead(head.get());
    }
    boolean isHead =
        AuditLines.object(line).filter(o -> o.has("root") || o.has("signature")).isPresent()
            || line.startsWith("{\"head\"")
            || line.startsWith("{\"end\"");
    return Optional.of(
        isHead
            ? bad(
                OptionalLong.of(size()),
                "The signed head after entry %d was altered.".formatted(size() - 1))
            : altered(size(), "its line cannot be read"));
  }

  private Optional<AuditReport> readEntry(AuditLines.EntryLine line, Optional<String> next) {
    AuditEntry entry = line.entry();
    long expected = size();
    if (!line.genuine()) {
      return Optional.of(altered(expected, "its content does not have the hash that is beside it"));
    }
    if (entry.sequence() > expected) {
      return Optional.of(
          bad(
              OptionalLong.of(expected),
              "Entry %d is missing: entry %d comes in its place."
                  .formatted(expected, entry.sequence())));
    }
    if (entry.sequence() < expected) {
      return Optional.of(
          extra(
              "Where entry %d should be, there is an extra entry with the number %d."
                  .formatted(expected, entry.sequence())));
    }
    boolean follows =
        next.flatMap(AuditLines::readEntry)
            .filter(AuditLines.EntryLine::genuine)
            .map(AuditLines.EntryLine::entry)
            .filter(after -> after.sequence() == entry.sequence() + 1)
            .map(after -> after.previous().equals(entry.hash()))
            .orElse(true);
    if (!follows) {
      return Optional.of(
          altered(expected, "entry %d was written after another one".formatted(expected + 1)));
    }
    if (!log.add(entry)) {
      return Optional.of(altered(expected, "it does not follow the entry before it"));
    }
    return Optional.empty();
  }

  private Optional<AuditReport> readHead(SignedHead signed) {
    if (!signed.isSignedBy(key)) {
      return Optional.of(
          bad(
              OptionalLong.of(size()),
              "The signature of the head after entry %d is not valid: the head, or the key in the first line, was altered."
                  .formatted(size() - 1)));
    }
    long size = signed.head().size();
    if (size > size()) {
      return Optional.of(
          bad(
              OptionalLong.of(size()),
              "Entry %d is missing: a signed head says that there are %d entries, and here are %d."
                  .formatted(size(), size, size())));
    }
    if (size < size() && signed.last()) {
      return Optional.of(
          extra("The log ended with %d entries; entry %d was added.".formatted(size, size)));
    }
    if (!log.tree().root((int) size).equals(signed.head().root())) {
      return Optional.of(
          altered(
              confirmed,
              "or one of those up to entry %d: together they are not those that were signed"
                  .formatted(size - 1)));
    }
    confirmed = Math.max(confirmed, size);
    return Optional.empty();
  }

  /// The owner of the key may have signed two histories: others hold heads of the first.
  private AuditReport againstKnown() {
    for (TreeHead head :
        known.stream().sorted((a, b) -> Long.compare(a.size(), b.size())).toList()) {
      if (head.size() > size()) {
        return bad(
            OptionalLong.of(size()),
            "Entry %d is missing: its owner has shown a log of %d entries before, and this one has %d."
                .formatted(size(), head.size(), size()));
      }
      if (!log.tree().root((int) head.size()).equals(head.root())) {
        return bad(
            OptionalLong.empty(),
            "Its owner has shown another log before: one of the first %d entries differs from what others were shown."
                .formatted(head.size()));
      }
    }
    return new AuditReport(
        true,
        size(),
        OptionalLong.empty(),
        "The log is whole: %d entries, each as it was written.".formatted(size()),
        key);
  }

  private AuditReport altered(long number, String why) {
    return bad(OptionalLong.of(number), "Entry %d was altered: %s.".formatted(number, why));
  }

  private AuditReport extra(String sentence) {
    return bad(OptionalLong.of(size()), sentence);
  }

  private AuditReport bad(OptionalLong first, String sentence) {
    long sound = first.isPresent() ? Math.min(size(), first.getAsLong()) : 0;
    return new AuditReport(false, sound, first, sentence, key);
  }
}
