package org.quantumcoin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.api.BlockDetails;
import org.quantumcoin.node.api.BlockTransaction;
import org.quantumcoin.node.api.ExplorerAccess.SearchResult;
import org.quantumcoin.node.api.TransactionDetails;
import org.quantumcoin.node.api.TransactionDetails.Place;
import org.quantumcoin.node.api.TransactionDetails.Spending;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.Addresses;

final class ExplorerTest {
  private static final String ADDRESS =
      new Addresses(RegtestNode.PARAMS.addresses()).encode(RegtestNode.PAYS_ANYONE).orElseThrow();

  private RegtestNode node;
  private Explorer explorer;
  private List<Block> mined;

  @BeforeEach
  void open() {
    node = RegtestNode.open();
    explorer = new Explorer(node.chain, node.pool);
    mined = node.mine(110);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void block_isTakenApart() {
    Transaction tx = RegtestNode.spend(7_000, 2, RegtestNode.coinbaseOf(mined.get(0)));
    node.submit(tx);
    Block block = node.mine(1).getFirst();
    BlockDetails details = explorer.blockAt(111).orElseThrow();
    assertThat(details).isEqualTo(explorer.block(block.hash()).orElseThrow());
    assertThat(details.ref().hash()).isEqualTo(block.hash());
    assertThat(details.active()).isTrue();
    assertThat(details.confirmations()).isEqualTo(1);
    assertThat(details.next()).isEmpty();
    assertThat(details.bits()).isEqualTo("207fffff");
    BlockDetails.Contents contents = details.contents().orElseThrow();
    assertThat(contents.transactions()).isEqualTo(2);
    assertThat(contents.weight()).isEqualTo(block.weight());
    assertThat(contents.sizeBytes()).isEqualTo(block.totalSize());
    assertThat(contents.feeSats()).hasValue(7_000);
    assertThat(contents.rewardSats()).isEqualTo(50_0000_0000L + 7_000);
    assertThat(contents.minerAddress()).contains(ADDRESS);

    List<BlockTransaction> page = explorer.blockTransactions(block.hash(), 0, 10);
    assertThat(page).hasSize(2);
    assertThat(page.get(0).coinbase()).isTrue();
    assertThat(page.get(0).feeSats()).isEmpty();
    assertThat(page.get(1).txid()).isEqualTo(tx.txid());
    assertThat(page.get(1).feeSats()).hasValue(7_000);
    assertThat(page.get(1).paidSats()).isEqualTo(50_0000_0000L - 7_000);
    assertThat(explorer.blockTransactions(block.hash(), 1, 10)).containsExactly(page.get(1));
    assertThat(explorer.blockTransactions(block.hash(), 2, 10)).isEmpty();
  }

  @Test
  void blocks_thatAreNot_areEmpty() {
    assertThat(explorer.blockAt(-1)).isEmpty();
    assertThat(explorer.blockAt(111)).isEmpty();
    assertThat(explorer.block(new BlockHash(Hash256.ZERO))).isEmpty();
    assertThat(explorer.blockTransactions(new BlockHash(Hash256.ZERO), 0, 1)).isEmpty();
    assertThat(explorer.blockAt(0).orElseThrow().contents().orElseThrow().minerText())
        .contains("The Times 03/Jan/2009 Chancellor on brink of second bailout for banks");
  }

  @Test
  void block_offTheChain_saysSo() {
    BlockHash hash = mined.getLast().hash();
    node.chain.invalidate(Objects.requireNonNull(node.chain.find(hash))).join();
    BlockDetails details = explorer.block(hash).orElseThrow();
    assertThat(details.active()).isFalse();
    assertThat(details.confirmations()).isEqualTo(-1);
  }

  @Test
  void transaction_thatWaits_knowsWhatItSpends() {
    Transaction parent = RegtestNode.spend(1_000, 2, RegtestNode.coinbaseOf(mined.get(0)));
    Transaction child = RegtestNode.spend(500, 1, RegtestNode.output(parent, 1));
    node.submit(parent);
    node.submit(child);

    TransactionDetails details = explorer.transaction(child.txid()).orElseThrow();
    assertThat(details.place())
        .isInstanceOfSatisfying(
            Place.Waiting.class, place -> assertThat(place.ancestors()).isEqualTo(2));
    assertThat(details.feeSats()).hasValue(500);
    TransactionDetails.SpentOutput spent = details.inputs().getFirst().spent().orElseThrow();
    assertThat(spent.sats()).isEqualTo(parent.outputs().get(1).value());
    assertThat(spent.height()).isEqualTo(OptionalLong.empty());
    assertThat(spent.address()).contains(ADDRESS);
    assertThat(details.inputs().getFirst().witness()).containsExactly("51");

    TransactionDetails before = explorer.transaction(parent.txid()).orElseThrow();
    assertThat(before.inputs().getFirst().spent().orElseThrow().height()).hasValue(1);
    assertThat(before.inputs().getFirst().spent().orElseThrow().coinbase()).isTrue();
    assertThat(before.outputs().get(0).spending()).isEqualTo(new Spending.Unspent());
    assertThat(before.outputs().get(1).spending())
        .isEqualTo(new Spending.SpentInPool(child.txid()));
  }

  @Test
  void transaction_inABlock_isFoundByItsCoins_andAmongTheLastBlocks() {
    Transaction parent = RegtestNode.spend(1_000, 2, RegtestNode.coinbaseOf(mined.get(0)));
    node.submit(parent);
    node.mine(1);
    Transaction child = RegtestNode.spend(500, 1, RegtestNode.output(parent, 1));
    node.submit(child);
    node.mine(1 + Explorer.RECENT_BLOCKS);

    TransactionDetails details = explorer.transaction(parent.txid()).orElseThrow();
    assertThat(details.place())
        .isInstanceOfSatisfying(
            Place.InBlock.class,
            place -> {
              assertThat(place.block().height()).isEqualTo(111);
              assertThat(place.confirmations()).isEqualTo(2 + Explorer.RECENT_BLOCKS);
              assertThat(place.position()).isEqualTo(1);
            });
    assertThat(details.feeSats()).hasValue(1_000);
    assertThat(details.inputs().getFirst().spent().orElseThrow().height()).hasValue(1);
    assertThat(details.outputs().get(0).spending()).isEqualTo(new Spending.Unspent());
    assertThat(details.outputs().get(1).spending()).isEqualTo(new Spending.SpentInChain());

    // The first coinbase is spent and deep: only its block tells of it.
    Txid gone = mined.get(0).transactions().getFirst().txid();
    assertThat(explorer.transaction(gone)).isEmpty();
    TransactionDetails coinbase = explorer.transaction(mined.get(0).hash(), gone).orElseThrow();
    assertThat(coinbase.coinbase()).isTrue();
    assertThat(coinbase.feeSats()).isEmpty();
    assertThat(coinbase.outputs().getLast().spending()).isEqualTo(new Spending.Unspendable());
    assertThat(explorer.transaction(mined.get(1).hash(), gone)).isEmpty();
  }

  @Test
  void search_understandsWhatPeopleType() {
    assertThat(explorer.search(" 110 "))
        .isInstanceOfSatisfying(
            SearchResult.BlockFound.class,
            found -> assertThat(found.block().hash()).isEqualTo(mined.getLast().hash()));
    assertThat(explorer.search(mined.get(3).hash().toString()))
        .isInstanceOfSatisfying(
            SearchResult.BlockFound.class,
            found -> assertThat(found.block().height()).isEqualTo(4));
    Transaction tx = RegtestNode.spend(1_000, 1, RegtestNode.coinbaseOf(mined.get(0)));
    node.submit(tx);
    assertThat(explorer.search(tx.txid().toString()))
        .isEqualTo(new SearchResult.TransactionFound(tx.txid()));
    assertThat(explorer.search(ADDRESS))
        .isEqualTo(
            new SearchResult.AddressFound(
                ADDRESS,
                "witness_v0_scripthash",
                RegtestNode.PAYS_ANYONE.toHex(),
                List.of(tx.txid())));
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "'  ', EMPTY",
    "111, ABOVE_TIP",
    "999999999, ABOVE_TIP",
    "1000000000, NOT_UNDERSTOOD",
    "-1, NOT_UNDERSTOOD",
    "abandon, NOT_UNDERSTOOD",
    "1111111111111111111111111111111111111111111111111111111111111111, UNKNOWN_HASH",
    "111111111111111111111111111111111111111111111111111111111111111g, NOT_UNDERSTOOD",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, NOT_UNDERSTOOD"
  })
  void search_forNothing_saysWhy(String text, SearchResult.Reason reason) {
    assertThat(explorer.search(text)).isEqualTo(new SearchResult.NothingFound(reason));
  }

  @Test
  void minersText_isPrintableOnly() {
    assertThat(Explorer.readable(Script.fromHex("0300001b5b324a2f506f6f6c2f20e280ae78")))
        .isEqualTo("[2J/Pool/ x");
    assertThat(Explorer.readable(Script.EMPTY)).isEmpty();
    assertThat(Optional.of(Explorer.readable(Script.fromHex("0001ff")))).contains("");
  }
}
