package org.quantumcoin.node.p2p.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.TimedAddress;

final class PeersFileTest {
  private static final int MAGIC = 0x01020304;
  private static final long NOW = 1_800_000_000L;

  @TempDir Path folder;
  private final Random random = new Random(1);
  private final AddressManager book = AddressManager.create(random);

  @BeforeEach
  void fill() {
    for (int i = 0; i < 300; i++) {
      NetAddress address = host("30.%d.7.%d".formatted(i % 200, 1 + i / 200));
      book.add(List.of(new TimedAddress(NOW - i, 1033, address)), host("9.9.9.9"), 0, NOW);
      if (i % 7 == 0) {
        book.good(address, NOW);
      }
    }
    book.add(
        List.of(new TimedAddress(NOW, 9, host("2a01:4f8::1"))),
        NetAddress.internal("x9.seed.example"),
        0,
        NOW);
  }

  private static NetAddress host(String text) {
    return NetAddress.parseHost(text, 8333).orElseThrow();
  }

  private Path file() {
    return folder.resolve("peers.dat");
  }

  private PeersFile peers() {
    return new PeersFile(file(), MAGIC, NetGroups.RANGES);
  }

  @Test
  void whatWasWritten_isReadBack_toTheLastPlace() throws IOException {
    peers().write(peers().encode(book));
    AddressManager read = peers().open(random);
    assertThat(read.entries(false)).isEqualTo(book.entries(false));
    assertThat(read.entries(true)).isEqualTo(book.entries(true));
    assertThat(read.size(Optional.empty(), true)).isGreaterThan(30);
    assertThat(read.check()).isZero();
    assertThat(folder.resolve("peers.dat.new")).doesNotExist();
  }

  @Test
  void noFile_isMade() throws IOException {
    assertThat(peers().open(random).size()).isZero();
    assertThat(file()).exists();
    assertThat(peers().open(random).size()).isZero();
  }

  /// The file with some bytes changed and its hash put right again.
  private byte[] changed(int offset, int... values) {
    byte[] bytes = peers().encode(book);
    for (int i = 0; i < values.length; i++) {
      bytes[offset + i] = (byte) values[i];
    }
    return rehashed(bytes);
  }

  private static byte[] rehashed(byte[] bytes) {
    int length = bytes.length - 32;
    System.arraycopy(Sha256.hashTwice(bytes, 0, length), 0, bytes, length, 32);
    return bytes;
  }

  private void refuses(byte[] bytes, String reason) throws IOException {
    Files.write(file(), bytes);
    assertThatThrownBy(() -> peers().open(random))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Invalid or corrupt peers.dat (" + reason)
        .hasMessageContaining("rename, move, or delete");
  }

  @Test
  void damage_isNamed() throws IOException {
    byte[] good = peers().encode(book);
    byte[] flipped = good.clone();
    flipped[good.length - 60] ^= 1;
    refuses(new byte[3], "end of file");
    refuses(changed(0, 9), "Invalid network magic number");
    refuses(changed(4, 4, 31), "Corrupted addrman database: The compat value (31) is lower");
    refuses(
        changed(38, 0xff, 0xff, 0xff, 0xff), "Corrupt AddrMan serialization: nNew=-1, should be");
    refuses(
        changed(42, 0xff, 0xff, 0xff, 0x7f),
        "Corrupt AddrMan serialization: nTried=2147483647, should be in [0, 16384]");
    refuses(rehashed(Arrays.copyOf(good, good.length - 100)), "needs ");
    byte[] wrongHash = good.clone();
    wrongHash[good.length - 1] ^= 1;
    refuses(wrongHash, "Checksum mismatch, data corrupted");
  }

  @Test
  void fileOfALaterForm_isKeptBeside() throws IOException {
    Files.write(file(), changed(4, 5, 37));
    assertThat(peers().open(random).size()).isZero();
    assertThat(folder.resolve("peers.dat.bak")).exists();
  }

  @Test
  void fileOfALaterForm_thatSaysItCanBeRead_isRead() throws IOException {
    Files.write(file(), changed(4, 9, 36));
    assertThat(peers().open(random).size()).isEqualTo(book.size());
  }

  @Test
  void randomDamage_neverThrowsAnythingElse() {
    byte[] good = peers().encode(book);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = good.clone();
      for (int n = 0; n < 1 + i % 4; n++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (i % 5 == 0) {
        bytes = Arrays.copyOf(bytes, 40 + random.nextInt(bytes.length - 40));
      }
      try {
        assertThat(PeersFile.decode(rehashed(bytes), MAGIC, random, NetGroups.RANGES).check())
            .isZero();
      } catch (IOException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
  }

  @Test
  void anchors_areReadOnce() {
    AnchorsFile anchors = new AnchorsFile(folder.resolve("anchors.dat"), MAGIC);
    List<TimedAddress> two =
        List.of(
            new TimedAddress(NOW, 9, host("8.8.8.8")), new TimedAddress(NOW, 9, host("2a01::1")));
    anchors.write(two);
    assertThat(anchors.take()).isEqualTo(two);
    assertThat(anchors.take()).isEmpty();
  }

  @Test
  void damagedAnchors_areForgotten() throws IOException {
    Path file = folder.resolve("anchors.dat");
    Files.write(file, new byte[100]);
    assertThat(new AnchorsFile(file, MAGIC).take()).isEmpty();
    assertThat(file).doesNotExist();
  }
}
