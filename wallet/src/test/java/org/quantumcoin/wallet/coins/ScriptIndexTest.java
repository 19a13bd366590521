package org.quantumcoin.wallet.coins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptIndexTest {
  private final ScriptIndex index = new ScriptIndex(1, 2);

  private void add(int number) {
    index.add(
        index.fingerprint(CoinsFixture.script(number)), new ScriptSource(number % 7, number, 0));
  }

  private Optional<ScriptSource> find(int number) {
    return index.find(CoinsFixture.script(number), (_, _) -> true);
  }

  @Test
  void find_whenEmpty_findsNothing() {
    assertThat(find(1)).isEmpty();
  }

  @Test
  void find_afterGrowthBeyondTenThousand_findsEachAndNoOther() {
    for (int i = 0; i < 12_000; i++) {
      add(i);
    }
    assertThat(index.size()).isEqualTo(12_000);
    for (int i = 0; i < 12_000; i++) {
      assertThat(find(i)).contains(new ScriptSource(i % 7, i, 0));
    }
    for (int i = 12_000; i < 24_000; i++) {
      assertThat(find(i)).isEmpty();
    }
  }

  @Test
  void add_whenThereAlready_changesNothing() {
    add(3);
    add(3);
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void find_whenFingerprintsCollide_tellsThemApartByDerivation() {
    long fingerprint = index.fingerprint(CoinsFixture.script(1));
    ScriptSource other = new ScriptSource(0, 9, 0);
    ScriptSource right = new ScriptSource(0, 1, 0);
    index.add(fingerprint, other);
    index.add(fingerprint, right);
    assertThat(index.size()).isEqualTo(2);
    assertThat(index.find(CoinsFixture.script(1), (source, _) -> source.equals(right)))
        .contains(right);
    assertThat(index.find(CoinsFixture.script(1), (_, _) -> false)).isEmpty();
  }

  @Test
  void find_whenFingerprintIsZero_findsIt() {
    // A free place is told by its place, not by its fingerprint.
    ScriptIndex zero = new ScriptIndex(0, 0);
    zero.add(0, new ScriptSource(0, 0, 0));
    assertThat(zero.size()).isEqualTo(1);
    assertThat(zero.find(CoinsFixture.script(1), (_, _) -> true)).isEmpty();
  }

  @Test
  void clear_forgetsAll() {
    add(1);
    index.clear();
    assertThat(index.size()).isZero();
    assertThat(find(1)).isEmpty();
  }

  @Test
  void fingerprint_whenKeyDiffers_differs() {
    assertThat(new ScriptIndex(1, 3).fingerprint(CoinsFixture.script(1)))
        .isNotEqualTo(index.fingerprint(CoinsFixture.script(1)));
  }
}
