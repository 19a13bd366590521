package org.quantumcoin.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogLevel;
import org.quantumcoin.node.log.LogLine;

class LogsViewModelTest {
  private final LogsViewModel model = new LogsViewModel(Log.tail());

  private List<String> shown() {
    return model.shown().stream().map(LogLine::text).toList();
  }

  @Test
  void lines_areThoseThatFitTextAndLevel() {
    Log.info("sparrow one");
    Log.warning("SPARROW two");
    Log.info("starling");
    model.filterProperty().set(" sparrow ");
    model.tick();
    assertThat(shown()).containsExactly("sparrow one", "SPARROW two");
    model.levelProperty().set(LogLevel.WARNING);
    assertThat(shown()).containsExactly("SPARROW two");
    assertThat(model.countProperty().get()).startsWith("1 ");
  }

  @Test
  void lines_standStillWhileAPersonReads() {
    model.filterProperty().set("wagtail");
    model.followingProperty().set(false);
    Log.info("wagtail");
    model.tick();
    assertThat(shown()).isEmpty();
    model.followingProperty().set(true);
    model.tick();
    model.tick();
    assertThat(shown()).containsExactly("wagtail");
  }
}
