package org.quantumcoin.node.p2p.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;

final class MessageCodecTest {
  @Test
  void encode_ofVerackOnBitcoinMain_isTheKnownFrame() {
    assertThat(Hex.encode(MessageCodec.encode(0xd9b4bef9, new Verack())))
        .isEqualTo("f9beb4d976657261636b000000000000000000005df6e0e2");
  }

  @Test
  void decode_ofInv_takesFiftyThousandAndNotOneMore() {
    InvItem item = InvItem.block(BlockHash.ZERO);
    byte[] most = payload(new Inv(Collections.nCopies(InvItem.MAX_ITEMS, item)));
    byte[] tooMany = payload(new Inv(Collections.nCopies(InvItem.MAX_ITEMS + 1, item)));
    assertThat(((Inv) MessageCodec.decode("inv", most)).items()).hasSize(InvItem.MAX_ITEMS);
    assertThatThrownBy(() -> MessageCodec.decode("inv", tooMany))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void decode_ofHeaders_takesTwoThousandAndNotOneMore() {
    BlockHeader header = new BlockHeader(1, BlockHash.ZERO, Hash256.ZERO, 0, 0, 0);
    byte[] most = payload(new Headers(Collections.nCopies(Headers.MAX_HEADERS, header)));
    byte[] tooMany = payload(new Headers(Collections.nCopies(Headers.MAX_HEADERS + 1, header)));
    assertThat(((Headers) MessageCodec.decode("headers", most)).headers())
        .hasSize(Headers.MAX_HEADERS);
    assertThatThrownBy(() -> MessageCodec.decode("headers", tooMany))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void decode_ofLocator_takesHundredAndOneAndNotOneMore() {
    byte[] most = payload(getHeaders(BlockLocator.MAX_HASHES));
    byte[] tooMany = payload(getHeaders(BlockLocator.MAX_HASHES + 1));
    assertThat(MessageCodec.decode("getheaders", most))
        .isEqualTo(getHeaders(BlockLocator.MAX_HASHES));
    assertThatThrownBy(() -> MessageCodec.decode("getheaders", tooMany))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void decode_ofCountThatLies_isRefusedBeforeAllocating() {
    byte[] lie = new ByteWriter().writeCompactSize(0x02000000).writeInt64(0).toByteArray();
    for (String command : List.of("inv", "getdata", "notfound", "headers", "addr", "addrv2")) {
      assertThatThrownBy(() -> MessageCodec.decode(command, lie))
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void decode_ofVersionThatEndsAfterReceiver_fillsInWhatCoreDoes() {
    ByteWriter out = new ByteWriter();
    out.writeInt32(31800).writeInt64(1).writeInt64(7).writeInt64(1);
    NetAddress.NONE.writeLegacy(out);
    Version version = (Version) MessageCodec.decode("version", out.toByteArray());
    assertThat(version.startHeight()).isEqualTo(-1);
    assertThat(version.relay()).isTrue();
    assertThat(version.userAgent()).isEmpty();
  }

  @Test
  void decode_ofVersion_refusesUserAgentAbove256Bytes() {
    assertThat(decodeVersion("a".repeat(256)).userAgent()).hasSize(256);
    assertThatThrownBy(() -> decodeVersion("a".repeat(257))).isInstanceOf(DecodeException.class);
  }

  private static Version decodeVersion(String userAgent) {
    Version sent =
        new Version(70016, 0, 0, 0, NetAddress.NONE, 0, NetAddress.NONE, 0, userAgent, 0, true);
    return (Version) MessageCodec.decode("version", payload(sent));
  }

  @Test
  void decode_ofUnknownCommand_keepsOnlyTheName() {
    assertThat(MessageCodec.decode("sendtxrcncl", new byte[100]))
        .isEqualTo(new Unknown("sendtxrcncl"));
  }

  @Test
  void addrV2_withTorAddressOfWrongLength_isRefused() {
    ByteWriter out = new ByteWriter();
    out.writeCompactSize(1).writeUint32(0).writeCompactSize(1);
    out.writeByte(NetAddress.TOR_V3).writeVarBytes(new byte[31]).writeUint16BigEndian(8333);
    assertThatThrownBy(() -> MessageCodec.decode("addrv2", out.toByteArray()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("should be 32");
  }

  @Test
  void netAddress_knowsWhatIsRoutable() throws UnknownHostException {
    assertThat(address("8.8.8.8").isRoutable()).isTrue();
    assertThat(address("8.8.8.8").networkName()).isEqualTo("ipv4");
    assertThat(address("127.0.0.1").isRoutable()).isFalse();
    assertThat(address("127.0.0.1").isLocal()).isTrue();
    assertThat(address("192.168.1.1").isRoutable()).isFalse();
    assertThat(address("fd00::1").isRoutable()).isFalse();
    assertThat(address("2a00::1").networkName()).isEqualTo("ipv6");
    assertThat(address("::1").toString()).startsWith("[").endsWith("]:8333");
  }

  @Test
  void serviceNames_areCores() {
    assertThat(ServiceFlags.names(1033 | 1L << 63))
        .containsExactly("NETWORK", "WITNESS", "NETWORK_LIMITED", "UNKNOWN[2^63]");
  }

  private static NetAddress address(String ip) throws UnknownHostException {
    return NetAddress.of(InetAddress.getByName(ip), 8333);
  }

  private static GetHeaders getHeaders(int count) {
    return new GetHeaders(
        new BlockLocator(Collections.nCopies(count, BlockHash.ZERO)), BlockHash.ZERO);
  }

  private static byte[] payload(Message message) {
    ByteWriter out = new ByteWriter();
    message.write(out);
    return out.toByteArray();
  }
}
