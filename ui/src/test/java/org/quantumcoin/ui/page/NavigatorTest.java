package org.quantumcoin.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NavigatorTest {
  private final Navigator navigator = new Navigator(Place.DASHBOARD);

  private Navigator.Stop here() {
    return navigator.hereProperty().get();
  }

  @Test
  void back_goesTheSameWay_andStaysAtItsBeginning() {
    navigator.go(Place.TRANSACTIONS);
    navigator.go(Place.TRANSACTIONS, "a1");
    navigator.go(Place.TRANSACTIONS, "a1");
    navigator.back();
    assertThat(here()).isEqualTo(new Navigator.Stop(Place.TRANSACTIONS, Optional.empty()));
    navigator.back();
    navigator.back();
    assertThat(here().place()).isEqualTo(Place.DASHBOARD);
  }
}
