package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BanListTest {
  private static final long NOW = 1_800_000_000;

  @TempDir Path folder;

  private static Subnet range(String text) {
    return Subnet.parse(text).orElseThrow();
  }

  private static boolean isBanned(BanList bans, String address, long now) {
    return bans.contains(InetAddress.ofLiteral(address), now);
  }

  @Test
  void ban_holdsUntilItsEnd_andNotAtIt() {
    BanList bans = BanList.inMemory();
    bans.add(range("192.0.2.0/24"), NOW, NOW + 10);
    assertThat(isBanned(bans, "192.0.2.255", NOW + 9)).isTrue();
    assertThat(isBanned(bans, "192.0.3.0", NOW + 9)).isFalse();
    assertThat(isBanned(bans, "192.0.2.255", NOW + 10)).isFalse();
    assertThat(bans.all(NOW + 10)).isEmpty();
  }

  @Test
  void covers_asksForTheVeryRange_orForAnyAroundAnAddress() {
    BanList bans = BanList.inMemory();
    bans.add(range("192.0.2.7/24"), NOW, NOW + 10);
    assertThat(bans.covers(range("192.0.2.0/24"), NOW)).isTrue();
    assertThat(bans.covers(range("192.0.2.0/25"), NOW)).isFalse();
    assertThat(bans.covers(range("192.0.2.9"), NOW)).isTrue();
  }

  @Test
  void remove_takesTheVeryRangeOnly() {
    BanList bans = BanList.inMemory();
    bans.add(range("192.0.2.0/24"), NOW, NOW + 10);
    assertThat(bans.remove(range("192.0.2.7"), NOW)).isFalse();
    assertThat(bans.remove(range("192.0.2.7/24"), NOW)).isTrue();
    assertThat(bans.remove(range("192.0.2.0/24"), NOW)).isFalse();
  }

  @Test
  void list_isReadBackFromItsFile_withoutWhatHasEnded() throws IOException {
    Path file = folder.resolve("banlist.json");
    BanList bans = BanList.open(file, NOW);
    bans.add(range("2001:db8::/32"), NOW, NOW + 100);
    bans.add(range("192.0.2.7"), NOW, NOW + 100);
    bans.add(range("10.0.0.0/8"), NOW, NOW + 5);
    assertThat(BanList.open(file, NOW + 5).all(NOW + 5))
        .containsExactly(
            new BanList.Ban(range("192.0.2.7"), NOW, NOW + 100),
            new BanList.Ban(range("2001:db8::/32"), NOW, NOW + 100));
    assertThat(Files.readString(file))
        .contains("\"banned_nets\":[")
        .contains("\"address\":\"2001:db8::/32\"");
  }

  @Test
  void file_thatMakesNoSense_countsAsEmpty() throws IOException {
    Path file = folder.resolve("banlist.json");
    for (String text :
        new String[] {
          "",
          "[]",
          "{\"banned_nets\":1}",
          "{\"banned_nets\":[{\"address\":\"nowhere\",\"ban_created\":1,\"banned_until\":2}]}",
          "{\"banned_nets\":[{\"address\":\"1.2.3.4\",\"ban_created\":1}]}",
          "[".repeat(100_000)
        }) {
      Files.writeString(file, text);
      assertThat(BanList.open(file, NOW).all(NOW)).isEmpty();
      assertThatThrownBy(() -> BanList.parse(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void list_thatIsFull_saysSo() {
    BanList bans = BanList.inMemory();
    for (int i = 0; i < BanList.MAX_BANS; i++) {
      assertThat(bans.isFull(NOW)).isFalse();
      bans.add(range("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256), NOW, NOW + 1);
    }
    assertThat(bans.isFull(NOW)).isTrue();
    assertThat(bans.isFull(NOW + 1)).isFalse();
  }
}
