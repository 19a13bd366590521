package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.TaggedHash;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.wallet.audit.TreeHead;

/// Something that one seat said, signed by its identity key (BIP-0340).
///
/// Its id is a hash of everything but the signature. It names the latest events that its seat had
/// seen, so that who has it can tell whether he lacks some, and the head of its seat's audit log,
/// so that a log that is rewritten later does not agree with what others hold.
///
/// @param treasury the charter's id
/// @param seat its place in the charter
/// @param sequence how many events of this seat came before
/// @param time unix seconds by the seat's clock
/// @param seen ids of events, in ascending order; among them that of the seat's event before
public record Event(
    ByteString treasury,
    int seat,
    long sequence,
    long time,
    List<ByteString> seen,
    TreeHead audit,
    EventBody body,
    ByteString signature) {
  static final int MAX_BYTES = 600_000;

  /// One for each seat is enough.
  static final int MAX_SEEN = Charter.MAX_SEATS;

  private static final int VERSION = 1;
  private static final int SIGNATURE_BYTES = 64;
  private static final TaggedHash ID = new TaggedHash("QuantumCoin/treasury/event");

  public Event {
    seen = List.copyOf(seen);
    require(seen.size() <= MAX_SEEN, "An event names too many others.");
    ByteString before = ByteString.EMPTY;
    for (ByteString id : seen) {
      require(
          id.length() == EventBody.ID_BYTES && before.compareTo(id) < 0,
          "An event does not name others in their order.");
      before = id;
    }
    require(
        sequence >= 0 && time >= 0 && seat >= 0 && seat < Charter.MAX_SEATS,
        "An event has a number below zero.");
    require(signature.length() == SIGNATURE_BYTES, "An event is not signed.");
  }

  /// What makes signatures with a seat's identity key.
  public interface EventSigner {
    /// The BIP-0340 signature of a hash.
    byte[] sign(byte[] hash32);
  }

  public static Event sign(
      ByteString treasury,
      int seat,
      long sequence,
      long time,
      List<ByteString> seen,
      TreeHead audit,
      EventBody body,
      EventSigner signer) {
    ByteString none = ByteString.of(new byte[SIGNATURE_BYTES]);
    List<ByteString> sorted = seen.stream().distinct().sorted().toList();
    Event unsigned = new Event(treasury, seat, sequence, time, sorted, audit, body, none);
    ByteString signature = ByteString.of(signer.sign(unsigned.id().toBytes()));
    return new Event(treasury, seat, sequence, time, sorted, audit, body, signature);
  }

  private ByteWriter content() {
    ByteWriter out = new ByteWriter();
    out.writeByte(VERSION).writeBytes(treasury.toBytes()).writeByte(seat);
    out.writeInt64(sequence).writeInt64(time).writeCompactSize(seen.size());
    seen.forEach(id -> out.writeBytes(id.toBytes()));
    audit.write(out);
    body.write(out);
    return out;
  }

  public ByteString id() {
    return ByteString.of(ID.hash(content().toByteArray()));
  }

  public byte[] encode() {
    return content().writeBytes(signature.toBytes()).toByteArray();
  }

  public boolean isSignedBy(ByteString identity) {
    return Secp256k1.verifySchnorr(signature.toBytes(), identity.toBytes(), id().toBytes());
  }

  /// Throws [TreasuryException].
  public static Event decode(byte[] bytes) {
    require(bytes.length <= MAX_BYTES, "An event is too large.");
    try {
      ByteReader in = new ByteReader(bytes);
      require(in.readByte() == VERSION, "An event was made by a later version of this program.");
      ByteString treasury = ByteString.of(in.readBytes(EventBody.ID_BYTES));
      int seat = in.readByte();
      long sequence = in.readInt64();
      long time = in.readInt64();
      List<ByteString> seen = new ArrayList<>();
      for (int left = Math.min(in.readCount(EventBody.ID_BYTES), MAX_SEEN + 1); left > 0; left--) {
        seen.add(ByteString.of(in.readBytes(EventBody.ID_BYTES)));
      }
      TreeHead audit = TreeHead.read(in);
      EventBody body = EventBody.read(in);
      Event event =
          new Event(
              treasury,
              seat,
              sequence,
              time,
              seen,
              audit,
              body,
              ByteString.of(in.readBytes(SIGNATURE_BYTES)));
      in.expectEnd();
      require(Arrays.equals(event.encode(), bytes), "An event is not in its one form.");
      return event;
    } catch (DecodeException e) {
      throw new TreasuryException("An event is damaged: " + e.getMessage() + ".");
    }
  }
}
