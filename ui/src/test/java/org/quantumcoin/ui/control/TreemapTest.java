package org.quantumcoin.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quantumcoin.ui.control.Treemap.Area;

class TreemapTest {
  @Test
  void areas_areAsLargeAsTheirWeights_andFillTheRectangle() {
    List<Double> weights = IntStream.range(0, 300).mapToObj(i -> 1_000.0 / (i + 1)).toList();
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    List<Area> areas = Treemap.of(weights, 640, 200);
    assertThat(areas).hasSize(weights.size());
    for (int i = 0; i < areas.size(); i++) {
      Area area = areas.get(i);
      assertThat(area.width() * area.height())
          .isCloseTo(weights.get(i) / sum * 640 * 200, within(1e-6));
      assertThat(area.x()).isBetween(-1e-6, 640.0);
      assertThat(area.x() + area.width()).isLessThan(640 + 1e-6);
      assertThat(area.y() + area.height()).isLessThan(200 + 1e-6);
    }
  }

  @Test
  void equalWeights_areNearlySquares() {
    List<Double> weights = IntStream.range(0, 36).mapToObj(_ -> 1.0).toList();
    for (Area area : Treemap.of(weights, 300, 300)) {
      assertThat(area.width() / area.height()).isBetween(0.5, 2.0);
    }
  }

  @Test
  void nothing_orNoRoom_isNoArea() {
    assertThat(Treemap.of(List.of(), 10, 10)).isEmpty();
    assertThat(Treemap.of(List.of(1.0), 0, 10)).isEmpty();
  }
}
