package org.quantumcoin.ui.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.quantumcoin.node.api.BlockDetails;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.BlockTransaction;
import org.quantumcoin.node.api.ExplorerAccess.SearchResult;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.TransactionDetails;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.table.PagedItems;
import org.quantumcoin.ui.task.Work;

/// What the explorer shows: the list of blocks, one block, one transaction, or an address.
final class ExplorerViewModel {
  private static final String BLOCK = "block:";
  private static final String TRANSACTION = "tx:";
  private static final String HASH = "[0-9a-f]{64}";

  private final Supplier<Optional<NodeApi>> node;
  private final Work work;
  private final Consumer<String> go;
  private final PagedItems<BlockRef> blocks;
  private final PagedItems<BlockTransaction> transactions;
  private final ReadOnlyObjectWrapper<Shown> shown =
      new ReadOnlyObjectWrapper<>(new Shown.Blocks());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
  private Optional<String> subject = Optional.empty();
  private Optional<BlockHash> tip = Optional.empty();

  /// What is on the screen.
  sealed interface Shown {
    record Blocks() implements Shown {}

    record Block(BlockDetails details) implements Shown {}

    record Transaction(TransactionDetails details) implements Shown {}

    record Address(SearchResult.AddressFound found) implements Shown {}
  }

  /// @param go opens another subject of this page
  ExplorerViewModel(Supplier<Optional<NodeApi>> node, Work work, Consumer<String> go) {
    this.node = node;
    this.work = work;
    this.go = go;
    this.blocks = new PagedItems<>(work, this::failed);
    this.transactions = new PagedItems<>(work, this::failed);
  }

  static String subjectOf(BlockHash block) {
    return BLOCK + block;
  }

  static String subjectOf(Txid txid) {
    return TRANSACTION + txid;
  }

  static String subjectOf(Txid txid, BlockHash block) {
    return TRANSACTION + txid + "@" + block;
  }

  void open(Optional<String> wanted) {
    subject = wanted;
    problem.set("");
    reload();
  }

  /// The tip may have moved: heights of confirmation and the list change with it.
  void tick(BlockHash now) {
    if (!tip.equals(Optional.of(now))) {
      tip = Optional.of(now);
      node.get().ifPresent(access -> blocks.show(new Chain(access, access.tip().height() + 1)));
      if (subject.isPresent() && !(shown.get() instanceof Shown.Address)) {
        reload();
      }
    }
  }

  private void reload() {
    Optional<NodeApi> access = node.get();
    if (subject.isEmpty()) {
      shown.set(new Shown.Blocks());
    } else if (access.isPresent()) {
      String text = subject.get().strip();
      String rest = text.substring(text.indexOf(':') + 1);
      if (text.startsWith(BLOCK) && rest.matches(HASH)) {
        BlockHash hash = new BlockHash(Hash256.fromHex(rest));
        fetch(() -> access.get().block(hash), details -> showBlock(access.get(), details));
      } else if (text.startsWith(TRANSACTION) && rest.matches(HASH + "(@" + HASH + ")?")) {
        fetch(() -> transaction(access.get(), rest), this::showTransaction);
      } else {
        // Shown at this very place: a step back must not lead into the same search again.
        search(text, found -> open(Optional.of(found)));
      }
    }
  }

  private static Optional<TransactionDetails> transaction(NodeApi access, String rest) {
    Txid txid = Txid.fromHex(rest.substring(0, 64));
    return rest.length() == 64
        ? access.transaction(txid)
        : access.transaction(new BlockHash(Hash256.fromHex(rest.substring(65))), txid);
  }

  private <T> void fetch(Callable<Optional<T>> task, Consumer<T> show) {
    Optional<String> wanted = subject;
    busy.set(true);
    work.run(
        task,
        found -> {
          busy.set(false);
          if (wanted.equals(subject)) {
            found.ifPresentOrElse(
                show, () -> problem.set(Messages.text("explorer.nothing.unknown_hash")));
          }
        },
        this::failed);
  }

  private void showBlock(NodeApi access, BlockDetails details) {
    int count = details.contents().map(BlockDetails.Contents::transactions).orElse(0);
    transactions.show(new InBlock(access, details.ref().hash(), count));
    shown.set(new Shown.Block(details));
  }

  private void showTransaction(TransactionDetails details) {
    shown.set(new Shown.Transaction(details));
  }

  /// Opens what a person typed, or says why it cannot be found.
  void search(String text) {
    search(text, go);
  }

  private void search(String text, Consumer<String> open) {
    Optional<NodeApi> access = node.get();
    if (access.isEmpty()) {
      problem.set(Messages.text("explorer.wait"));
      return;
    }
    busy.set(true);
    problem.set("");
    work.run(
        () -> access.get().search(text),
        result -> {
          busy.set(false);
          found(result, open);
        },
        this::failed);
  }

  private void found(SearchResult result, Consumer<String> open) {
    switch (result) {
      case SearchResult.BlockFound(BlockRef block, boolean _) ->
          open.accept(subjectOf(block.hash()));
      case SearchResult.TransactionFound(Txid txid) -> open.accept(subjectOf(txid));
      case SearchResult.AddressFound address -> shown.set(new Shown.Address(address));
      case SearchResult.NothingFound(SearchResult.Reason reason) ->
          problem.set(Messages.text("explorer.nothing." + reason.name().toLowerCase(Locale.ROOT)));
    }
  }

  private void failed(Exception failure) {
    busy.set(false);
    problem.set(String.valueOf(failure.getMessage()));
  }

  /// The active chain, newest first.
  private record Chain(NodeApi access, int size) implements PagedItems.Source<BlockRef> {
    @Override
    public List<BlockRef> lines(int offset, int count) {
      List<BlockRef> lines = new ArrayList<>();
      for (int i = offset; i < Math.min((long) offset + count, size); i++) {
        access.activeBlock(size - 1 - i).ifPresent(lines::add);
      }
      return lines;
    }
  }

  private record InBlock(NodeApi access, BlockHash hash, int size)
      implements PagedItems.Source<BlockTransaction> {
    @Override
    public List<BlockTransaction> lines(int offset, int count) {
      return access.blockTransactions(hash, offset, count);
    }
  }

  void follow(String other) {
    go.accept(other);
  }

  PagedItems<BlockRef> blocks() {
    return blocks;
  }

  /// Those of the block that is shown.
  PagedItems<BlockTransaction> transactions() {
    return transactions;
  }

  ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
