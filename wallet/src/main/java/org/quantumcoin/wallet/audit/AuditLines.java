package org.quantumcoin.wallet.audit;

import java.util.Optional;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The lines of an exported log, in exactly one form each: a line that is read and written again is
/// the same, or it is not one of ours.
final class AuditLines {
  static final String FORMAT = "quantumcoin-audit-log";
  static final int VERSION = 1;

  /// The longest entry, every character of it escaped, stays below.
  static final int MAX_LINE_CHARS = 40_000;

  private AuditLines() {}

  /// The first line. The key is x-only.
  static String header(ByteString key) {
    return Json.write(
        Json.object().put("format", FORMAT).put("version", VERSION).put("key", key.toHex()));
  }

  static String entry(AuditEntry entry) {
    return Json.write(
        Json.object()
            .put("entry", entry.sequence())
            .put("time", entry.time())
            .put("seat", entry.seat())
            .put("kind", entry.kind())
            .put("text", entry.text())
            .put("payload", entry.payload().toHex())
            .put("previous", entry.previous().toHex())
            .put("hash", entry.hash().toHex()));
  }

  static String head(SignedHead head) {
    return Json.write(
        Json.object()
            .put(head.last() ? "end" : "head", head.head().size())
            .put("root", head.head().root().toHex())
            .put("time", head.time())
            .put("signature", head.signature().toHex()));
  }

  static Optional<ObjectNode> object(String line) {
    return line.length() > MAX_LINE_CHARS
        ? Optional.empty()
        : JsonReader.read(line).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  private static String text(ObjectNode node, String name) {
    JsonNode field = node.path(name);
    if (!field.isString()) {
      throw new DecodeException("no " + name);
    }
    return field.stringValue();
  }

  private static long number(ObjectNode node, String name) {
    JsonNode field = node.path(name);
    if (!field.isIntegralNumber() || !field.canConvertToLong()) {
      throw new DecodeException("no " + name);
    }
    return field.longValue();
  }

  private static ByteString bytes(ObjectNode node, String name) {
    return ByteString.fromHex(text(node, name));
  }

  /// The key by which a log is signed.
  static Optional<ByteString> readHeader(String line) {
    return object(line)
        .flatMap(node -> {
          try {
            ByteString key = bytes(node, "key");
            return header(key).equals(line) ? Optional.of(key) : Optional.empty();
          } catch (DecodeException _) {
            return Optional.empty();
          }
        });
  }

  /// The entry that a line holds, unaltered or altered.
  ///
  /// @param genuine its hash is that which the line says, and nothing else was changed
  record EntryLine(AuditEntry entry, boolean genuine) {}

  static Optional<EntryLine> readEntry(String line) {
    return object(line)
        .flatMap(node -> {
          try {
            AuditEntry entry =
                new AuditEntry(
                    number(node, "entry"),
                    number(node, "time"),
                    text(node, "seat"),
                    text(node, "kind"),
                    text(node, "text"),
                    bytes(node, "payload"),
                    bytes(node, "previous"));
            return Optional.of(new EntryLine(entry, entry(entry).equals(line)));
          } catch (DecodeException _) {
            return Optional.empty();
          }
        });
  }

  static Optional<SignedHead> readHead(String line) {
    return object(line)
        .flatMap(node -> {
          try {
            boolean last = node.has("end");
            SignedHead head =
                new SignedHead(
                    new TreeHead(number(node, last ? "end" : "head"), bytes(node, "root")),
                    number(node, "time"),
                    last,
                    bytes(node, "signature"));
            return head(head).equals(line) ? Optional.of(head) : Optional.empty();
          } catch (DecodeException _) {
            return Optional.empty();
          }
        });
  }
}
