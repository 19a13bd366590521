package org.quantumcoin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrashReportTest {
  @Test
  void aReport_saysWhatAndWhere_butNothingOfThePerson() {
    IllegalStateException cause = new IllegalStateException("abandon abandon about");
    RuntimeException fault = new RuntimeException("paid 1.5 to qc1secret", cause);
    cause.addSuppressed(fault);
    String report = CrashReport.of(Thread.currentThread(), fault);
    assertThat(report)
        .contains("java.lang.RuntimeException")
        .contains("caused by java.lang.IllegalStateException")
        .contains("CrashReportTest.aReport")
        .doesNotContain("abandon")
        .doesNotContain("qc1secret");
  }

  @Test
  void causesInACircle_areToldOnce() {
    RuntimeException one = new RuntimeException();
    RuntimeException two = new RuntimeException(one);
    one.initCause(two);
    assertThat(CrashReport.of(Thread.currentThread(), two).split("caused by")).hasSize(2);
  }
}
