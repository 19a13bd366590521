package org.quantumcoin.ui.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletConfig;
import org.quantumcoin.wallet.WalletOptions;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.view.AddressLine;
import org.quantumcoin.wallet.view.AddressReader;

/// Own addresses and the book of others, of a wallet without a network.
class AddressesViewModelTest {
  private static final int GAP = 20;

  @TempDir Path folder;
  private final Live live =
      new Live(new NetworkName("Bitcoin", "BTC", "regtest"), Preferences.inMemory());
  private final Work work = new Work(Runnable::run, Runnable::run);
  private final List<String> said = new ArrayList<>();
  private Wallets wallets;
  private Wallet wallet;
  private AddressReader reader;

  @BeforeEach
  void open() {
    Messages.use(Locale.ENGLISH);
    WalletConfig config =
        new WalletConfig(
            Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow(),
            folder.resolve("wallets"),
            folder.resolve("watch.key"),
            GAP,
            Optional.empty(),
            WalletConfig.Spending.DEFAULT,
            Optional.empty());
    wallets = Wallets.offline(config, InstantSource.system());
    wallet = wallets.create("one", WalletOptions.DEFAULT, new byte[0]);
    reader = AddressReader.of(wallet);
    live.choose(wallet);
  }

  @AfterEach
  void close() {
    wallets.close();
  }

  private String address(String label) {
    return reader.address(wallet.newAddress(OutputType.BECH32, label)).orElseThrow();
  }

  private AddressesViewModel loaded() {
    AddressesViewModel model = new AddressesViewModel(live, work);
    model.reload();
    return model;
  }

  private static AddressLine line(AddressesViewModel model, int index) {
    return model.items().get(index).value().orElseThrow();
  }

  @Test
  void list_isFilteredByTextChipAndAccount() {
    String rent = address("rent");
    String gift = address("gift");
    AddressesViewModel model = loaded();
    assertThat(model.countProperty().get()).isEqualTo("2 addresses");
    assertThat(line(model, 0).address()).contains(gift);
    assertThat(model.isFiltered()).isFalse();
    model.textProperty().set("RENT");
    assertThat(model.countProperty().get()).isEqualTo("1 address");
    assertThat(line(model, 0).address()).contains(rent);
    model.textProperty().set("");
    model.showProperty().set(AddressesViewModel.Show.CHANGE);
    assertThat(model.countProperty().get()).isEqualTo("none");
    assertThat(model.isFiltered()).isTrue();
    model.showProperty().set(AddressesViewModel.Show.ALL);
    assertThat(model.accounts()).hasSize(8);
    model
        .accountProperty()
        .set(
            model.accounts().stream().filter(each -> each.type() == OutputType.LEGACY).findFirst());
    assertThat(model.countProperty().get()).isEqualTo("none");
  }

  @Test
  void label_isKept_andShownWhereTheAddressIsOpen() {
    String text = address("");
    AddressesViewModel model = loaded();
    model.open(line(model, 0));
    model.label(" rent of May ");
    assertThat(model.openProperty().get().orElseThrow().label()).isEqualTo("rent of May");
    assertThat(line(model, 0).label()).isEqualTo("rent of May");
    assertThat(model.openProperty().get().orElseThrow().address()).contains(text);
  }

  @Test
  void files_areWrittenAndRead() throws IOException {
    address("rent");
    AddressesViewModel model = loaded();
    Path csv = folder.resolve("addresses.csv");
    model.export(csv, said::add);
    assertThat(Files.readString(csv)).contains(",rent,");
    Path labels = folder.resolve("labels.jsonl");
    LabelFiles files = new LabelFiles(work, said::add);
    files.write(wallet, labels);
    assertThat(Files.readString(labels)).contains("rent");
    files.read(wallet, labels);
    assertThat(said.getLast()).startsWith("Labels taken in: 1.");
    files.read(wallet, folder.resolve("nowhere"));
    assertThat(said.getLast()).startsWith("The labels could not be read");
  }

  @Test
  void book_takesAddressesOfOthers_andNoOwnOnes() {
    BookViewModel book = new BookViewModel(live, work);
    book.reload();
    assertThat(book.items()).isEmpty();
    book.addressProperty().set("nobody");
    assertThat(book.problemProperty().get()).isNotEmpty();
    assertThat(book.payableProperty().get()).isFalse();
    book.addressProperty().set("bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202");
    assertThat(book.problemProperty().get()).isEmpty();
    assertThat(book.payableProperty().get()).isTrue();
    book.nameProperty().set("Ben");
    book.save(said::add);
    assertThat(said).containsExactly("Saved in the address book.");
    assertThat(book.items()).hasSize(1);
    assertThat(book.items().getFirst().value().orElseThrow().label()).isEqualTo("Ben");
    assertThat(book.addressProperty().get()).isEmpty();
    book.edit(book.items().getFirst().value().orElseThrow());
    book.nameProperty().set("Ben B.");
    book.save(said::add);
    assertThat(book.items().getFirst().value().orElseThrow().label()).isEqualTo("Ben B.");
    book.addressProperty().set(address("mine"));
    book.save(said::add);
    assertThat(book.problemProperty().get()).contains("your own");
    assertThat(book.items()).hasSize(1);
  }
}
