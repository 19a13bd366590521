package org.quantumcoin.wallet.audit;

import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.TaggedHash;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;

/// A head with the time at which it stood, in unix seconds, signed by the log's key (BIP-0340).
///
/// @param last the log ended here when it was exported, so that a file that was cut off after an
///   earlier head is told from a whole one
public record SignedHead(TreeHead head, long time, boolean last, ByteString signature) {
  private static final TaggedHash HASH = new TaggedHash("QuantumCoin/audit/head");
  private static final int SIGNATURE_BYTES = 64;

  public SignedHead {
    if (signature.length() != SIGNATURE_BYTES) {
      throw new DecodeException("not a signed head of an audit log");
    }
  }

  /// What makes signatures with the log's key.
  public interface HeadSigner {
    /// The BIP-0340 signature of a hash.
    byte[] sign(byte[] hash32);
  }

  public static SignedHead sign(TreeHead head, long time, boolean last, HeadSigner signer) {
    return new SignedHead(head, time, last, ByteString.of(signer.sign(hash(head, time, last))));
  }

  private static byte[] hash(TreeHead head, long time, boolean last) {
    ByteWriter out = new ByteWriter();
    head.write(out);
    out.writeInt64(time).writeByte(last ? 1 : 0);
    return HASH.hash(out.toByteArray());
  }

  /// By the x-only key of the log's owner.
  public boolean isSignedBy(ByteString key) {
    return Secp256k1.verifySchnorr(signature.toBytes(), key.toBytes(), hash(head, time, last));
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    head.write(out);
    out.writeInt64(time).writeByte(last ? 1 : 0).writeBytes(signature.toBytes());
    return out.toByteArray();
  }

  /// Throws [DecodeException].
  public static SignedHead decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    SignedHead head =
        new SignedHead(
            TreeHead.read(in),
            in.readInt64(),
            in.readByte() == 1,
            ByteString.of(in.readBytes(SIGNATURE_BYTES)));
    in.expectEnd();
    return head;
  }
}
