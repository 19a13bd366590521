package org.quantumcoin.node.p2p.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.PartialMerkleTree;

final class MessageCodecPropertyTest {
  private static final String[] COMMANDS = {
    "addr",
    "addrv2",
    "block",
    "feefilter",
    "getaddr",
    "getblocks",
    "getdata",
    "getheaders",
    "headers",
    "inv",
    "mempool",
    "notfound",
    "ping",
    "pong",
    "sendaddrv2",
    "sendcmpct",
    "sendheaders",
    "tx",
    "verack",
    "version",
    "wtxidrelay",
    "cmpctblock",
    "getblocktxn",
    "blocktxn",
    "cfcheckpt",
    "cfheaders",
    "cfilter",
    "filteradd",
    "filterclear",
    "filterload",
    "getcfcheckpt",
    "getcfheaders",
    "getcfilters",
    "merkleblock",
    "sendtxrcncl"
  };

  @Property
  void decode_ofWhatWasEncoded_isTheMessage(@ForAll long seed) {
    Random random = new Random(seed);
    for (Message message : samples(random)) {
      assertThat(MessageCodec.decode(message.command(), payload(message))).isEqualTo(message);
    }
  }

  @Property
  void decode_ofRandomBytes_throwsNothingElse(
      @ForAll long seed, @ForAll @IntRange(max = 400) int size) {
    Random random = new Random(seed);
    byte[] payload = new byte[size];
    random.nextBytes(payload);
    for (String command : COMMANDS) {
      decodeOrRefuse(command, payload);
    }
  }

  /// Damage near the start of a good message reaches deeper into the codecs than noise does.
  @Property
  void decode_ofDamagedMessages_throwsNothingElse(@ForAll long seed) {
    Random random = new Random(seed);
    for (Message message : samples(random)) {
      byte[] payload = payload(message);
      for (int i = 0; i < 8 && payload.length > 0; i++) {
        payload[random.nextInt(Math.min(payload.length, 64))] = (byte) random.nextInt();
        decodeOrRefuse(message.command(), payload);
      }
    }
  }

  private static void decodeOrRefuse(String command, byte[] payload) {
    try {
      assertThat(MessageCodec.decode(command, payload)).isNotNull();
    } catch (DecodeException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    } catch (RuntimeException | OutOfMemoryError wrong) {
      fail(command, wrong);
    }
  }

  private static byte[] payload(Message message) {
    ByteWriter out = new ByteWriter();
    message.write(out);
    return out.toByteArray();
  }

  private static List<Message> samples(Random random) {
    List<InvItem> items = new ArrayList<>();
    List<BlockHash> hashes = new ArrayList<>();
    List<BlockHeader> headers = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      items.add(new InvItem(random.nextInt(), hash(random)));
      hashes.add(new BlockHash(hash(random)));
      headers.add(header(random));
    }
    BlockLocator locator = new BlockLocator(hashes);
    BlockHash stop = new BlockHash(hash(random));
    return List.of(
        new Addr(addresses(random, false)),
        new AddrV2(addresses(random, true)),
        new CFCheckpt(random.nextInt(256), stop, List.of(hash(random), hash(random))),
        new CFHeaders(random.nextInt(256), stop, hash(random), List.of(hash(random))),
        new CFilter(random.nextInt(256), stop, bytes(random, 300)),
        new FilterAdd(bytes(random, 600)),
        new FilterClear(),
        new FilterLoad(bytes(random, 300), random.nextInt(), random.nextInt(), random.nextInt(256)),
        new GetCFCheckpt(random.nextInt(256), stop),
        new GetCFHeaders(random.nextInt(256), Integer.toUnsignedLong(random.nextInt()), stop),
        new GetCFilters(random.nextInt(256), Integer.toUnsignedLong(random.nextInt()), stop),
        new MerkleBlock(header(random), tree(random)),
        new FeeFilter(random.nextLong()),
        new GetAddr(),
        new GetBlocks(locator, stop),
        new GetHeaders(locator, stop),
        new GetData(items),
        new Headers(headers),
        new Inv(items),
        new Mempool(),
        new NotFound(items),
        new Ping(random.nextLong()),
        new Pong(random.nextLong()),
        new SendAddrV2(),
        new SendCmpct(random.nextBoolean(), random.nextLong()),
        new SendHeaders(),
        new Verack(),
        new WtxidRelay(),
        new Version(
            random.nextInt(),
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            address(random, 1),
            random.nextLong(),
            address(random, 2),
            random.nextLong(),
            "/a:" + random.nextInt() + "/",
            random.nextInt(),
            random.nextBoolean()));
  }

  private static BlockHeader header(Random random) {
    return new BlockHeader(
        random.nextInt(),
        new BlockHash(hash(random)),
        hash(random),
        Integer.toUnsignedLong(random.nextInt()),
        random.nextInt(),
        random.nextInt());
  }

  private static PartialMerkleTree tree(Random random) {
    List<Hash256> leaves = new ArrayList<>();
    BitSet proven = new BitSet();
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      proven.set(leaves.size(), random.nextInt(4) == 0);
      leaves.add(hash(random));
    }
    return PartialMerkleTree.of(leaves, proven);
  }

  private static ByteString bytes(Random random, int max) {
    byte[] bytes = new byte[random.nextInt(max)];
    random.nextBytes(bytes);
    return ByteString.of(bytes);
  }

  private static List<TimedAddress> addresses(Random random, boolean anyNetwork) {
    List<TimedAddress> addresses = new ArrayList<>();
    for (int i = random.nextInt(10); i > 0; i--) {
      int network = 1 + random.nextInt(anyNetwork ? 8 : 2);
      addresses.add(
          new TimedAddress(
              Integer.toUnsignedLong(random.nextInt()),
              random.nextLong(),
              address(random, network)));
    }
    return addresses;
  }

  private static NetAddress address(Random random, int network) {
    int length =
        switch (network) {
          case NetAddress.IPV4 -> 4;
          case NetAddress.IPV6, NetAddress.CJDNS -> 16;
          case NetAddress.TOR_V3, NetAddress.I2P -> 32;
          default -> 10;
        };
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    ByteWriter out = new ByteWriter();
    out.writeByte(network).writeVarBytes(bytes).writeUint16BigEndian(random.nextInt(65536));
    return NetAddress.readV2(new ByteReader(out.toByteArray()));
  }

  private static Hash256 hash(Random random) {
    byte[] bytes = new byte[Hash256.SIZE_BYTES];
    random.nextBytes(bytes);
    return Hash256.of(bytes);
  }
}
