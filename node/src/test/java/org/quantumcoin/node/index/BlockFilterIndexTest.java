package org.quantumcoin.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.TestChains;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.storage.StorageException;

/// The index of block filters over a real chain, compared with filters that are made one by one.
@Timeout(120)
final class BlockFilterIndexTest {
  @TempDir Path temporary;

  private Path folder;
  private ChainManager chain;
  private final List<StorageException> failures = new CopyOnWriteArrayList<>();

  @BeforeEach
  void openChain() {
    folder = temporary.resolve("filters");
    chain = chain(temporary.resolve("chain"));
  }

  @AfterEach
  void closeChain() {
    chain.close();
    assertThat(failures).isEmpty();
  }

  private static ChainManager chain(Path at) {
    return TestChains.open(TestChains.config(at, RegtestNode.PARAMS), Clock.systemUTC());
  }

  private BlockFilterIndex open() {
    BlockFilterIndex index = BlockFilterIndex.open(folder, chain, failures::add);
    index.follower().start();
    return index;
  }

  private static BlockFilterIndex awaitTip(BlockFilterIndex index) {
    while (!index.follower().awaitTip()) {
      Thread.onSpinWait();
    }
    return index;
  }

  private BlockIndex tip() {
    return chain.snapshot().tip();
  }

  /// Blocks on a block, of which some spend coinbases of a hundred blocks before.
  private BlockIndex grow(BlockIndex from, int count, int mark) {
    BlockIndex at = from;
    for (int i = 0; i < count; i++) {
      List<Transaction> spends =
          at.height() % 3 == 0 && at.height() >= 103
              ? List.of(
                  TestChains.spendCoinbase(chain.readBlock(at.ancestor(at.height() - 102)), 0))
              : List.of();
      at = TestChains.add(chain, TestChains.block(chain.params(), at, mark, spends, 0));
    }
    return at;
  }

  /// Every block up to one has the filter that it should have, under the right header.
  private void assertHolds(BlockFilterIndex index, BlockIndex last) {
    Hash256 header = Hash256.ZERO;
    for (int height = 0; height <= last.height(); height++) {
      BlockIndex at = last.ancestor(height);
      BlockUndo undo = height == 0 ? new BlockUndo(List.of()) : chain.readUndo(at);
      BlockFilter expected = BlockFilter.of(chain.readBlock(at), undo);
      header = expected.header(header);
      assertThat(index.filter(at)).as("block %s", at).contains(expected);
      assertThat(index.header(at)).as("block %s", at).contains(header);
    }
    List<BlockFilterIndex.Known> known = index.range(0, last).orElseThrow();
    assertThat(known).hasSize(last.height() + 1);
    assertThat(known.getLast().header()).isEqualTo(header);
    assertThat(known.getFirst().block().height()).isZero();
  }

  @Test
  void builtOverAChain_orWithIt_holdsEveryFilter() {
    grow(tip(), 120, 1);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
      assertHolds(index, tip());
      assertThat(index.follower().progress())
          .isEqualTo(new IndexProgress("basic block filter index", true, 120));
      for (int i = 0; i < 10; i++) {
        grow(tip(), 1, 1);
        awaitTip(index);
        assertThat(index.filter(tip())).isPresent();
      }
      assertHolds(index, tip());
    }
  }

  @Test
  void reorganised_holdsBothBranches() {
    BlockIndex fork = grow(tip(), 110, 1);
    try (BlockFilterIndex index = open()) {
      BlockIndex left = grow(fork, 5, 2);
      awaitTip(index);
      BlockIndex right = grow(fork, 8, 3);
      awaitTip(index);
      assertThat(tip()).isEqualTo(right);
      assertHolds(index, right);
      assertHolds(index, left);
      assertThat(index.follower().progress().height()).isEqualTo(118);

      BlockIndex back = grow(left, 6, 4);
      awaitTip(index);
      assertThat(tip()).isEqualTo(back);
      assertHolds(index, back);
      assertHolds(index, right);
    }
  }

  @Test
  void condemnedBlocks_leaveTheIndexAhead_untilThereIsAnotherTip() {
    grow(tip(), 20, 1);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
      chain.invalidate(tip().ancestor(15)).join();
      awaitTip(index);
      assertThat(index.follower().progress().height()).isEqualTo(20);
      BlockIndex other = grow(tip(), 1, 2);
      awaitTip(index);
      assertThat(index.follower().progress().height()).isEqualTo(15);
      assertHolds(index, other);
    }
  }

  @Test
  void droppedAndAddedAgain_goesOnWhereItWas() {
    BlockIndex fork = grow(tip(), 30, 1);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
    }
    BlockIndex gone = grow(fork, 3, 2);
    BlockIndex other = grow(fork, 7, 3);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
      assertHolds(index, other);
      // It was never there for this branch.
      assertThat(index.filter(gone)).isEmpty();
      assertThat(index.header(gone)).isEmpty();
      assertThat(index.range(0, gone)).isEmpty();
    }
  }

  @Test
  void reorganisedWhileItWasNotThere_goesBackFirst() {
    BlockIndex fork = grow(tip(), 30, 1);
    BlockIndex left = grow(fork, 4, 2);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
    }
    BlockIndex right = grow(fork, 6, 3);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
      assertHolds(index, right);
      assertHolds(index, left);
    }
  }

  @Test
  void killedAtAnyBlock_holdsEveryFilterAfterwards() {
    BlockIndex fork = grow(tip(), 110, 1);
    grow(fork, 4, 2);
    SplittableRandom random = new SplittableRandom(158);
    BlockIndex end = tip();
    int killed = 0;
    int branches = 0;
    while (branches < 5) {
      if (liveAndDie(1 + random.nextInt(30))) {
        killed++;
      } else {
        branches++;
        end = grow(fork, 4 + 6 * branches, 2 + branches);
      }
    }
    assertThat(killed).isGreaterThan(8);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
      assertHolds(index, end);
    }
  }

  /// Builds the index from batches of ten blocks, until so many are read; false when it got to the
  /// tip before.
  private boolean liveAndDie(int blocks) {
    List<StorageException> deaths = new CopyOnWriteArrayList<>();
    try (BlockFilterIndex index =
        BlockFilterIndex.open(folder, new DyingChain(chain, blocks), deaths::add, 10)) {
      index.follower().start();
      while (deaths.isEmpty() && !index.follower().awaitTip()) {
        Thread.onSpinWait();
      }
    }
    return !deaths.isEmpty();
  }

  @Test
  void chainThatForgotItsLastBlocks_isFollowedFromWhatItKnows() throws IOException {
    Path chainFolder = temporary.resolve("chain");
    Path older = temporary.resolve("older");
    grow(tip(), 40, 1);
    chain.flush().join();
    TestChains.copyTree(chainFolder, older);
    BlockIndex forgotten = grow(tip(), 30, 1);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
      assertThat(index.filter(forgotten)).isPresent();
    }
    Block first = chain.readBlock(forgotten.ancestor(41));
    chain.close();
    chain = chain(older);
    try (BlockFilterIndex index = open()) {
      assertThat(tip().height()).isEqualTo(40);
      awaitTip(index);
      assertHolds(index, tip());
      assertThat(index.follower().progress().height()).isEqualTo(40);
      BlockIndex other = grow(tip(), 5, 2);
      awaitTip(index);
      assertHolds(index, other);
      // What it knew of the forgotten blocks is there again with them.
      assertThat(index.filter(TestChains.add(chain, first))).isPresent();
    }
  }

  @Test
  void anotherChainsIndex_isRefusedWithWhatToDo() {
    grow(tip(), 3, 1);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
    }
    try (ChainManager other =
        TestChains.open(
            TestChains.config(
                temporary.resolve("other"),
                Networks.find(Coin.QUANTUMCOIN, Chain.REGTEST).orElseThrow()),
            Clock.systemUTC())) {
      CompletableFuture<StorageException> told = new CompletableFuture<>();
      try (BlockFilterIndex index = BlockFilterIndex.open(folder, other, told::complete)) {
        index.follower().start();
        assertThat(told.join())
            .hasMessageContaining("belongs to another chain")
            .hasMessageContaining("Delete the folder " + folder);
        assertThat(index.follower().awaitTip()).isFalse();
      }
    }
  }

  @Test
  void damagedFilter_isNotHandedOut() throws IOException {
    grow(tip(), 5, 1);
    try (BlockFilterIndex index = open()) {
      awaitTip(index);
      Path file = folder.resolve("fltr00000.dat");
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        int _ = channel.write(ByteBuffer.wrap(new byte[] {99}), Files.size(file) - 1);
      }
      assertThat(index.filter(tip())).isEmpty();
      assertThat(index.header(tip())).isPresent();
      assertThat(index.filter(tip().ancestor(4))).isPresent();
    }
  }

  @Test
  void closed_hasNoAnswers() {
    grow(tip(), 5, 1);
    BlockFilterIndex index = awaitTip(open());
    index.close();
    assertThat(index.filter(tip())).isEmpty();
    assertThat(index.header(tip())).isEmpty();
    assertThat(index.follower().awaitTip()).isFalse();
    assertThat(Optional.of(index.follower().progress().height())).contains(5);
  }
}
