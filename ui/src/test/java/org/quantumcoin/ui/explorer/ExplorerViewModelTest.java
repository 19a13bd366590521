package org.quantumcoin.ui.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.BlockDetails;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.ExplorerAccess.SearchResult;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.explorer.ExplorerViewModel.Shown;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.testing.FakeRole;

class ExplorerViewModelTest {
  private static final BlockHash HASH = new BlockHash(Hash256.fromHex("17".repeat(32)));
  private static final BlockRef REF = new BlockRef(17, HASH, BlockHash.ZERO, 1, 1, 1);
  private static final Txid TXID = Txid.fromHex("42".repeat(32));

  private final List<String> opened = new ArrayList<>();
  private SearchResult result = new SearchResult.NothingFound(SearchResult.Reason.EMPTY);
  private final ExplorerViewModel model =
      new ExplorerViewModel(() -> Optional.of(node()), FakeRole.work(), opened::add);

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  private NodeApi node() {
    return new FakeRole<>(NodeApi.class)
        .answer("tip", REF)
        .answer("activeBlock", Optional.of(REF))
        .answer("search", _ -> result)
        .answer("block", given -> given[0].equals(HASH) ? Optional.of(details()) : Optional.empty())
        .answer("transaction", Optional.empty())
        .make();
  }

  private static BlockDetails details() {
    return new BlockDetails(
        REF,
        true,
        1,
        Optional.empty(),
        1,
        "00000001",
        Hash256.ZERO,
        0,
        "207fffff",
        "",
        1,
        "",
        Optional.empty());
  }

  @Test
  void blocks_areAllOfTheChain_untilSomethingIsOpened() {
    model.open(Optional.empty());
    model.tick(HASH);
    assertThat(model.blocks()).hasSize(18);
    assertThat(model.shownProperty().get()).isEqualTo(new Shown.Blocks());
    model.open(Optional.of(ExplorerViewModel.subjectOf(HASH)));
    assertThat(model.shownProperty().get()).isEqualTo(new Shown.Block(details()));
    model.open(Optional.empty());
    assertThat(model.shownProperty().get()).isEqualTo(new Shown.Blocks());
  }

  @Test
  void search_opensWhatItFinds() {
    result = new SearchResult.BlockFound(REF, true);
    model.search("17");
    result = new SearchResult.TransactionFound(TXID);
    model.search(TXID.toString());
    assertThat(opened)
        .containsExactly(ExplorerViewModel.subjectOf(HASH), ExplorerViewModel.subjectOf(TXID));
    result = new SearchResult.AddressFound("a", "pubkeyhash", "", List.of());
    model.search("a");
    assertThat(model.shownProperty().get()).isInstanceOf(Shown.Address.class);
  }

  @Test
  void subjectOfOtherPages_isSearchedFor_andShownAtItsPlace() {
    result = new SearchResult.BlockFound(REF, true);
    model.open(Optional.of("17"));
    assertThat(opened).isEmpty();
    assertThat(model.shownProperty().get()).isEqualTo(new Shown.Block(details()));
  }

  @Test
  void search_forNothing_saysWhy() {
    for (SearchResult.Reason reason : SearchResult.Reason.values()) {
      result = new SearchResult.NothingFound(reason);
      model.search("x");
      assertThat(model.problemProperty().get()).endsWith(".");
    }
  }

  @Test
  void transactionThatCannotBeFound_saysSo_andStaysWhereItWas() {
    model.open(Optional.of(ExplorerViewModel.subjectOf(TXID, HASH)));
    assertThat(model.problemProperty().get()).contains("No block has this hash");
    assertThat(model.busyProperty().get()).isFalse();
  }
}
