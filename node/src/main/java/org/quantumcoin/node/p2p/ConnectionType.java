package org.quantumcoin.node.p2p;

/// Why a connection exists; `label` is what `getpeerinfo` shows.
public enum ConnectionType {
  INBOUND("inbound"),
  /// The operator asked for it: never dropped for misbehaviour.
  MANUAL("manual"),
  OUTBOUND_FULL_RELAY("outbound-full-relay"),
  /// Blocks only: hard to find from outside, which keeps an attacker from mapping whom we talk to.
  BLOCK_RELAY("block-relay-only"),
  /// Asks for addresses and goes.
  ADDR_FETCH("addr-fetch"),
  /// Looks whether an address answers, and goes: so the table of tried addresses fills.
  FEELER("feeler");

  private final String label;

  ConnectionType(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public boolean isInbound() {
    return this == INBOUND;
  }

  /// Stays: for relay of blocks, and of transactions where it is a full one.
  public boolean isOutboundOrBlockRelay() {
    return this == OUTBOUND_FULL_RELAY || this == BLOCK_RELAY;
  }

  /// Opened by us without being told to.
  public boolean isAutomatic() {
    return this == OUTBOUND_FULL_RELAY
        || this == BLOCK_RELAY
        || this == ADDR_FETCH
        || this == FEELER;
  }
}
