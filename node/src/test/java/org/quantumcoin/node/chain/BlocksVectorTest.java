package org.quantumcoin.node.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.TxRules;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptCheck;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.SigOps;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class BlocksVectorTest {
  @Test
  void fullBlocks_parseAndPassEveryRuleThatTheirCoinsLetBeChecked() {
    int blocks = 0;
    int inputs = 0;
    for (JsonNode entry : Vectors.json("blocks/index.json")) {
      String file = entry.get("file").asString();
      NetworkParams params =
          Networks.find(
                  Coin.BITCOIN,
                  entry.get("network").asString().equals("mainnet") ? Chain.MAIN : Chain.TEST)
              .orElseThrow();
      Block block = Block.parse(Vectors.bytes("blocks/" + file));
      int height = entry.get("height").asInt();
      assertThat(block.hash()).as(file).hasToString(entry.get("hash").asString());
      assertThat(block.transactions()).hasSize(entry.get("transactions").asInt());
      assertThat(block.totalSize()).isEqualTo(entry.get("size").asInt());
      assertThat(block.weight()).isEqualTo(entry.get("weight").asInt());
      assertThat(TxRules.valueOut(block.transactions().get(0)))
          .isEqualTo(entry.get("coinbase_value").asLong());
      assertThat(BlockRules.check(block, params.consensus())).as(file).isEmpty();
      SoftForks forks = new SoftForks(params.consensus());
      assertThat(
              BlockRules.checkContextual(
                  block,
                  height,
                  block.header().time(),
                  forks.isSegwitActiveAt(height),
                  params.consensus()))
          .as(file)
          .isEmpty();
      if (entry.has("prevouts")) {
        inputs += checkSpends(block, height, forks, entry);
      }
      blocks++;
    }
    Vectors.report("blocks", blocks);
    Vectors.report("blocks: inputs verified", inputs);
  }

  private static int checkSpends(Block block, int height, SoftForks forks, JsonNode entry) {
    JsonNode prevouts = Vectors.json("blocks/" + entry.get("prevouts").asString());
    int flags = forks.scriptFlags(block.hash(), height);
    int next = 0;
    long fees = 0;
    long sigOps = 0;
    for (Transaction tx : block.transactions()) {
      List<TxOut> spent = new ArrayList<>();
      if (!tx.isCoinbase()) {
        for (int i = 0; i < tx.inputs().size(); i++) {
          JsonNode prevout = prevouts.get(next++);
          spent.add(
              new TxOut(
                  prevout.get("value").asLong(), Script.fromHex(prevout.get("script").asString())));
        }
        fees += spent.stream().mapToLong(TxOut::value).sum() - TxRules.valueOut(tx);
        PrecomputedTransactionData data = new PrecomputedTransactionData(tx, spent);
        for (int i = 0; i < spent.size(); i++) {
          ScriptError error = new ScriptCheck(data, i, spent.get(i), flags).run();
          assertThat(error).as("input %d of %s", i, tx.txid()).isEqualTo(ScriptError.OK);
        }
      }
      sigOps += SigOps.transactionSigOpCost(tx, spent, flags);
    }
    assertThat(next).isEqualTo(prevouts.size());
    assertThat(fees).isEqualTo(entry.get("fees").asLong());
    assertThat(sigOps).isLessThanOrEqualTo(BlockRules.MAX_SIGOPS_COST);
    assertThat(flags & ScriptFlags.P2SH).isNotZero();
    return next;
  }
}
