package org.quantumcoin.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Script;

class GolombCodedSetTest {
  private static final GolombCodedSet.Parameters BASIC =
      new GolombCodedSet.Parameters(1, 2, 19, 784_931);

  /// So few bits that wrong matches are common.
  private static final GolombCodedSet.Parameters COARSE =
      new GolombCodedSet.Parameters(3, 4, 3, 10);

  private static List<Script> scripts(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Script> scripts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      scripts.add(Script.of(bytes));
    }
    return scripts;
  }

  private static GolombCodedSet set(GolombCodedSet.Parameters parameters, List<Script> elements) {
    return GolombCodedSet.decode(parameters, GolombCodedSet.encode(parameters, elements));
  }

  @Test
  void elements_allMatch_aloneAndAmongOthers() {
    for (int count : new int[] {1, 2, 100, 3_000}) {
      List<Script> elements = scripts(count, count);
      GolombCodedSet set = set(BASIC, elements);
      for (Script element : elements.subList(0, Math.min(count, 100))) {
        assertThat(set.matchesAny(List.of(element))).isTrue();
        List<Script> among = new ArrayList<>(scripts(-1, 20));
        among.add(element);
        assertThat(set.matchesAny(among)).isTrue();
      }
    }
  }

  @Test
  void others_matchAsSeldomAsTheRateSays() {
    GolombCodedSet coarse = set(COARSE, scripts(1, 1_000));
    long wrong =
        scripts(2, 20_000).stream()
            .filter(script -> script.length() > 8)
            .filter(script -> coarse.matchesAny(List.of(script)))
            .count();
    assertThat(wrong).isBetween(1_000L, 2_000L);
    GolombCodedSet fine = set(BASIC, scripts(1, 1_000));
    List<Script> others = scripts(2, 1_000).stream().filter(script -> script.length() > 8).toList();
    assertThat(others.stream().filter(script -> fine.matchesAny(List.of(script)))).isEmpty();
  }

  @Test
  void elements_givenTwice_countOnce() {
    List<Script> once = scripts(7, 50).stream().distinct().toList();
    List<Script> twice = new ArrayList<>(once);
    twice.addAll(once.reversed());
    assertThat(GolombCodedSet.encode(BASIC, twice)).isEqualTo(GolombCodedSet.encode(BASIC, once));
    assertThat(set(BASIC, twice).count()).isEqualTo(once.size());
  }

  @Test
  void nothing_isOneByte_andMatchesNothing() {
    byte[] encoded = GolombCodedSet.encode(BASIC, List.of());
    assertThat(encoded).containsExactly(0);
    assertThat(GolombCodedSet.decode(BASIC, encoded).matchesAny(scripts(1, 10))).isFalse();
    assertThat(set(BASIC, scripts(1, 10)).matchesAny(List.of())).isFalse();
  }

  @Test
  void decode_ofWhatIsTooShortOrTooLong_isRefused() {
    byte[] good = GolombCodedSet.encode(BASIC, scripts(3, 20));
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> GolombCodedSet.decode(BASIC, cut))
          .isInstanceOf(DecodeException.class);
    }
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    assertThatThrownBy(() -> GolombCodedSet.decode(BASIC, longer))
        .isInstanceOf(DecodeException.class);
    byte[] lying = {(byte) 0xfe, 0, 0, 0, 2};
    assertThatThrownBy(() -> GolombCodedSet.decode(BASIC, lying))
        .isInstanceOf(DecodeException.class);
  }
}
