package org.quantumcoin.ui.firstrun;

import org.quantumcoin.ui.page.Place;

/// What a person wants to do here most; decides which page is first.
public enum Purpose {
  HOLD(Place.WALLET, "fth-credit-card"),
  TREASURY(Place.APPROVALS, "fth-users"),
  OPERATE(Place.DASHBOARD, "fth-activity"),
  MINE(Place.MINING, "fth-cpu");

  private final Place first;
  private final String icon;

  Purpose(Place first, String icon) {
    this.first = first;
    this.icon = icon;
  }

  Place first() {
    return first;
  }

  String icon() {
    return icon;
  }
}
