package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.wallet.PayeeTemplates.Row;
import org.quantumcoin.wallet.PayeeTemplates.Template;

final class PayeeTemplatesTest {
  private static final Row ANN = new Row("address of Ann", "0.5", "Ann");

  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void put_keepsInOrderOfNames_andReplacesTheSameName() {
    wallet.templates().put(new Template("wages", List.of(ANN, ANN)));
    wallet.templates().put(new Template("Rent", List.of(ANN)));
    wallet.templates().put(new Template("wages", List.of(new Row("", "", ""))));
    assertThat(wallet.templates().all())
        .containsExactly(
            new Template("Rent", List.of(ANN)),
            new Template("wages", List.of(new Row("", "", ""))));
    wallet.templates().remove("Rent");
    wallet.templates().remove("never was");
    assertThat(wallet.templates().all()).hasSize(1);
  }

  @Test
  void put_takesWhatPartsFieldsOutOfThem() {
    wallet.templates().put(new Template(" a\tb\n", List.of(new Row("=x", "1\t2", "c\r\nd"))));
    assertThat(wallet.templates().all())
        .containsExactly(new Template("a b", List.of(new Row("=x", "1 2", "c d"))));
  }

  @Test
  void put_whenTooMuch_changesNothing() {
    List<Row> most = Collections.nCopies(PayeeTemplates.MAX_ROWS, ANN);
    wallet.templates().put(new Template("most", most));
    assertThatThrownBy(() -> wallet.templates().put(new Template("one more", List.of(ANN))))
        .isInstanceOf(WalletException.class)
        .hasMessageContaining("Nothing was changed");
    assertThatThrownBy(() -> wallet.templates().put(new Template(" ", List.of())))
        .isInstanceOf(WalletException.class);
    assertThat(wallet.templates().all()).containsExactly(new Template("most", most));
  }
}
