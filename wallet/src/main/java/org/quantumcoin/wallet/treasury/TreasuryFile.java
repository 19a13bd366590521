package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.TaggedHash;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.audit.SignedHead;

/// What travels between seats: events, whole or those that the receiver lacks, and the charter for
/// those who have none. Signed by the seat that wrote it, whose audit log's head is in it.
///
/// @param treasury the charter's id
/// @param events encoded, in any order
/// @param sender the identity key of who wrote the file
public record TreasuryFile(
    ByteString treasury,
    Optional<Charter> charter,
    List<Event> events,
    long time,
    SignedHead audit,
    ByteString sender,
    ByteString signature) {
  public static final int MAX_BYTES = 64 << 20;
  public static final String SUFFIX = ".treasury";
  private static final byte[] MAGIC = "QCTREASURY".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int SIGNATURE_BYTES = 64;
  private static final int KEY_BYTES = 32;

  /// A signed event without content takes more.
  private static final int MIN_EVENT_BYTES = 150;

  private static final TaggedHash HASH = new TaggedHash("QuantumCoin/treasury/file");

  public TreasuryFile {
    events = List.copyOf(events);
  }

  public static TreasuryFile sign(
      ByteString treasury,
      Optional<Charter> charter,
      List<Event> events,
      long time,
      SignedHead audit,
      ByteString sender,
      Event.EventSigner signer) {
    byte[] content = content(treasury, charter, events, time, audit, sender).toByteArray();
    ByteString signature = ByteString.of(signer.sign(HASH.hash(content)));
    return new TreasuryFile(treasury, charter, events, time, audit, sender, signature);
  }

  private static ByteWriter content(
      ByteString treasury,
      Optional<Charter> charter,
      List<Event> events,
      long time,
      SignedHead audit,
      ByteString sender) {
    ByteWriter out = new ByteWriter();
    out.writeBytes(MAGIC).writeByte(VERSION).writeBytes(treasury.toBytes());
    out.writeByte(charter.isPresent() ? 1 : 0);
    charter.ifPresent(each -> out.writeVarBytes(each.encode()));
    out.writeCompactSize(events.size());
    events.forEach(event -> out.writeVarBytes(event.encode()));
    out.writeInt64(time).writeVarBytes(audit.encode()).writeBytes(sender.toBytes());
    return out;
  }

  public byte[] encode() {
    return content(treasury, charter, events, time, audit, sender)
        .writeBytes(signature.toBytes())
        .toByteArray();
  }

  /// Checks the signatures of the file and of the head in it; those of the events are checked when
  /// they are taken. Throws [TreasuryException].
  public static TreasuryFile decode(byte[] bytes, AddressPrefixes prefixes) {
    require(bytes.length <= MAX_BYTES, "The file is too large to be a treasury's.");
    require(
        bytes.length > MAGIC.length
            && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length),
        "This is not a treasury's file.");
    try {
      TreasuryFile file = read(new ByteReader(bytes), prefixes);
      int signed = bytes.length - SIGNATURE_BYTES;
      byte[] hash = HASH.hash(Arrays.copyOf(bytes, signed));
      require(
          Secp256k1.verifySchnorr(file.signature.toBytes(), file.sender.toBytes(), hash),
          "The signature of the file is not valid: it was changed on the way. Nothing was taken from it; ask for it again.");
      require(
          file.audit.isSignedBy(file.sender),
          "The head of the sender's audit log in the file is not signed by the sender.");
      return file;
    } catch (DecodeException e) {
      throw new TreasuryException(
          "The file is damaged or cut off (%s). Nothing was taken from it; ask for it again."
              .formatted(e.getMessage()));
    }
  }

  private static TreasuryFile read(ByteReader in, AddressPrefixes prefixes) {
    int _ = in.skip(MAGIC.length);
    require(in.readByte() == VERSION, "The file was made by a later version of this program.");
    ByteString treasury = ByteString.of(in.readBytes(EventBody.ID_BYTES));
    Optional<Charter> charter =
        in.readByte() == 1
            ? Optional.of(Charter.decode(in.readVarBytes(), prefixes))
            : Optional.empty();
    require(
        charter.isEmpty() || charter.get().id().equals(treasury),
        "The file names another treasury than that of its charter.");
    int count = in.readCount(MIN_EVENT_BYTES);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(Event.decode(in.readVarBytes()));
    }
    long time = in.readInt64();
    SignedHead audit = SignedHead.decode(in.readVarBytes());
    ByteString sender = ByteString.of(in.readBytes(KEY_BYTES));
    ByteString signature = ByteString.of(in.readBytes(SIGNATURE_BYTES));
    in.expectEnd();
    return new TreasuryFile(treasury, charter, events, time, audit, sender, signature);
  }
}
