package org.quantumcoin.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the JMH benchmarks whose names hold the pattern `-Dbenchmarks=…`; `.` is all.
@EnabledIfSystemProperty(named = "benchmarks", matches = ".+")
final class Benchmarks {
  @Test
  void run() throws RunnerException {
    String pattern = System.getProperty("benchmarks", ".");
    assertThat(new Runner(new OptionsBuilder().include(pattern).build()).run()).isNotEmpty();
  }
}
