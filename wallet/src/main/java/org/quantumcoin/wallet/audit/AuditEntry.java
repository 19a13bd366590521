package org.quantumcoin.wallet.audit;

import java.nio.charset.StandardCharsets;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;

/// One thing that happened.
///
/// @param sequence from 0 on, without gaps
/// @param time unix seconds by the clock of whoever wrote it
/// @param seat whose wallet it was
/// @param kind a word, for those who sort entries
/// @param text a sentence, without secrets
/// @param payload what the entry is about, exactly: the id of a treasury's event, a txid, or
///   nothing
/// @param previous the hash of the entry before; zeros for the first
public record AuditEntry(
    long sequence,
    long time,
    String seat,
    String kind,
    String text,
    ByteString payload,
    ByteString previous) {
  public static final int MAX_NAME_CHARS = 80;
  public static final int MAX_TEXT_CHARS = 2_000;
  public static final int MAX_PAYLOAD_BYTES = 1_000;
  public static final ByteString NOTHING = ByteString.of(new byte[32]);
  private static final int MAX_BYTES_PER_CHAR = 4;

  public AuditEntry {
    if (sequence < 0
        || seat.length() > MAX_NAME_CHARS
        || kind.length() > MAX_NAME_CHARS
        || text.length() > MAX_TEXT_CHARS
        || payload.length() > MAX_PAYLOAD_BYTES
        || previous.length() != NOTHING.length()) {
      throw new DecodeException("an audit entry is too large or has a negative number");
    }
  }

  public byte[] encode() {
    return new ByteWriter()
        .writeInt64(sequence)
        .writeInt64(time)
        .writeVarString(seat)
        .writeVarString(kind)
        .writeVarString(text)
        .writeVarBytes(payload.toBytes())
        .writeBytes(previous.toBytes())
        .toByteArray();
  }

  /// Throws [DecodeException].
  public static AuditEntry decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    AuditEntry entry =
        new AuditEntry(
            in.readInt64(),
            in.readInt64(),
            in.readVarString(MAX_NAME_CHARS * MAX_BYTES_PER_CHAR),
            in.readVarString(MAX_NAME_CHARS * MAX_BYTES_PER_CHAR),
            in.readVarString(MAX_TEXT_CHARS * MAX_BYTES_PER_CHAR),
            ByteString.of(in.readVarBytes()),
            ByteString.of(in.readBytes(NOTHING.length())));
    in.expectEnd();
    return entry;
  }

  /// The leaf of the tree that it is.
  public ByteString hash() {
    return MerkleTree.leafHash(ByteString.of(encode()));
  }

  /// Text as an entry can hold it: what is too long is cut, half a character and control characters
  /// are replaced, so that what is read back is what was written.
  public static String fitting(String given, int maxChars) {
    String clean =
        new String(given.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}", " ");
    if (clean.length() <= maxChars) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(maxChars - 2)) ? maxChars - 2 : maxChars - 1;
    return clean.substring(0, end) + "…";
  }
}
