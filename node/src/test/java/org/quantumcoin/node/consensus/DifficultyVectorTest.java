package org.quantumcoin.node.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Difficulty;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Uint256;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class DifficultyVectorTest {
  private static final NetworkParams.Consensus MAINNET =
      Networks.find(Coin.BITCOIN, Chain.MAIN).orElseThrow().consensus();

  private static int bits(String text) {
    return Integer.parseUnsignedInt(text.replace("0x", ""), 16);
  }

  @Test
  void compactBits_decodeAndEncode_asCoreDoes() {
    int count = 0;
    for (JsonNode c : Vectors.json("core/compact_bits.json")) {
      int compact = bits(c.get("compact").asString());
      CompactTarget.Decoded decoded = CompactTarget.decode(compact);
      assertThat(decoded.negative()).as("%08x", compact).isEqualTo(c.get("negative").asBoolean());
      assertThat(decoded.overflow()).as("%08x", compact).isEqualTo(c.get("overflow").asBoolean());
      if (c.hasNonNull("value") && !decoded.overflow()) {
        assertThat(decoded.value().toHex()).isEqualTo(c.get("value").asString());
        if (!c.hasNonNull("recompacted")) {
          count++;
          continue;
        }
        int recompacted = CompactTarget.encode(decoded.value());
        if (decoded.negative()) {
          recompacted |= 0x00800000;
        }
        assertThat("%08x".formatted(recompacted)).isEqualTo(c.get("recompacted").asString());
      }
      count++;
    }
    Vectors.report("core/compact_bits", count);
  }

  @Test
  void retarget_ofMainnetPeriods_givesTheirBits() {
    Difficulty.Retarget retarget = (Difficulty.Retarget) MAINNET.difficulty();
    int count = 0;
    for (JsonNode c : Vectors.json("core/retarget_cases.json")) {
      HeaderChain chain = new HeaderChain(c.get("last_height").asInt());
      ChainedHeader last =
          chain.add(1, c.get("last_block_time").asLong(), bits(c.get("last_nbits").asString()));
      int next =
          DifficultyRules.retarget(
              last, c.get("first_block_time").asLong(), retarget, MAINNET.powLimit());
      assertThat(next).isEqualTo(bits(c.get("expected_nbits").asString()));
      count++;
    }
    Vectors.report("core/retarget_cases", count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run01", "run02", "run04", "run05", "run07", "run08", "run11"})
  void asert_overItsReferenceRuns_givesTheirBits(String run) {
    List<String> lines = Vectors.lines("asert/" + run);
    long anchorHeight = field(lines, "anchor height");
    long anchorParentTime = field(lines, "anchor parent time");
    int anchorBits = (int) field(lines, "anchor nBits");
    int count = 0;
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> row = List.of(line.trim().split("\\s+", -1));
      long height = Long.parseLong(row.get(1));
      long time = Long.parseLong(row.get(2));
      int next =
          Asert.nextBits(
              anchorBits,
              time - anchorParentTime,
              height - anchorHeight,
              172_800,
              600,
              MAINNET.powLimit());
      assertThat("%08x".formatted(next)).as(line).isEqualTo("%08x".formatted(bits(row.get(3))));
      count++;
    }
    Vectors.report("asert/" + run, count);
  }

  /// Heights in this run pass the largest signed 64-bit number; only differences matter.
  @Test
  void asert_acrossTheLargestSignedHeight_givesItsBits() {
    List<String> lines = Vectors.lines("asert/run10");
    long anchorHeight = field(lines, "anchor height");
    long anchorParentTime = field(lines, "anchor parent time");
    int anchorBits = (int) field(lines, "anchor nBits");
    int count = 0;
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> row = List.of(line.trim().split("\\s+", -1));
      long heightDiff = Long.parseUnsignedLong(row.get(1)) - anchorHeight;
      long time = Long.parseLong(row.get(2));
      int next =
          Asert.nextBits(
              anchorBits, time - anchorParentTime, heightDiff, 172_800, 600, MAINNET.powLimit());
      assertThat(next).as(line).isEqualTo(bits(row.get(3)));
      count++;
    }
    Vectors.report("asert/run10", count);
  }

  private static long field(List<String> lines, String name) {
    for (String line : lines) {
      int at = line.indexOf(name + ":");
      if (line.startsWith("##") && at >= 0) {
        String value = line.substring(at + name.length() + 1).trim();
        return value.startsWith("0x") ? bits(value) : Long.parseUnsignedLong(value);
      }
    }
    throw new IllegalArgumentException("no " + name);
  }

  private static BlockHeader header(String hex) {
    return BlockHeader.read(new ByteReader(Hex.decode(hex)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mainnet_40000_44400.hex:40000", "mainnet_0_99.hex:0", "mainnet_alt_1_2016.hex:1"})
  void headers_ofRealChains_carryTheBitsTheyMust(String source) {
    List<String> parts = List.of(source.split(":", -1));
    int first = Integer.parseInt(parts.get(1));
    HeaderChain chain = new HeaderChain(first);
    List<String> lines = Vectors.lines("headers/" + parts.get(0));
    ChainedHeader parent = null;
    int count = 0;
    if (first == 1) {
      BlockHeader genesis =
          Networks.find(Coin.BITCOIN, Chain.MAIN).orElseThrow().genesis().header();
      chain = new HeaderChain(0);
      parent = chain.add(genesis.version(), genesis.time(), genesis.bits());
    }
    for (String line : lines) {
      BlockHeader header = header(line.trim());
      assertThat(HeaderRules.check(header, MAINNET)).isEmpty();
      if (parent != null && isLookBackKnown(parent, first)) {
        assertThat(HeaderRules.checkContextual(header, parent, MAINNET, Long.MAX_VALUE / 4))
            .as("height %d", parent.height() + 1)
            .isEmpty();
      }
      parent = chain.add(header.version(), header.time(), header.bits());
      count++;
    }
    Vectors.report("headers/" + parts.get(0), count);
  }

  /// Whether the headers that a rule looks back at are among those that we have.
  private static boolean isLookBackKnown(ChainedHeader parent, int first) {
    boolean window = (parent.height() + 1) % 2016 != 0 || parent.height() - 2015 >= first - 1;
    return window && parent.height() + 1 - first >= 11;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mainnet", "signet"})
  void chainWork_betweenCheckpoints_isThatOfTheirPeriods(String network) {
    List<String> lines = Vectors.lines("headers/" + network + "_checkpoints.csv");
    long lastHeight = 0;
    Uint256 lastWork = Uint256.ZERO;
    BlockHeader last = null;
    int count = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = List.of(line.split(",", -1));
      long height = Long.parseLong(row.get(0));
      Uint256 work = Uint256.fromHex(row.get(1));
      BlockHeader header = header(row.get(2));
      if (last != null && height == lastHeight + 2016) {
        Uint256 expected = lastWork;
        for (int i = 0; i < 2015; i++) {
          expected = expected.plus(Work.of(last.bits()));
        }
        assertThat(expected.plus(Work.of(header.bits()))).as("height %d", height).isEqualTo(work);
      }
      lastHeight = height;
      lastWork = work;
      last = header;
      count++;
    }
    Vectors.report("headers/" + network + "_checkpoints", count);
  }

  @Test
  void testnet3Checkpoints_haveHeadersWithProofOfWork() {
    NetworkParams.Consensus rules =
        Networks.find(Coin.BITCOIN, Chain.TEST).orElseThrow().consensus();
    List<String> lines = Vectors.lines("headers/testnet3_checkpoints.csv");
    Uint256 lastWork = Uint256.ZERO;
    int count = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = List.of(line.split(",", -1));
      assertThat(HeaderRules.check(header(row.get(2)), rules)).isEmpty();
      Uint256 work = Uint256.fromHex(row.get(1));
      assertThat(work).isGreaterThan(lastWork);
      lastWork = work;
      count++;
    }
    Vectors.report("headers/testnet3_checkpoints", count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mainnet", "testnet3", "signet", "testnet4"})
  void targets_ofPeriods_surviveTheCompactForm(String network) {
    List<String> lines = Vectors.lines("headers/" + network + "_targets.csv");
    List<Uint256> targets = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Uint256 target = Uint256.fromHex(List.of(line.split(",", -1)).get(2));
      assertThat(CompactTarget.decode(CompactTarget.encode(target)).value()).isEqualTo(target);
      targets.add(target);
    }
    Vectors.report("headers/" + network + "_targets", targets.size());
  }
}
