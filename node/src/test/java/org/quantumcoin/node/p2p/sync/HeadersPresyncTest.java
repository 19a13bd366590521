package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.FakeChain;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.consensus.DifficultyRules;
import org.quantumcoin.node.consensus.Work;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Difficulty;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Uint256;

/// Headers here carry no proof of work: that is checked before they come to this class.
final class HeadersPresyncTest {
  private static final int BITS = 0x207fffff;

  /// More than a redownload buffer and several messages.
  private static final int COUNT = 20_000;

  private static NetworkParams network(Coin coin, Chain chain) {
    return Networks.find(coin, chain).orElseThrow();
  }

  private static BlockIndex genesis(NetworkParams params) {
    try (FakeChain chain = new FakeChain(params)) {
      return chain.snapshot().tip();
    }
  }

  private static final BlockIndex START = genesis(LoopbackNode.REGTEST);

  private static BlockHeader child(BlockHeader of, long time, int bits, int mark) {
    return new BlockHeader(4, of.hash(), Hash256.ZERO, time, bits, mark);
  }

  private static List<BlockHeader> chain(int count, int mark) {
    return chainOn(START.header(), count, mark);
  }

  private static List<BlockHeader> chainOn(BlockHeader start, int count, int mark) {
    List<BlockHeader> headers = new ArrayList<>(count);
    BlockHeader at = start;
    for (int i = 0; i < count; i++) {
      at = child(at, at.time() + 1, BITS, mark);
      headers.add(at);
    }
    return headers;
  }

  private static Uint256 workOf(int count) {
    Uint256 work = START.chainWork();
    for (int i = 0; i < count; i++) {
      work = work.plus(Work.of(BITS));
    }
    return work;
  }

  private static HeadersPresync presync(int neededHeaders, long seed) {
    return new HeadersPresync(
        1,
        LoopbackNode.REGTEST.consensus(),
        START,
        workOf(neededHeaders),
        START.time() + COUNT,
        new Random(seed));
  }

  /// Gives a chain in full messages until there is nothing more to give or no more wanted.
  private static List<BlockHeader> feed(HeadersPresync sync, List<BlockHeader> chain) {
    List<BlockHeader> released = new ArrayList<>();
    HeadersPresync.Phase phase = sync.phase();
    for (int from = 0; from < chain.size(); from += Headers.MAX_HEADERS) {
      int to = Math.min(chain.size(), from + Headers.MAX_HEADERS);
      HeadersPresync.Result result =
          sync.next(chain.subList(from, to), to - from == Headers.MAX_HEADERS);
      released.addAll(result.released());
      if (!result.requestMore() || sync.phase() != phase) {
        break;
      }
    }
    return released;
  }

  @Test
  void chainOfEnoughWork_isLetOutWhole_theSecondTimeItComes() {
    List<BlockHeader> chain = chain(COUNT, 0);
    HeadersPresync sync = presync(COUNT, 1);
    assertThat(feed(sync, chain)).isEmpty();
    assertThat(sync.phase()).isEqualTo(HeadersPresync.Phase.REDOWNLOAD);
    assertThat(sync.presyncHeight()).isEqualTo(COUNT);
    assertThat(sync.nextLocator().hashes()).startsWith(START.hash());
    assertThat(feed(sync, chain)).isEqualTo(chain);
    assertThat(sync.phase()).isEqualTo(HeadersPresync.Phase.FINAL);
  }

  @Test
  void headersAreLetOut_onlyWhenABufferOfThemHasComeBehind() {
    List<BlockHeader> chain = chain(COUNT, 0);
    HeadersPresync sync = presync(COUNT, 2);
    feed(sync, chain);
    List<BlockHeader> released = new ArrayList<>();
    for (int from = 0; from < 16_000; from += Headers.MAX_HEADERS) {
      released.addAll(sync.next(chain.subList(from, from + Headers.MAX_HEADERS), true).released());
    }
    assertThat(released).isEqualTo(chain.subList(0, 16_000 - HeadersPresync.BUFFER_HEADERS));
  }

  @Test
  void chainThatIsOneHeaderShort_isGivenUp_andOneMoreIsNot() {
    HeadersPresync shortOfWork = presync(3_001, 3);
    assertThat(feed(shortOfWork, chain(3_000, 0))).isEmpty();
    assertThat(shortOfWork.phase()).isEqualTo(HeadersPresync.Phase.FINAL);
    HeadersPresync enough = presync(3_000, 3);
    feed(enough, chain(3_000, 0));
    assertThat(enough.phase()).isEqualTo(HeadersPresync.Phase.REDOWNLOAD);
  }

  /// What an attack would be: work shown once, and then a chain of others that has less.
  @Test
  void anotherChainTheSecondTime_isFoundOutByItsBits() {
    int caught = 0;
    for (int seed = 0; seed < 20; seed++) {
      HeadersPresync sync = presync(COUNT, seed);
      feed(sync, chain(COUNT, 0));
      List<BlockHeader> released = feed(sync, chain(COUNT, 7));
      caught += released.isEmpty() ? 1 : 0;
      assertThat(sync.phase()).isEqualTo(HeadersPresync.Phase.FINAL);
    }
    // About 23 bits must be guessed before the first header is let out.
    assertThat(caught).isEqualTo(20);
  }

  @Test
  void headersThatDoNotConnect_endEitherPhase() {
    List<BlockHeader> chain = chain(COUNT, 0);
    HeadersPresync first = presync(COUNT, 5);
    first.next(chain.subList(0, 2_000), true);
    assertThat(first.next(chain.subList(2_001, 4_001), true).success()).isFalse();
    assertThat(first.phase()).isEqualTo(HeadersPresync.Phase.FINAL);
    HeadersPresync second = presync(COUNT, 5);
    feed(second, chain);
    assertThat(second.next(chain.subList(1, 2_001), true).success()).isFalse();
  }

  @Test
  void chainLongerThanTimeAllows_isGivenUp() {
    // Two hours and no more have passed for it: 43,200 blocks at most.
    HeadersPresync sync =
        new HeadersPresync(
            1, LoopbackNode.REGTEST.consensus(), START, Uint256.MAX, START.time(), new Random(6));
    int taken = 0;
    BlockHeader at = START.header();
    while (sync.phase() == HeadersPresync.Phase.PRESYNC) {
      List<BlockHeader> next = chainOn(at, Headers.MAX_HEADERS, 0);
      at = next.getLast();
      taken += next.size();
      sync.next(next, true);
    }
    assertThat(taken).isBetween(43_200, 43_200 + HeadersPresync.COMMITMENT_PERIOD + 2_000);
  }

  @Test
  void retarget_letsBitsChangeOnlyAtPeriods() {
    NetworkParams main = network(Coin.BITCOIN, Chain.MAIN);
    BlockIndex start = genesis(main);
    HeaderTrail trail = new HeaderTrail(start, main.consensus());
    BlockHeader at = start.header();
    for (int height = 1; height < 2_016; height++) {
      at = child(at, at.time() + 1, at.bits(), 0);
      assertThat(trail.append(at)).isTrue();
    }
    assertThat(trail.append(child(at, at.time(), 0x1c3fffbf, 0))).isFalse();
    assertThat(trail.append(child(at, at.time(), 0x1c3fffc0, 0))).isTrue();
    BlockHeader hardest = child(at, at.time(), 0x1c3fffc0, 0);
    assertThat(trail.append(child(hardest, at.time(), 0x1d00ffff, 0))).isFalse();
    assertThat(trail.append(child(hardest, at.time(), 0x1c3fffc0, 0))).isTrue();
  }

  @Test
  void asert_demandsTheVeryBits_andTimesAboveTheMedian() {
    NetworkParams main = network(Coin.QUANTUMCOIN, Chain.MAIN);
    NetworkParams.Consensus rules = main.consensus();
    Difficulty.Asert asert = (Difficulty.Asert) rules.difficulty();
    BlockIndex start = genesis(main);
    HeaderTrail trail = new HeaderTrail(start, rules);
    BlockHeader anchor =
        child(start.header(), start.time() + 86_400, CompactTarget.encode(rules.powLimit()), 0);
    assertThat(trail.append(anchor)).isTrue();
    BlockHeader at = anchor;
    for (int height = 2; height <= 400; height++) {
      // Five times as fast as scheduled, so difficulty rises all the way.
      int bits =
          DifficultyRules.asertBits(
              anchor.bits(), anchor.time(), height - 1, at.time(), asert, rules);
      assertThat(trail.append(child(at, at.time() + 120, bits + 1, 0))).isFalse();
      at = child(at, at.time() + 120, bits, 0);
      assertThat(trail.append(at)).isTrue();
    }
    assertThat(at.bits()).isNotEqualTo(anchor.bits());
    int bits =
        DifficultyRules.asertBits(anchor.bits(), anchor.time(), 400, at.time(), asert, rules);
    // The median of the last eleven is the sixth of them.
    assertThat(trail.append(child(at, at.time() - 5 * 120, bits, 0))).isFalse();
    assertThat(trail.append(child(at, at.time() - 5 * 120 + 1, bits, 0))).isTrue();
  }

  /// What peers can make us keep for them, in both phases, on a chain as old as Bitcoin's.
  @Test
  void memoryOfAnAttacker_isBounded() {
    int attackers = 60;
    long age = 17L * 365 * 86_400;
    List<BlockHeader> chain = chain(40_000, 0);
    Uint256 shown = workOf(40_000);
    List<HeadersPresync> all = new ArrayList<>();
    long before = usedBytes();
    for (int i = 0; i < attackers; i++) {
      HeadersPresync sync =
          new HeadersPresync(
              i, LoopbackNode.REGTEST.consensus(), START, shown, START.time() + age, new Random(i));
      feed(sync, chain);
      for (int from = 0; from < 24_000; from += Headers.MAX_HEADERS) {
        sync.next(chain.subList(from, from + Headers.MAX_HEADERS), true);
      }
      all.add(sync);
    }
    long each = (usedBytes() - before) / all.size();
    System.out.println("bytes kept per attacking peer in redownload: " + each);
    // 48 bytes for each of 17,009 headers, and some.
    assertThat(each).isLessThan(850_000);
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
