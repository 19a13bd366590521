package org.quantumcoin.wallet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.encrypt.FileEncrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CipherChannelTest {
  private static final int BLOCK = PageCipher.BLOCK_BYTES;
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(7);

  private FileChannel base(String file) throws IOException {
    return FileChannel.open(
        folder.resolve(file),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private CipherChannel ours(String file) throws IOException {
    return new CipherChannel(file, KEY.clone(), base(file));
  }

  private FileChannel theirs(String file) throws IOException {
    return new FileEncrypt(file, KEY.clone(), base(file));
  }

  private byte[] bytes(int length) {
    byte[] made = new byte[length];
    random.nextBytes(made);
    return made;
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    int read = channel.read(target, position);
    return Arrays.copyOf(target.array(), Math.max(read, 0));
  }

  @Test
  void write_isReadByH2_andTheOtherWayRound() throws IOException {
    for (int round = 0; round < 50; round++) {
      String file = "f" + round;
      byte[] content = bytes(BLOCK * random.nextInt(1, 9));
      boolean oursFirst = round % 2 == 0;
      try (FileChannel first = oursFirst ? ours(file) : theirs(file)) {
        assertThat(first.write(ByteBuffer.wrap(content), 0)).isEqualTo(content.length);
        assertThat(first.size()).isEqualTo(content.length);
        // Again in the middle.
        byte[] other = bytes(BLOCK);
        int at = random.nextInt(content.length / BLOCK) * BLOCK;
        first.write(ByteBuffer.wrap(other), at);
        System.arraycopy(other, 0, content, at, BLOCK);
      }
      try (FileChannel second = oursFirst ? theirs(file) : ours(file)) {
        assertThat(second.size()).isEqualTo(content.length);
        assertThat(read(second, 0, content.length)).isEqualTo(content);
        int from = random.nextInt(content.length);
        int length = random.nextInt(content.length - from + 1);
        assertThat(read(second, from, length))
            .isEqualTo(Arrays.copyOfRange(content, from, from + length));
      }
      assertThat(Files.readAllBytes(folder.resolve(file)))
          .hasSize(BLOCK + content.length)
          .startsWith("H2encrypt\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void read_atTheEnd_givesWhatThereIs() throws IOException {
    try (CipherChannel channel = ours("f")) {
      channel.write(ByteBuffer.wrap(bytes(BLOCK)), 0);
      assertThat(read(channel, BLOCK - 1, 100)).hasSize(1);
      assertThat(channel.read(ByteBuffer.allocate(1), BLOCK)).isEqualTo(-1);
      assertThat(channel.read(ByteBuffer.allocate(0), 0)).isZero();
    }
  }

  @Test
  void write_whenNotWholeBlocks_isRefused() throws IOException {
    try (CipherChannel channel = ours("f")) {
      assertThatThrownBy(() -> channel.write(ByteBuffer.wrap(bytes(BLOCK - 1)), 0))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> channel.write(ByteBuffer.wrap(bytes(BLOCK)), 1))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(IOException.class);
      assertThat(channel.size()).isZero();
    }
  }

  @Test
  void truncate_cutsContent_andAPieceOfABlockIsNone() throws IOException {
    try (CipherChannel channel = ours("f")) {
      channel.write(ByteBuffer.wrap(bytes(3 * BLOCK)), 0);
      channel.truncate(2 * BLOCK);
      assertThat(channel.size()).isEqualTo(2 * BLOCK);
      channel.base().truncate(3 * BLOCK - 1);
      assertThat(channel.size()).isEqualTo(BLOCK);
    }
  }

  @Test
  void open_whenShorterThanAHeader_isDamaged_andLeavesIt() throws IOException {
    Files.write(folder.resolve("f"), new byte[] {1, 2, 3});
    try (CipherChannel channel = ours("f")) {
      assertThatThrownBy(() -> read(channel, 0, 1)).isInstanceOf(MVStoreException.class);
    }
    assertThat(Files.readAllBytes(folder.resolve("f"))).containsExactly(1, 2, 3);
  }

  @Test
  void path_withoutDeposit_opensNothing() {
    Path file = folder.resolve("wallet.mv.db");
    CipherPath.deposit(file, "key".toCharArray());
    CipherPath.withdraw(file);
    FilePath path = FilePath.get(CipherPath.name(file));
    assertThat(CipherPath.name(file)).startsWith(path.getScheme() + ":");
    assertThatThrownBy(() -> path.open("rw")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> CipherPath.copy(file, new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void database_isOneOfH2_withItsCipher() throws SQLException {
    CipherPath.deposit(folder.resolve("db.mv.db"), "secret".toCharArray());
    String path = folder.resolve("db").toString();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:" + CipherPath.name(folder.resolve("db")) + ";TRACE_LEVEL_FILE=0",
                "wallet",
                "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE one(x INT)");
      statement.execute("INSERT INTO one SELECT x FROM SYSTEM_RANGE(1, 100000)");
    }
    CipherPath.withdraw(folder.resolve("db.mv.db"));
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:" + path + ";CIPHER=AES;IFEXISTS=TRUE", "wallet", "secret ");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT SUM(x) FROM one")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(5_000_050_000L);
    }
  }
}
