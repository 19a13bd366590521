package org.quantumcoin.node.p2p.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// Maps of autonomous systems: what they tell, and which ones are refused.
final class AsMapTest {
  @TempDir Path folder;

  /// Writes maps, bit by bit.
  private static final class Bits {
    private final List<Integer> bits = new ArrayList<>();

    Bits put(String text) {
      text.chars().forEach(c -> bits.add(c - '0'));
      return this;
    }

    private void number(long value, long least, int first, int last) {
      long rest = value - least;
      int size = first;
      while (rest >= 1L << size) {
        rest -= 1L << size;
        bits.add(1);
        size++;
      }
      if (size < last) {
        bits.add(0);
      }
      for (int i = size - 1; i >= 0; i--) {
        bits.add((int) (rest >> i & 1));
      }
    }

    Bits returns(long as) {
      bits.add(0);
      number(as, 1, 15, 24);
      return this;
    }

    Bits jump(Bits left) {
      put("10");
      number(left.bits.size(), 17, 5, 30);
      bits.addAll(left.bits);
      return this;
    }

    /// So many bits of a byte, from its top.
    Bits match(int value, int length) {
      put("110");
      number((1L << length) | (value >> (8 - length)), 2, 1, 8);
      return this;
    }

    Bits otherwise(long as) {
      put("111");
      number(as, 1, 15, 24);
      return this;
    }

    byte[] bytes() {
      byte[] all = new byte[(bits.size() + 7) / 8];
      for (int i = 0; i < bits.size(); i++) {
        all[i / 8] |= (byte) (bits.get(i) << (i % 8));
      }
      return all;
    }
  }

  /// IPv4 below 128.0.0.0 is of 100, above of 2,000,000; IPv6 of 300 where it begins with 0, of 7
  /// where it begins with 1.
  private static Bits sample() {
    Bits low = new Bits().otherwise(300).match(0, 7);
    for (int i = 0; i < 9; i++) {
      low.match(0, 8);
    }
    low.match(0xff, 8).match(0xff, 8).jump(new Bits().returns(100)).returns(2_000_000);
    return new Bits().jump(low).returns(7);
  }

  private NetGroups groups(byte[] map) throws IOException {
    return NetGroups.open(Optional.of(Files.write(folder.resolve("map"), map)));
  }

  private static NetAddress at(String host) {
    return NetAddress.parseHost(host, 8333).orElseThrow();
  }

  @Test
  void addresses_haveTheSystemThatTheMapTells() throws IOException {
    NetGroups groups = groups(sample().bytes());
    assertThat(groups.mappedAs(at("8.8.8.8"))).isEqualTo(100);
    assertThat(groups.mappedAs(at("127.255.0.1"))).as("not of the internet").isZero();
    assertThat(groups.mappedAs(at("128.0.0.1"))).isEqualTo(2_000_000);
    assertThat(groups.mappedAs(at("2a00::1"))).isEqualTo(300);
    assertThat(groups.mappedAs(at("a000::1"))).isEqualTo(7);
    assertThat(groups.mappedAs(at("2002:808:808::1"))).as("IPv4 in a tunnel").isEqualTo(100);
    assertThat(
            groups.mappedAs(at("pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion")))
        .isZero();
    assertThat(NetGroups.RANGES.mappedAs(at("8.8.8.8"))).isZero();
  }

  @Test
  void addressesOfOneSystem_areOneGroup_whateverTheirRange() throws IOException {
    NetGroups groups = groups(sample().bytes());
    assertThat(groups.of(at("8.8.8.8"))).isEqualTo(groups.of(at("99.1.1.1")));
    assertThat(groups.of(at("8.8.8.8"))).isNotEqualTo(groups.of(at("130.1.1.1")));
    assertThat(Hex.encode(groups.of(at("8.8.8.8")).bytes())).isEqualTo("0264000000");
    assertThat(groups.of(at("127.0.0.1"))).isEqualTo(NetGroup.of(at("127.0.0.1")));
  }

  @Test
  void mapsThatAreCutOff_orContinued_areRefused() {
    byte[] map = sample().bytes();
    assertThat(AsMap.isSane(map)).isTrue();
    for (int length = 0; length < map.length; length++) {
      assertThat(AsMap.isSane(Arrays.copyOf(map, length))).as("%d", length).isFalse();
    }
    assertThat(AsMap.isSane(Arrays.copyOf(map, map.length + 1))).isFalse();
  }

  @Test
  void mapsThatCouldBeShorter_areRefused() {
    assertThat(AsMap.isSane(new Bits().returns(5).bytes())).isTrue();
    assertThat(AsMap.isSane(new Bits().otherwise(5).returns(5).bytes())).isFalse();
    assertThat(AsMap.isSane(new Bits().otherwise(5).otherwise(6).match(0, 8).returns(5).bytes()))
        .isFalse();
    assertThat(AsMap.isSane(new Bits().match(0, 7).match(0, 8).returns(5).bytes())).isTrue();
    assertThat(AsMap.isSane(new Bits().match(0, 7).match(0, 7).returns(5).bytes())).isFalse();
  }

  @Test
  void mapsThatTakeMoreBitsThanAnAddressHas_areRefused() {
    Bits all = new Bits();
    for (int i = 0; i < 16; i++) {
      all.match(0, 8);
    }
    assertThat(AsMap.isSane(new Bits().jump(new Bits().returns(1)).returns(2).bytes())).isTrue();
    assertThat(AsMap.isSane(all.returns(1).bytes())).isTrue();
    Bits more = new Bits();
    for (int i = 0; i < 17; i++) {
      more.match(0, 8);
    }
    assertThat(AsMap.isSane(more.returns(1).bytes())).isFalse();
  }

  @Test
  void paddingHasToBeZero() {
    byte[] map = new Bits().returns(5).bytes();
    assertThat(map).hasSize(3);
    map[2] |= (byte) 0x80;
    assertThat(AsMap.isSane(map)).isFalse();
  }

  /// Whatever passes the check can be asked about any address.
  @Test
  void damagedMaps_areRefused_orAnswer() {
    Random random = new Random(11);
    byte[] address = new byte[16];
    for (int i = 0; i < 20_000; i++) {
      byte[] map = sample().bytes();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        map[random.nextInt(map.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (AsMap.isSane(map)) {
        random.nextBytes(address);
        assertThat(AsMap.of(map).find(address)).isBetween(0L, 1L << 32);
      }
    }
  }

  @Test
  void fileThatIsMissing_orNoMap_isRefusedWithCoresSentence() throws IOException {
    Path missing = folder.resolve("none");
    assertThatThrownBy(() -> NetGroups.open(Optional.of(missing)))
        .hasMessage("Could not find asmap file \"" + missing + "\"");
    Path wrong = Files.writeString(folder.resolve("wrong"), "no map");
    assertThatThrownBy(() -> NetGroups.open(Optional.of(wrong)))
        .hasMessage("Could not parse asmap file \"" + wrong + "\"");
  }

  /// A table that was filled by other groups is put in order anew.
  @Test
  void addressesOfAFile_moveToTheBucketsOfTheirSystems() throws IOException {
    Path file = folder.resolve("peers.dat");
    AddressManager before = AddressManager.create(new Random(1));
    for (int i = 1; i < 200; i++) {
      NetAddress address = at("%d.1.1.1".formatted(i % 100 + 12));
      before.add(List.of(new TimedAddress(1_800_000_000L, 9, address)), address, 0, 1_800_000_000L);
    }
    PeersFile plain = new PeersFile(file, 1, NetGroups.RANGES);
    plain.write(plain.encode(before));
    NetGroups groups = groups(sample().bytes());
    PeersFile mapped = new PeersFile(file, 1, groups);
    AddressManager after = mapped.open(new Random(2));
    assertThat(after.check()).isZero();
    assertThat(after.size()).isBetween(1, before.size());
    assertThat(after.entries(false).stream().map(PlacedAddress::bucket).distinct().count())
        .as("one source group, one system")
        .isEqualTo(1);
    mapped.write(mapped.encode(after));
    assertThat(mapped.open(new Random(3)).entries(false)).hasSameSizeAs(after.entries(false));
  }
}
