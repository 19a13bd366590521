package org.quantumcoin.wallet.coins;

/// How a selection was found; the words are Core's.
public enum SelectionAlgorithm {
  BRANCH_AND_BOUND("bnb"),
  KNAPSACK("knapsack"),
  SINGLE_RANDOM_DRAW("srd"),
  COIN_GRINDER("cg"),
  MANUAL("manual");

  private final String label;

  SelectionAlgorithm(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
