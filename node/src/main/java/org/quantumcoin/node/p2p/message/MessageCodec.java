package org.quantumcoin.node.p2p.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// From a frame's command and payload to a message, and from a message to the bytes on the wire.
///
/// As in Core, bytes behind what a message needs are ignored: later versions may append fields.
public final class MessageCodec {
  /// Magic, command, length and checksum.
  public static final int HEADER_BYTES = 24;

  /// Longest payload (Core's `MAX_PROTOCOL_MESSAGE_LENGTH`).
  public static final int MAX_PAYLOAD_BYTES = 4_000_000;

  public static final int COMMAND_BYTES = 12;
  public static final int CHECKSUM_BYTES = 4;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private MessageCodec() {}

  /// Throws [org.quantumcoin.node.encoding.DecodeException] for a payload that is not what its
  /// command says. The message may keep the array.
  public static Message decode(String command, byte[] payload) {
    ByteReader in = new ByteReader(payload);
    return switch (command) {
      case Addr.COMMAND -> Addr.read(in);
      case AddrV2.COMMAND -> AddrV2.read(in);
      case BlockMessage.COMMAND -> new BlockMessage(payload);
      case BlockTxn.COMMAND -> BlockTxn.read(in);
      case CFCheckpt.COMMAND -> CFCheckpt.read(in);
      case CFHeaders.COMMAND -> CFHeaders.read(in);
      case CFilter.COMMAND -> CFilter.read(in);
      case CmpctBlock.COMMAND -> CmpctBlock.read(in);
      case FeeFilter.COMMAND -> FeeFilter.read(in);
      case FilterAdd.COMMAND -> FilterAdd.read(in);
      case FilterClear.COMMAND -> new FilterClear();
      case FilterLoad.COMMAND -> FilterLoad.read(in);
      case GetAddr.COMMAND -> new GetAddr();
      case GetBlockTxn.COMMAND -> GetBlockTxn.read(in);
      case GetBlocks.COMMAND -> GetBlocks.read(in);
      case GetCFCheckpt.COMMAND -> GetCFCheckpt.read(in);
      case GetCFHeaders.COMMAND -> GetCFHeaders.read(in);
      case GetCFilters.COMMAND -> GetCFilters.read(in);
      case GetData.COMMAND -> GetData.read(in);
      case GetHeaders.COMMAND -> GetHeaders.read(in);
      case Headers.COMMAND -> Headers.read(in);
      case Inv.COMMAND -> Inv.read(in);
      case Mempool.COMMAND -> new Mempool();
      case MerkleBlock.COMMAND -> MerkleBlock.read(in);
      case NotFound.COMMAND -> NotFound.read(in);
      case Ping.COMMAND -> Ping.read(in);
      case Pong.COMMAND -> Pong.read(in);
      case SendAddrV2.COMMAND -> new SendAddrV2();
      case SendCmpct.COMMAND -> SendCmpct.read(in);
      case SendHeaders.COMMAND -> new SendHeaders();
      case TxMessage.COMMAND -> new TxMessage(payload);
      case Verack.COMMAND -> new Verack();
      case Version.COMMAND -> Version.read(in);
      case WtxidRelay.COMMAND -> new WtxidRelay();
      default -> new Unknown(command);
    };
  }

  /// Whether a command is one that we know (per-command counters keep the others together).
  public static boolean isKnown(String command) {
    return switch (command) {
      case Addr.COMMAND,
          AddrV2.COMMAND,
          BlockMessage.COMMAND,
          BlockTxn.COMMAND,
          CFCheckpt.COMMAND,
          CFHeaders.COMMAND,
          CFilter.COMMAND,
          CmpctBlock.COMMAND,
          FeeFilter.COMMAND,
          FilterAdd.COMMAND,
          FilterClear.COMMAND,
          FilterLoad.COMMAND,
          GetAddr.COMMAND,
          GetBlockTxn.COMMAND,
          GetBlocks.COMMAND,
          GetCFCheckpt.COMMAND,
          GetCFHeaders.COMMAND,
          GetCFilters.COMMAND,
          GetData.COMMAND,
          GetHeaders.COMMAND,
          Headers.COMMAND,
          Inv.COMMAND,
          Mempool.COMMAND,
          MerkleBlock.COMMAND,
          NotFound.COMMAND,
          Ping.COMMAND,
          Pong.COMMAND,
          SendAddrV2.COMMAND,
          SendCmpct.COMMAND,
          SendHeaders.COMMAND,
          TxMessage.COMMAND,
          Verack.COMMAND,
          Version.COMMAND,
          WtxidRelay.COMMAND ->
          true;
      default -> false;
    };
  }

  /// The whole frame: header and payload. `magic` as in
  /// [org.quantumcoin.node.params.NetworkParams#magic()].
  public static byte[] encode(int magic, Message message) {
    ByteWriter frame = new ByteWriter(HEADER_BYTES + sizeHint(message));
    frame.writeInt32(magic).writeBytes(commandBytes(message.command())).writeInt64(0);
    message.write(frame);
    // Length and checksum are known only now; writing them into place saves a copy of every block.
    byte[] bytes = frame.size() == frame.array().length ? frame.array() : frame.toByteArray();
    int length = bytes.length - HEADER_BYTES;
    byte[] hash = Sha256.hashTwice(bytes, HEADER_BYTES, length);
    INT.set(bytes, HEADER_BYTES - CHECKSUM_BYTES - Integer.BYTES, length);
    System.arraycopy(hash, 0, bytes, HEADER_BYTES - CHECKSUM_BYTES, CHECKSUM_BYTES);
    return bytes;
  }

  static int sizeHint(Message message) {
    return switch (message) {
      case BlockMessage block -> block.bytes().length;
      case CFilter filter -> 42 + filter.filter().length();
      case CFHeaders answer -> 70 + 32 * answer.hashes().size();
      case CmpctBlock compact -> compact.sizeBytes();
      case TxMessage tx -> tx.bytes().length;
      case Headers headers -> 3 + 81 * headers.headers().size();
      default -> 128;
    };
  }

  /// Printable characters, then zeros, in twelve bytes; empty for anything else.
  public static Optional<String> parseCommand(byte[] bytes, int start) {
    int length = 0;
    boolean ended = false;
    for (int i = start; i < start + COMMAND_BYTES; i++) {
      if (bytes[i] == 0) {
        ended = true;
      } else if (ended || bytes[i] < ' ' || bytes[i] > 0x7e) {
        return Optional.empty();
      } else {
        length++;
      }
    }
    return Optional.of(new String(bytes, start, length, StandardCharsets.US_ASCII));
  }

  static byte[] commandBytes(String command) {
    byte[] name = command.getBytes(StandardCharsets.US_ASCII);
    if (name.length > COMMAND_BYTES) {
      throw new IllegalArgumentException("command too long: " + command);
    }
    byte[] padded = new byte[COMMAND_BYTES];
    System.arraycopy(name, 0, padded, 0, name.length);
    return padded;
  }
}
