package org.quantumcoin.node.params;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;

/// Builds first blocks: one coinbase in the shape of Bitcoin's, and a header mined once for all
/// time.
final class GenesisBlocks {
  /// `OP_RETURN` alone: nobody can ever spend it.
  private static final Script UNSPENDABLE = Script.fromHex("6a");

  /// The key in Bitcoin's first output, 65 bytes, behind its push and before `OP_CHECKSIG`.
  private static final Script SATOSHI =
      Script.fromHex(
          "4104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb6"
              + "49f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac");

  private static final String TIMES =
      "The Times 03/Jan/2009 Chancellor on brink of second bailout for banks";

  private GenesisBlocks() {}

  static Block bitcoin(long time, int nonce, int bits) {
    return create(TIMES, SATOSHI, 50_0000_0000L, time, nonce, bits);
  }

  static Block testnet4() {
    return create(
        "03/May/2024 000000000000000000001ebd58c244970b3aa9d783bb001011fbe8ea8e98e00e",
        Script.fromHex("21" + "00".repeat(33) + "ac"),
        50_0000_0000L,
        1714777860L,
        393743547,
        0x1d00ffff);
  }

  /// A first block that pays nothing to nobody: no premine.
  static Block withoutPremine(String text, long time, int nonce, int bits) {
    return create(text, UNSPENDABLE, 0, time, nonce, bits);
  }

  private static Block create(
      String text, Script pays, long value, long time, int nonce, int bits) {
    byte[] message = text.getBytes(StandardCharsets.US_ASCII);
    ByteWriter scriptSig = new ByteWriter();
    // The number 0x1d00ffff and the number 4, pushed as Bitcoin's first block pushes them.
    scriptSig.writeByte(4).writeInt32(0x1d00ffff).writeByte(1).writeByte(4);
    if (message.length > 75) {
      scriptSig.writeByte(0x4c);
    }
    scriptSig.writeByte(message.length).writeBytes(message);
    Transaction coinbase =
        Transaction.create(
            1,
            List.of(
                new TxIn(OutPoint.NULL, Script.of(scriptSig.toByteArray()), TxIn.SEQUENCE_FINAL)),
            List.of(new TxOut(value, pays)),
            0);
    Hash256 merkleRoot = coinbase.txid().hash();
    return Block.create(
        new BlockHeader(1, BlockHash.ZERO, merkleRoot, time, bits, nonce), List.of(coinbase));
  }
}
