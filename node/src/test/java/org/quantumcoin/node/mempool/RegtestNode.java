package org.quantumcoin.node.mempool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainConfig;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.mining.BlockTemplateBuilder;
import org.quantumcoin.node.mining.TemplateOptions;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Uint256;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ScriptTemplates;

/// A real chain on regtest in a folder of its own, with a mempool on it and a miner by hand.
public final class RegtestNode implements AutoCloseable {
  public static final NetworkParams PARAMS =
      Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow();

  /// A witness script that anyone can satisfy, and the standard output that commits to it.
  private static final Script ANYONE = Script.fromHex("51");

  public static final Script PAYS_ANYONE = ScriptTemplates.payToWitnessScriptHash(ANYONE);
  private static final Witness SATISFIED = Witness.of(List.of(new byte[] {0x51}));

  private final Path folder;
  public final ChainManager chain;
  public final Mempool pool;
  public final BlockTemplateBuilder templates;

  private RegtestNode(Path folder, MempoolConfig config) {
    this.folder = folder;
    this.chain =
        ChainManager.open(
            new ChainConfig(
                PARAMS,
                folder,
                folder.resolve("blocks"),
                16L << 20,
                1,
                BlockHash.ZERO,
                Uint256.ZERO,
                24 * 3600,
                false,
                false,
                false,
                List.of(),
                6,
                3,
                0,
                1L << 20),
            Clock.systemUTC(),
            failure -> {});
    chain.start().join();
    this.pool = Mempool.open(config, chain, Clock.systemUTC(), chain.validationCache());
    this.templates =
        new BlockTemplateBuilder(chain, pool, Clock.systemUTC(), TemplateOptions.DEFAULT);
  }

  public static RegtestNode open() {
    return open(MempoolConfig.defaults(true));
  }

  public static RegtestNode open(MempoolConfig config) {
    try {
      return new RegtestNode(Files.createTempDirectory("regtest-"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int height() {
    return chain.snapshot().height();
  }

  /// Mines what the mempool has; answers with the blocks.
  public List<Block> mine(int count) {
    List<Block> mined = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mined.add(mine(templates.fromMempool(PAYS_ANYONE).join().block()));
    }
    return mined;
  }

  /// Mines these transactions only.
  public Block mineOnly(Transaction... transactions) {
    return mine(templates.of(PAYS_ANYONE, List.of(transactions)).join().block());
  }

  public Block mine(Block template) {
    Block block = solve(template);
    BlockVerdict verdict = chain.submitBlock(block, true).join();
    if (!(verdict instanceof BlockVerdict.Accepted)) {
      throw new AssertionError(verdict);
    }
    return block;
  }

  public static Block solve(Block template) {
    BlockHeader header = template.header();
    Uint256 target = CompactTarget.decode(header.bits()).value();
    while (Uint256.of(header.hash().hash()).compareTo(target) > 0) {
      header = header.withNonce(header.nonce() + 1);
    }
    return Block.create(header, template.transactions());
  }

  /// The mature coinbases of the first blocks, as outpoints with their values.
  public static TxOutPoint coinbaseOf(Block block) {
    Transaction coinbase = block.transactions().get(0);
    return new TxOutPoint(new OutPoint(coinbase.txid(), 0), coinbase.outputs().get(0).value());
  }

  /// An output that can be spent, and what it is worth.
  public record TxOutPoint(OutPoint outpoint, long value) {}

  public static TxOutPoint output(Transaction tx, int index) {
    return new TxOutPoint(new OutPoint(tx.txid(), index), tx.outputs().get(index).value());
  }

  /// Spends outputs to `parts` equal ones, paying a fee.
  public static Transaction spend(long fee, int parts, TxOutPoint... from) {
    return spend(fee, parts, TxIn.SEQUENCE_FINAL, 0, from);
  }

  public static Transaction spend(
      long fee, int parts, int sequence, int lockTime, TxOutPoint... from) {
    List<TxIn> inputs = new ArrayList<>();
    long value = -fee;
    for (TxOutPoint source : from) {
      inputs.add(new TxIn(source.outpoint(), Script.EMPTY, sequence, SATISFIED));
      value += source.value();
    }
    List<TxOut> outputs = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      outputs.add(new TxOut(value / parts, PAYS_ANYONE));
    }
    return Transaction.create(2, inputs, outputs, lockTime);
  }

  /// The answer to one that is taken on its own merit and replaces nothing.
  public static TxAcceptance.Accepted accepted(Transaction tx, long fee) {
    return new TxAcceptance.Accepted(
        fee, tx.virtualSize(), FeeRate.of(fee, tx.virtualSize()), List.of(tx.wtxid()), Set.of());
  }

  public TxAcceptance submit(Transaction tx) {
    return pool.submit(tx).join();
  }

  @Override
  public void close() {
    pool.close();
    chain.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
