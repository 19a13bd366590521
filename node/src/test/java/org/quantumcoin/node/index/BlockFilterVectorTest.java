package org.quantumcoin.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class BlockFilterVectorTest {
  @Test
  void basicFiltersAndTheirHeaders() {
    int count = 0;
    for (JsonNode row : Vectors.json("core/blockfilters.json")) {
      if (row.size() == 1 || !row.get(0).isNumber()) {
        continue;
      }
      Block block = Block.parse(Hex.decode(row.get(2).asString()));
      assertThat(block.hash().toString()).isEqualTo(row.get(1).asString());
      List<Coin> spent = new ArrayList<>();
      row.get(3)
          .forEach(script ->
              spent.add(new Coin(new TxOut(0, Script.fromHex(script.asString())), 0, false)));
      BlockFilter filter = BlockFilter.of(block, new BlockUndo(List.of(spent)));
      assertThat(filter.encoded().toHex()).as("%s", row).isEqualTo(row.get(5).asString());
      Hash256 previous = Hash256.fromHex(row.get(4).asString());
      assertThat(filter.header(previous).toString()).isEqualTo(row.get(6).asString());
      for (Coin coin : spent) {
        if (!coin.out().script().isEmpty()) {
          assertThat(filter.matchesAny(List.of(coin.out().script()))).isTrue();
        }
      }
      count++;
    }
    assertThat(count).isPositive();
    Vectors.report("core/blockfilters", count);
  }
}
