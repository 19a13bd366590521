package org.quantumcoin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
  @TempDir Path folder;
  private final List<List<String>> received = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aSecondStart_handsOver_whatItWasToOpen() {
    try (SingleInstance _ = SingleInstance.listen(folder, received::add).orElseThrow()) {
      assertThat(
              SingleInstance.handOver(folder, List.of("quantumcoin:qc1?amount=1", "/tmp/ä.psbt")))
          .isTrue();
      assertThat(SingleInstance.handOver(folder, List.of())).isTrue();
    }
    assertThat(received)
        .containsExactly(List.of("quantumcoin:qc1?amount=1", "/tmp/ä.psbt"), List.of());
  }

  @Test
  void withoutAWindow_nothingIsTaken() throws IOException {
    assertThat(SingleInstance.handOver(folder, List.of("bitcoin:x"))).isFalse();
    Files.createFile(folder.resolve("desktop.sock"));
    assertThat(SingleInstance.handOver(folder, List.of("bitcoin:x"))).isFalse();
  }

  @Test
  void aSocketLeftBehind_isReplaced() throws IOException {
    Files.createFile(folder.resolve("desktop.sock"));
    try (SingleInstance _ = SingleInstance.listen(folder, received::add).orElseThrow()) {
      assertThat(SingleInstance.handOver(folder, List.of("a.psbt"))).isTrue();
    }
    assertThat(folder.resolve("desktop.sock")).doesNotExist();
  }

  @Test
  void aFolderWithTooLongAName_hasNoSocket_andFailsNobody() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("x".repeat(150)));
    assertThat(SingleInstance.listen(deep, received::add)).isEmpty();
    assertThat(SingleInstance.handOver(deep, List.of("a"))).isFalse();
  }

  @Test
  void strangersAndFloods_areNotListenedTo() throws IOException {
    try (SingleInstance _ = SingleInstance.listen(folder, received::add).orElseThrow()) {
      say("GET / HTTP/1.1\n\n");
      say("quantumcoin-desktop 1\n" + "x\n".repeat(51));
      say("quantumcoin-desktop 1\n" + "x".repeat(70_000));
      say("");
      assertThat(SingleInstance.handOver(folder, List.of("still here"))).isTrue();
    }
    assertThat(received).containsExactly(List.of("still here"));
  }

  private void say(String text) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("desktop.sock")));
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.shutdownOutput();
        assertThat(channel.read(ByteBuffer.allocate(10))).isNegative();
      } catch (IOException _) {
        // Hung up on, which is the point.
      }
    }
  }

  @Test
  void openings_areTakenOutOfTheWords_andKeptForTheWindow() {
    List<String> words =
        new ArrayList<>(
            List.of("-regtest", "QuantumCoin:qc1", "testnet", "pay.PSBT", "-datadir=/a.psbt"));
    List<String> things = Openings.takeFrom(words);
    assertThat(words).containsExactly("-regtest", "testnet", "-datadir=/a.psbt");
    assertThat(things)
        .containsExactly("QuantumCoin:qc1", Path.of("pay.PSBT").toAbsolutePath().toString());
    Openings openings = new Openings();
    openings.add(things);
    openings.deliverTo(received::add);
    openings.add(List.of());
    assertThat(received).containsExactly(things, List.of());
  }
}
