package org.quantumcoin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigEdit;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;

class DataMoveTest {
  @TempDir Path temp;
  private Path from;

  @BeforeEach
  void aDataFolder() throws IOException {
    from = temp.resolve("old");
    write("wallets/savings/wallet.mv.db", "coins");
    write("blocks/blk00000.dat", "block");
    write("regtest/chainstate/1.sst", "coin");
    write("quantumcoin.conf", "rpcuser=a");
    write("desktop.properties", "scale=100");
    write(".lock", "");
  }

  private void write(String name, String text) throws IOException {
    Path file = from.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void everything_isInTheNewFolder_beforeTheOldOneIsTouched() throws Exception {
    Path to = temp.resolve("new");
    DataMove move = DataMove.plan(from, to);
    assertThat(move.bytes()).isEqualTo(14);
    List<Double> progress = new ArrayList<>();
    move.run(progress::add);
    assertThat(progress).isSorted().last().isEqualTo(1.0);
    for (Path folder : List.of(from, to)) {
      assertThat(folder.resolve("wallets/savings/wallet.mv.db")).hasContent("coins");
      assertThat(folder.resolve("regtest/chainstate/1.sst")).hasContent("coin");
    }
    assertThat(to.resolve("quantumcoin.conf")).doesNotExist();
    move.removeOld();
    assertThat(from.resolve("wallets")).doesNotExist();
    assertThat(from.resolve("blocks")).doesNotExist();
    assertThat(from.resolve("quantumcoin.conf")).hasContent("rpcuser=a");
    assertThat(from.resolve("desktop.properties")).exists();
    assertThat(to.resolve("blocks/blk00000.dat")).hasContent("block");
  }

  @Test
  void aFolderThatHasSomething_isRefused_andLeftAsItIs() throws IOException {
    Path to = Files.createDirectories(temp.resolve("new"));
    Files.writeString(to.resolve("photo.jpg"), "me");
    assertThatThrownBy(() -> DataMove.plan(from, to))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is not empty");
    assertThat(to.resolve("photo.jpg")).hasContent("me");
  }

  @Test
  void aFolderWithinTheOther_isRefused() {
    assertThatThrownBy(() -> DataMove.plan(from, from.resolve("inside")))
        .hasMessageContaining("within the other");
    assertThatThrownBy(() -> DataMove.plan(from, temp)).hasMessageContaining("within the other");
    assertThatThrownBy(() -> DataMove.plan(from, from)).hasMessageContaining("within the other");
    assertThatThrownBy(() -> DataMove.plan(from, temp.resolve("a#b"))).hasMessageContaining("#");
  }

  @Test
  void aMoveThatFails_takesAwayWhatItBegan() throws Exception {
    Path to = temp.resolve("new");
    DataMove move = DataMove.plan(from, to);
    Files.delete(from.resolve("regtest/chainstate/1.sst"));
    assertThatThrownBy(() -> move.run(_ -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Nothing was changed");
    assertThat(to).doesNotExist();
    assertThat(from.resolve("wallets/savings/wallet.mv.db")).hasContent("coins");
  }

  @Test
  void aNodeOnAnotherChain_ofTheFolder_preventsTheMove() throws Exception {
    write("regtest/.lock", "");
    Path to = temp.resolve("new");
    DataMove move = DataMove.plan(from, to);
    try (DataDirectory.Lock _ = DataDirectory.lock(from.resolve("regtest"))) {
      assertThatThrownBy(() -> move.run(_ -> {})).hasMessageContaining("already running");
    }
    assertThat(to).doesNotExist();
    move.run(_ -> {});
    assertThat(to.resolve("regtest/chainstate/1.sst")).exists();
  }

  @Test
  void thePracticeNetwork_staysWhereItIsLookedFor() throws Exception {
    write("practice/regtest/blocks/blk00000.dat", "practice");
    Path to = temp.resolve("new");
    DataMove move = DataMove.plan(from, to);
    move.run(_ -> {});
    move.removeOld();
    assertThat(to.resolve("practice")).doesNotExist();
    assertThat(from.resolve("practice/regtest/blocks/blk00000.dat")).exists();
  }

  @Test
  void aSetting_isChangedAboveTheSections_andNothingElse() throws IOException {
    Path conf = temp.resolve("c.conf");
    Files.writeString(conf, "# mine\ndatadir = /a\nrpcuser=me\n[regtest]\ndatadir=/r\n");
    ConfigEdit.set(conf, "datadir", Optional.of("/b"));
    assertThat(conf).hasContent("# mine\nrpcuser=me\ndatadir=/b\n[regtest]\ndatadir=/r");
    ConfigEdit.set(conf, "datadir", Optional.empty());
    assertThat(conf).hasContent("# mine\nrpcuser=me\n[regtest]\ndatadir=/r");
    Path fresh = temp.resolve("fresh.conf");
    ConfigEdit.set(fresh, "prune", Optional.of("2000"));
    assertThat(fresh).hasContent("prune=2000");
  }
}
