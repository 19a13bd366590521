package org.quantumcoin.tests.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.BlockTxn;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.SendCmpct;
import org.quantumcoin.node.p2p.message.TimedAddress;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.p2p.message.Verack;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Uint256;

/// What hostile peers send, as bytes on the wire. Drawn from one seed.
final class HostileMessages {
  private final NetworkParams params;
  private final Random random;
  private final Supplier<BlockHeader> tip;
  private final byte[] lowWorkHeaders;

  /// `tip` is the last honest block, which some attacks build on.
  HostileMessages(NetworkParams params, long seed, Supplier<BlockHeader> tip) {
    this.params = params;
    this.random = new Random(seed);
    this.tip = tip;
    this.lowWorkHeaders = frame(new Headers(lowWork()));
  }

  byte[] frame(Message message) {
    return MessageCodec.encode(params.magic(), message);
  }

  byte[] version() {
    return frame(
        new Version(
            Version.PROTOCOL_VERSION,
            9,
            System.currentTimeMillis() / 1000,
            0,
            NetAddress.NONE,
            0,
            NetAddress.NONE,
            random.nextLong(),
            "/hostile/",
            0,
            true));
  }

  byte[] verack() {
    return frame(new Verack());
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private Hash256 hash() {
    return Hash256.of(noise(Hash256.SIZE_BYTES));
  }

  byte[] garbage() {
    return noise(1 + random.nextInt(8_000));
  }

  /// A length that no message has, or a list that is too long, or a payload of noise.
  byte[] oversize() {
    return switch (random.nextInt(3)) {
      case 0 -> {
        byte[] header = version();
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 4_000_001);
        yield header;
      }
      case 1 -> frame(new Inv(items(50_001)));
      default -> frame(new TxMessage(noise(1_000_000)));
    };
  }

  private List<InvItem> items(int count) {
    List<InvItem> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(new InvItem(random.nextBoolean() ? InvItem.MSG_WTX : InvItem.MSG_TX, hash()));
    }
    return items;
  }

  private BlockHeader worked(BlockHash parent, long time) {
    int bits = CompactTarget.encode(params.consensus().powLimit());
    Uint256 target = CompactTarget.decode(bits).value();
    BlockHeader header = new BlockHeader(0x20000000, parent, hash(), time, bits, 0);
    while (Uint256.of(header.hash().hash()).compareTo(target) > 0) {
      header = header.withNonce(header.nonce() + 1);
    }
    return header;
  }

  private List<BlockHeader> lowWork() {
    List<BlockHeader> headers = new ArrayList<>();
    BlockHeader at = params.genesis().header();
    for (int i = 0; i < Headers.MAX_HEADERS; i++) {
      at = worked(at.hash(), at.time() + 1);
      headers.add(at);
    }
    return headers;
  }

  byte[] lowWorkHeaders() {
    return lowWorkHeaders;
  }

  byte[] orphan() {
    TxIn input =
        new TxIn(new OutPoint(new Txid(hash()), 0), Script.of(noise(20)), TxIn.SEQUENCE_FINAL);
    List<TxOut> outputs = new ArrayList<>();
    for (int i = random.nextInt(500); i >= 0; i--) {
      outputs.add(new TxOut(1_000, Script.of(noise(22))));
    }
    Transaction tx = Transaction.create(2, List.of(input), outputs, 0);
    return frame(new TxMessage(tx.toBytes()));
  }

  byte[] addresses() {
    List<TimedAddress> told = new ArrayList<>();
    for (int i = 0; i < Addr.MAX_ADDRESSES; i++) {
      ByteWriter out = new ByteWriter();
      out.writeByte(NetAddress.IPV4).writeVarBytes(noise(4)).writeUint16BigEndian(8333);
      told.add(
          new TimedAddress(
              System.currentTimeMillis() / 1000,
              9,
              NetAddress.readV2(new ByteReader(out.toByteArray()))));
    }
    return frame(new Addr(told));
  }

  byte[] inventory() {
    return frame(new Inv(items(50_000)));
  }

  /// Blocks on the honest tip that cannot be completed, and answers that nobody asked for.
  byte[] compact() {
    BlockHeader parent = tip.get();
    return switch (random.nextInt(4)) {
      case 0 -> frame(new SendCmpct(true, CmpctBlock.VERSION));
      case 1 -> frame(new BlockTxn(parent.hash(), List.of()));
      default -> {
        List<Long> ids = new ArrayList<>();
        for (int i = random.nextInt(2_000); i >= 0; i--) {
          ids.add(random.nextLong());
        }
        TxIn input = new TxIn(OutPoint.NULL, Script.of(noise(4)), TxIn.SEQUENCE_FINAL);
        Transaction coinbase =
            Transaction.create(2, List.of(input), List.of(new TxOut(1, Script.of(noise(3)))), 0);
        yield frame(
            CmpctBlock.of(
                worked(parent.hash(), parent.time() + 1),
                random.nextLong(),
                ids,
                List.of(new CmpctBlock.Prefilled(0, coinbase))));
      }
    };
  }

  /// Asks for much, of which nothing is read.
  byte[] requests() {
    List<InvItem> items = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      items.add(InvItem.witnessBlock(tip.get().hash()));
    }
    items.addAll(items(500));
    return frame(new GetData(items));
  }

  /// Announces what will not come.
  byte[] promises() {
    return frame(new Inv(items(100)));
  }
}
