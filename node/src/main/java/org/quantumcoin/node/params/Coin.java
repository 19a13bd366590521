package org.quantumcoin.node.params;

/// The coins that the engine validates; `id` is what `-coin=` takes.
public enum Coin {
  QUANTUMCOIN("quantumcoin", "QuantumCoin", "qtc"),
  FORTHCOIN("forthcoin", "ForthCoin", "forthcoin"),
  BITCOIN("bitcoin", "Bitcoin", "bitcoin");

  private final String id;
  private final String displayName;
  private final String metricPrefix;

  Coin(String id, String displayName, String metricPrefix) {
    this.id = id;
    this.displayName = displayName;
    this.metricPrefix = metricPrefix;
  }

  public String id() {
    return id;
  }

  public String displayName() {
    return displayName;
  }

  /// What the names of this coin's metrics begin with, without the underscore.
  public String metricPrefix() {
    return metricPrefix;
  }
}
