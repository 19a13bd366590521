package org.quantumcoin.node.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.storage.DamagedFileException;
import org.quantumcoin.node.storage.KeyValueStore;
import org.quantumcoin.node.storage.StorageException;

/// What happens to a chain whose files were changed, cut, deleted or could not be written.
@Timeout(60)
class DamagedFilesTest {
  private static final NetworkParams PARAMS =
      Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow();

  private final List<StorageException> failures = new ArrayList<>();
  private long nowSeconds = 1_700_000_000L;
  private final InstantSource clock = () -> Instant.ofEpochSecond(nowSeconds);

  @TempDir Path folder;
  private ChainManager chain;
  private BlockIndex shared;
  private BlockIndex witnessed;
  private BlockIndex tip;
  private final List<Block> blocks = new ArrayList<>();
  private String coins;

  @BeforeEach
  void build() {
    open();
    shared = TestChains.extend(chain, genesis(), 103, 0);
    // One block with a witness, and one on top of it that spends across blocks and within itself.
    Transaction toWitness = payToWitness(chain.readBlock(shared.ancestor(1)));
    BlockIndex paid = add(shared, 0, toWitness);
    Transaction fromWitness = fromWitness(toWitness);
    witnessed = add(paid, 0, fromWitness);
    Transaction old = TestChains.spendCoinbase(chain.readBlock(shared.ancestor(2)), 0);
    tip = add(witnessed, 0, spend(fromWitness), old, spend(old));
    for (int height = 1; height <= tip.height(); height++) {
      blocks.add(chain.readBlock(tip.ancestor(height)));
    }
    coins = hash();
  }

  @AfterEach
  void close() {
    chain.close();
  }

  private void open() {
    chain = ChainManager.open(TestChains.config(folder, PARAMS), clock, failures::add);
    chain.start().join();
  }

  private void reopen() {
    open();
    tip = find(tip);
    witnessed = find(witnessed);
    shared = find(shared);
  }

  private BlockIndex find(BlockIndex before) {
    BlockIndex found = chain.find(before.hash());
    if (found == null) {
      throw new AssertionError("unknown: " + before);
    }
    return found;
  }

  private BlockIndex genesis() {
    return chain.snapshot().tip().ancestor(0);
  }

  private String hash() {
    return chain.coinsStatistics(CoinsStatistics.HashKind.MUHASH).join().hash().toString();
  }

  private BlockIndex add(BlockIndex parent, int extra, Transaction... txs) {
    return TestChains.add(chain, TestChains.block(PARAMS, parent, extra, List.of(txs), 0));
  }

  private static Transaction spend(Transaction from) {
    return Transaction.create(
        2,
        List.of(new TxIn(new OutPoint(from.txid(), 0), Script.EMPTY, -1)),
        List.of(new TxOut(from.outputs().get(0).value(), TestChains.OP_TRUE)),
        0);
  }

  private static Transaction payToWitness(Block from) {
    Transaction plain = TestChains.spendCoinbase(from, 0);
    byte[] program = Sha256.hash(TestChains.OP_TRUE.toBytes());
    Script script = new ScriptBuilder().op(Opcodes.OP_0).push(program).build();
    return Transaction.create(
        2, plain.inputs(), List.of(new TxOut(plain.outputs().get(0).value(), script)), 0);
  }

  private static Transaction fromWitness(Transaction paid) {
    TxIn input =
        new TxIn(
            new OutPoint(paid.txid(), 0),
            Script.EMPTY,
            -1,
            Witness.of(List.of(TestChains.OP_TRUE.toBytes())));
    return Transaction.create(
        2,
        List.of(input),
        List.of(new TxOut(paid.outputs().get(0).value(), TestChains.OP_TRUE)),
        0);
  }

  private Path blockFile() {
    return folder.resolve("blocks").resolve("blk00000.dat");
  }

  private Path undoFile() {
    return folder.resolve("blocks").resolve("rev00000.dat");
  }

  private static void flip(Path file, long position) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      int old = bytes.read();
      bytes.seek(position);
      bytes.write(old ^ 0x10);
    }
  }

  private static void cut(Path file, long length) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(length);
    }
  }

  private Block block(BlockIndex index) {
    return blocks.get(index.height() - 1);
  }

  private void refetchLost() {
    for (BlockIndex lost : List.copyOf(chain.lostBlocks())) {
      assertThat(chain.submitBlock(block(lost), true).join())
          .isInstanceOf(BlockVerdict.Accepted.class);
    }
    assertThat(chain.lostBlocks()).isEmpty();
  }

  private void assertWhole() {
    assertThat(chain.snapshot().tip().hash()).isEqualTo(tip.hash());
    assertThat(hash()).isEqualTo(coins);
    assertThat(chain.verify(4, 0).join()).isTrue();
    for (int height = 1; height <= tip.height(); height++) {
      assertThat(chain.readBlock(tip.ancestor(height)).toBytes())
          .isEqualTo(blocks.get(height - 1).toBytes());
    }
    assertThat(failures).isEmpty();
  }

  private void assertDamageIsNamed(Path file, Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith("The file " + file + " is damaged: ")
        .hasMessageContaining("Wallets and funds are safe.")
        .hasMessageContaining("There is nothing to do");
  }

  /// In the header, in an amount, in a lock time; and in the witness, which the header knows only
  /// through the coinbase.
  @ParameterizedTest
  @ValueSource(ints = {-8, -4, 0, 40, 90, 200, -1000})
  void block_withAFlippedByte_isNamedAndFetchedAgain(int at) throws IOException {
    chain.flush().join();
    int size = block(witnessed).totalSize();
    int offset = at == -1000 ? size - 5 : at;
    flip(blockFile(), witnessed.dataPosition() + offset);
    assertDamageIsNamed(blockFile(), () -> chain.readBlock(witnessed));
    chain.flush().join();
    assertThat(witnessed.hasData()).isFalse();
    assertThat(witnessed.isFailed()).isFalse();
    assertThat(chain.lostBlocks()).containsExactly(witnessed);
    assertThat(chain.verify(3, 6).join()).isFalse();
    assertThat(chain.snapshot().tip()).isEqualTo(tip);
    refetchLost();
    assertWhole();
  }

  @Test
  void block_damagedWhileStopped_isFoundByTheChecksAtStart_alsoAfterTheNextStart()
      throws IOException {
    chain.close();
    flip(blockFile(), tip.dataPosition() + 100);
    reopen();
    assertThat(chain.lostBlocks()).containsExactly(tip);
    assertThat(chain.snapshot().tip()).isEqualTo(tip);
    chain.close();
    reopen();
    assertThat(chain.lostBlocks()).containsExactly(tip);
    refetchLost();
    assertWhole();
    BlockIndex next = TestChains.extend(chain, tip, 2, 5);
    chain.invalidate(tip.ancestor(tip.height())).join();
    chain.reconsider(tip).join();
    assertThat(chain.snapshot().tip()).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void blockFile_thatIsCutOrMissing_isFetchedAgain(boolean missing) throws IOException {
    chain.close();
    if (missing) {
      Files.delete(blockFile());
    } else {
      cut(blockFile(), witnessed.dataPosition() + 50);
    }
    reopen();
    assertThat(chain.lostBlocks()).contains(tip, witnessed);
    for (int height = 0; height <= tip.height(); height++) {
      try {
        chain.readBlock(tip.ancestor(height));
      } catch (DamagedFileException e) {
        assertThat(e).hasMessageContaining("Wallets and funds are safe.");
      }
    }
    chain.flush().join();
    refetchLost();
    assertThat(chain.readBlock(genesis()).hash()).isEqualTo(PARAMS.genesisHash());
    assertWhole();
    chain.close();
    reopen();
    assertWhole();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flipped", "cut", "missing"})
  void undoData_thatIsDamaged_isWorkedOutAgain(String how) throws IOException {
    BlockUndo before = chain.readUndo(tip);
    chain.close();
    switch (how) {
      case "flipped" -> flip(undoFile(), tip.undoPosition() + 5);
      case "cut" -> cut(undoFile(), tip.undoPosition() + 5);
      default -> Files.delete(undoFile());
    }
    reopen();
    awaitUndo(tip);
    assertThat(chain.readUndo(tip)).isEqualTo(before);
    awaitUndo(witnessed);
    for (int height = 1; height <= tip.height(); height++) {
      awaitUndo(tip.ancestor(height));
    }
    assertWhole();
  }

  private void awaitUndo(BlockIndex index) {
    for (int i = 0; i < 200; i++) {
      try {
        chain.readUndo(index);
        return;
      } catch (DamagedFileException e) {
        assertThat(e).hasMessageStartingWith("The file " + undoFile() + " is damaged: ");
        try {
          Thread.sleep(20);
        } catch (InterruptedException interrupted) {
          throw new IllegalStateException(interrupted);
        }
      }
    }
    throw new AssertionError("never mended: " + index);
  }

  @Test
  void undoData_damagedWhileRunning_doesNotStopAReorganisation() throws IOException {
    flip(undoFile(), tip.undoPosition() + 5);
    flip(undoFile(), witnessed.undoPosition() + 5);
    BlockIndex other = TestChains.extend(chain, shared, 5, 9);
    assertThat(chain.snapshot().tip()).isEqualTo(other);
    chain.invalidate(other.ancestor(shared.height() + 1)).join();
    assertWhole();
  }

  @Test
  void block_neededToLeaveTheBranch_isWaitedFor_andThenTheTipMoves() throws IOException {
    flip(blockFile(), witnessed.dataPosition() + 100);
    BlockIndex other = TestChains.extend(chain, shared, 4, 9);
    // The better branch is known, but the way back is blocked: nothing is lost, nothing invalid.
    assertThat(chain.snapshot().tip()).isEqualTo(tip);
    assertThat(chain.lostBlocks()).containsExactly(witnessed);
    assertThat(other.isFailed()).isFalse();
    refetchLost();
    assertThat(chain.snapshot().tip()).isEqualTo(other);
    chain.invalidate(other.ancestor(shared.height() + 1)).join();
    assertWhole();
  }

  @Test
  void block_ofTheOtherBranch_isWaitedFor_andThenTheTipMoves() throws IOException {
    BlockIndex other = TestChains.extend(chain, shared, 2, 9);
    Block middle = chain.readBlock(other);
    chain.close();
    flip(blockFile(), other.dataPosition() + 100);
    reopen();
    BlockIndex lost = find(other);
    BlockIndex best = TestChains.extend(chain, lost, 3, 9);
    assertThat(chain.snapshot().tip()).isEqualTo(tip);
    assertThat(lost.isFailed()).isFalse();
    assertThat(chain.lostBlocks()).containsExactly(lost);
    chain.submitBlock(middle, true).join();
    assertThat(chain.snapshot().tip()).isEqualTo(best);
    assertThat(chain.verify(4, 0).join()).isTrue();
  }

  @Test
  void invalidating_pastADamagedBlock_saysWhy_andWorksOnceItIsThere() throws IOException {
    flip(blockFile(), witnessed.dataPosition() + 100);
    BlockIndex first = tip.ancestor(shared.height() + 1);
    assertThat(chain.invalidate(first))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(DamagedFileException.class)
        .withMessageContaining(blockFile().toString());
    assertThat(chain.snapshot().tip()).isEqualTo(tip);
    refetchLost();
    chain.invalidate(first).join();
    assertThat(chain.snapshot().tip()).isEqualTo(shared);
    chain.reconsider(first).join();
    assertWhole();
  }

  @Test
  void block_neededForTheReplayAfterAKill_isFetchedAgain() throws IOException {
    Path killed = folder.resolve("killed");
    chain.close();
    // As after a kill before the coins were ever written.
    TestChains.copyTree(folder.resolve("blocks"), killed.resolve("blocks"));
    flip(killed.resolve("blocks").resolve("blk00000.dat"), tip.ancestor(50).dataPosition() + 90);
    chain = ChainManager.open(TestChains.config(killed, PARAMS), clock, failures::add);
    chain.start().join();
    tip = find(tip);
    assertThat(chain.snapshot().height()).isEqualTo(49);
    assertThat(tip.ancestor(50).isFailed()).isFalse();
    refetchLost();
    assertWhole();
  }

  @Test
  void rebuildingTheCoins_overADamagedBlock_waitsForIt() throws IOException {
    chain.close();
    flip(blockFile(), witnessed.dataPosition() + 100);
    chain = ChainManager.open(rebuild(false, true), clock, failures::add);
    chain.start().join();
    tip = find(tip);
    assertThat(chain.snapshot().height()).isEqualTo(witnessed.height() - 1);
    refetchLost();
    assertWhole();
  }

  @Test
  void rebuildingTheIndex_overADamagedBlock_leavesOutThatBlockAlone() throws IOException {
    chain.close();
    flip(blockFile(), witnessed.dataPosition() + 100);
    chain = ChainManager.open(rebuild(true, false), clock, failures::add);
    chain.start().join();
    tip = find(tip);
    assertThat(chain.snapshot().height()).isEqualTo(witnessed.height() - 1);
    BlockIndex left = find(witnessed);
    assertThat(left.isFailed()).isFalse();
    chain.submitBlock(block(left), true).join();
    assertWhole();
  }

  private ChainConfig rebuild(boolean index, boolean coinsOnly) {
    ChainConfig c = TestChains.config(folder, PARAMS);
    return new ChainConfig(
        c.params(),
        c.chainFolder(),
        c.blocksFolder(),
        c.cacheBytes(),
        c.scriptThreads(),
        c.assumeValid(),
        c.minimumChainWork(),
        c.maxTipAgeSeconds(),
        c.scrambleBlocks(),
        index,
        coinsOnly,
        c.imports(),
        c.checkBlocks(),
        c.checkLevel(),
        c.stopAtHeight(),
        c.validationCacheBytes());
  }

  private static final String COINS_REMEDY =
      "Wallets and funds are safe. Restart with -reindex-chainstate to build it anew from the blocks on disk, which"
          + " takes less than a minute for 0 MiB of blocks.";
  private static final String INDEX_REMEDY =
      "Wallets and funds are safe. Restart with -reindex to build it anew from the blocks on disk, which takes less than"
          + " a minute for 0 MiB of blocks.";

  /// The store's files, damaged in turn.
  @ParameterizedTest
  @ValueSource(
      strings = {"flip sst", "cut sst", "no sst", "no CURRENT", "empty CURRENT", "no MANIFEST"})
  void databases_thatAreDamaged_areNamed_andRebuilt(String how) throws IOException {
    // Closed twice: what the first leaves in the log becomes a table at the next opening.
    chain.close();
    reopen();
    chain.close();
    for (boolean index : List.of(false, true)) {
      Path store = index ? folder.resolve("blocks").resolve("index") : folder.resolve("chainstate");
      damage(store, how);
      assertThatThrownBy(this::open)
          .hasMessageContaining("The database in " + store + " is damaged (")
          .hasMessageEndingWith(index ? INDEX_REMEDY : COINS_REMEDY);
      chain.close();
      failures.clear();
      chain = ChainManager.open(rebuild(index, !index), clock, failures::add);
      chain.start().join();
      tip = find(tip);
      assertWhole();
      chain.close();
      reopen();
      assertWhole();
      chain.close();
    }
  }

  private static void damage(Path store, String how) throws IOException {
    String[] words = how.split(" ", 2);
    List<Path> hit;
    try (Stream<Path> files = Files.list(store)) {
      hit =
          files
              .filter(file -> {
                String name = file.getFileName().toString();
                return words[1].equals("sst") ? name.endsWith(".sst") : name.startsWith(words[1]);
              })
              .toList();
    }
    assertThat(hit).isNotEmpty();
    for (Path file : hit) {
      switch (words[0]) {
        case "flip" -> {
          for (long at = 10; at < Math.min(Files.size(file), 2000); at += 50) {
            flip(file, at);
          }
        }
        case "cut" -> cut(file, Files.size(file) / 2);
        case "empty" -> cut(file, 0);
        default -> Files.delete(file);
      }
    }
  }

  @Test
  void index_thatIsGone_isNotReplacedByAnEmptyOne_overTheBlocks() throws IOException {
    chain.close();
    KeyValueStore.destroy(folder.resolve("blocks").resolve("index"));
    byte[] before = Files.readAllBytes(blockFile());
    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is empty although there are blocks in")
        .hasMessageEndingWith(INDEX_REMEDY);
    assertThat(Files.readAllBytes(blockFile())).isEqualTo(before);
    chain = ChainManager.open(rebuild(true, false), clock, failures::add);
    chain.start().join();
    tip = find(tip);
    assertWhole();
  }

  @Test
  void rebuild_thatWasKilledWhileItDeleted_goesOnWithoutBeingAsked() throws IOException {
    chain.close();
    Files.createFile(folder.resolve("blocks").resolve("reindex.begun"));
    Files.delete(folder.resolve("blocks").resolve("index").resolve("CURRENT"));
    reopen();
    assertWhole();
    assertThat(folder.resolve("blocks").resolve("reindex.begun")).doesNotExist();
  }

  @Test
  void coins_thatAreGone_areBuiltAnew() throws IOException {
    chain.close();
    KeyValueStore.destroy(folder.resolve("chainstate"));
    reopen();
    assertWhole();
  }

  @Test
  void key_thatIsLostOrDamaged_isWorkedOutFromTheFirstBlock() throws IOException {
    Path key = folder.resolve("blocks").resolve("xor.dat");
    byte[] right = Files.readAllBytes(key);
    assertThat(right).isNotEqualTo(new byte[8]);
    for (String how : List.of("gone", "cut", "flipped")) {
      chain.close();
      switch (how) {
        case "gone" -> Files.delete(key);
        case "cut" -> cut(key, 3);
        default -> flip(key, 2);
      }
      reopen();
      assertThat(Files.readAllBytes(key)).isEqualTo(right);
      assertWhole();
    }
  }

  @Test
  void fullDisk_stopsTheWriterWithASentence_andNothingIsLost() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeThat(full).exists();
    for (Path file : List.of(blockFile(), undoFile())) {
      chain.close();
      Path kept = folder.resolve("kept");
      Files.move(file, kept);
      // Not started: the checks at start would take the blocks for damaged that cannot be read
      // here.
      chain = ChainManager.open(TestChains.config(folder, PARAMS), clock, failures::add);
      Files.createSymbolicLink(file, full);
      Block next = TestChains.block(PARAMS, find(tip), 3, List.of(), 0);
      assertThat(chain.submitBlock(next, true))
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StorageException.class)
          .withMessageContaining(
              "Could not write the file "
                  + file
                  + " (No space left on device). Wallets and funds are safe, and nothing that was confirmed before is"
                  + " lost.");
      assertThat(failures).hasSize(1);
      failures.clear();
      chain.close();
      Files.delete(file);
      Files.move(kept, file);
      reopen();
      assertWhole();
    }
  }

  @Test
  void secondChain_onTheSameFolder_isRefusedWithASentence() {
    assertThatThrownBy(() -> ChainManager.open(TestChains.config(folder, PARAMS), clock, _ -> {}))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is in use (")
        .hasMessageContaining("Another copy of this program is probably running")
        .hasMessageContaining("Wallets and funds are safe.");
    assertWhole();
  }

  /// The index is written more often than the coins, so it may know of the condemnation first.
  @Test
  void tip_thatWasCondemnedBeforeAKill_isLeftAtTheNextStart() throws IOException {
    chain.flush().join();
    Path killed = folder.resolve("killed");
    TestChains.copyTree(folder.resolve("chainstate"), killed.resolve("chainstate"));
    chain.invalidate(witnessed).join();
    chain.close();
    TestChains.copyTree(folder.resolve("blocks"), killed.resolve("blocks"));
    chain = ChainManager.open(TestChains.config(killed, PARAMS), clock, failures::add);
    chain.start().join();
    assertThat(chain.snapshot().height()).isEqualTo(witnessed.height() - 1);
    chain.reconsider(find(witnessed)).join();
    tip = find(tip);
    assertWhole();
  }
}
