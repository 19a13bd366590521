package org.quantumcoin.node.mining;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.TipView;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.consensus.DifficultyRules;
import org.quantumcoin.node.consensus.HeaderRules;
import org.quantumcoin.node.consensus.MerkleTree;
import org.quantumcoin.node.consensus.Subsidy;
import org.quantumcoin.node.consensus.Violation;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.mempool.Candidate;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.params.Difficulty;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;

/// Puts blocks together on top of the tip.
public final class BlockTemplateBuilder {
  private final ChainManager chain;
  private final Mempool mempool;
  private final InstantSource clock;
  private final TemplateOptions options;

  public BlockTemplateBuilder(
      ChainManager chain, Mempool mempool, InstantSource clock, TemplateOptions options) {
    this.chain = chain;
    this.mempool = mempool;
    this.clock = clock;
    this.options = options;
  }

  /// A template before and after it was found to be valid, which takes a third of the time: whoever
  /// hands it to others can prepare that meanwhile. It is no good before `checked` completes.
  public record Draft(
      CompletableFuture<BlockTemplate> assembled, CompletableFuture<BlockTemplate> checked) {}

  /// A template of what the mempool has, whose coinbase pays `pays`.
  public CompletableFuture<BlockTemplate> fromMempool(Script pays) {
    return draft(pays).checked();
  }

  /// The same, to be had before it is checked.
  public Draft draft(Script pays) {
    CompletableFuture<BlockTemplate> assembled = new CompletableFuture<>();
    CompletableFuture<BlockTemplate> checked =
        chain.onWriter(view -> {
          BlockIndex parent = view.snapshot().tip();
          List<Candidate> chosen =
              new Selection(
                      options, parent.height() + 1, parent.medianTimePast(), mempool.candidates())
                  .choose();
          BlockTemplate template = assemble(view, pays, chosen);
          assembled.complete(template);
          check(view, template.block());
          return template;
        });
    CompletableFuture<?> _ =
        checked.whenComplete((_, trouble) -> {
          if (trouble != null) {
            // Nothing where it was assembled all the same.
            assembled.completeExceptionally(trouble);
          }
        });
    return new Draft(assembled, checked);
  }

  private static void check(TipView view, Block block) {
    view.test(block)
        .ifPresent(violation -> {
          // Everything in it has been judged: this is a bug of ours.
          throw new IllegalArgumentException("TestBlockValidity failed: " + violation);
        });
  }

  /// A template of these transactions and no others, in their order; they need not be in the
  /// mempool. Fees are not claimed. Nothing is checked: the block may be invalid.
  public CompletableFuture<BlockTemplate> of(Script pays, List<Transaction> transactions) {
    List<Candidate> candidates =
        transactions.stream()
            .map(tx -> new Candidate(tx, 0, 0, tx.virtualSize(), 0, List.of()))
            .toList();
    return chain.onWriter(view -> assemble(view, pays, candidates));
  }

  /// What is wrong with a block on top of the tip, its proof of work aside.
  public CompletableFuture<Optional<Violation>> test(Block block) {
    return chain.onWriter(view -> view.test(block));
  }

  /// What a node would say of a block that somebody means to solve (BIP-0023): the reason of a
  /// refusal, or nothing.
  public CompletableFuture<Optional<String>> propose(Block block) {
    return chain.onWriter(view ->
        block.header().previous().equals(view.snapshot().tip().hash())
            ? view.test(block).map(Violation::reason)
            : Optional.of("inconclusive-not-best-prevblk"));
  }

  private BlockTemplate assemble(TipView view, Script pays, List<Candidate> chosen) {
    BlockIndex parent = view.snapshot().tip();
    NetworkParams.Consensus rules = chain.params().consensus();
    int height = parent.height() + 1;
    boolean segwit = view.softForks().isSegwitActiveAt(height);
    List<Transaction> transactions = new ArrayList<>(chosen.size() + 1);
    List<Hash256> wtxids = new ArrayList<>(chosen.size() + 1);
    wtxids.add(Hash256.ZERO);
    long fees = 0;
    for (Candidate candidate : chosen) {
      transactions.add(candidate.tx());
      wtxids.add(candidate.tx().wtxid().hash());
      fees += candidate.feeSats();
    }
    Hash256 witnessRoot = MerkleTree.of(wtxids).hash();
    Transaction coinbase =
        coinbase(height, pays, Subsidy.at(height, rules) + fees, segwit, witnessRoot, List.of());
    transactions.addFirst(coinbase);
    long minTime = minTime(parent, rules);
    long time = Math.max(minTime, clock.instant().getEpochSecond());
    int bits = DifficultyRules.nextBits(parent, time, rules);
    Hash256 root = MerkleTree.of(transactions.stream().map(tx -> tx.txid().hash()).toList()).hash();
    BlockHeader header =
        new BlockHeader(view.softForks().blockVersion(parent), parent.hash(), root, time, bits, 0);
    Block block = Block.create(header, transactions);
    return new BlockTemplate(
        block,
        parent,
        CompactTarget.decode(bits).value(),
        chosen.stream().map(Candidate::feeSats).toList(),
        chosen.stream().map(Candidate::sigOpCost).toList(),
        witnessRoot,
        minTime);
  }

  /// A coinbase. `extra` is put behind the height, one byte each; without any there is a zero, for
  /// a coinbase's script has at least two bytes.
  static Transaction coinbase(
      int height, Script pays, long value, boolean segwit, Hash256 witnessRoot, List<Byte> extra) {
    ByteWriter scriptSig = new ByteWriter(16);
    scriptSig.writeBytes(BlockRules.heightPush(height));
    if (extra.isEmpty()) {
      scriptSig.writeByte(0);
    } else {
      scriptSig.writeByte(extra.size());
      extra.forEach(scriptSig::writeByte);
    }
    TxIn input = new TxIn(OutPoint.NULL, Script.of(scriptSig.toByteArray()), TxIn.SEQUENCE_FINAL);
    List<TxOut> outputs = new ArrayList<>(2);
    outputs.add(new TxOut(value, pays));
    if (segwit) {
      input = input.withWitness(Witness.of(List.of(new byte[32])));
      outputs.add(BlockRules.commitmentOutput(witnessRoot));
    }
    return Transaction.create(2, List.of(input), outputs, 0);
  }

  /// As Core's `GetMinimumTime`: the limit of BIP-0094 is kept to on every network that retargets,
  /// for the day it becomes a rule there.
  private static long minTime(BlockIndex parent, NetworkParams.Consensus rules) {
    long minTime = parent.medianTimePast() + 1;
    if (rules.difficulty() instanceof Difficulty.Retarget retarget
        && (parent.height() + 1) % retarget.interval() == 0) {
      minTime = Math.max(minTime, parent.time() - HeaderRules.MAX_TIMEWARP_SECONDS);
    }
    return minTime;
  }
}
