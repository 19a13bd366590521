package org.quantumcoin.wallet;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.Expansion;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.DescriptorRow;

/// A descriptor of the wallet: its public form, how far its scripts are looked for, and what it is
/// used for. Changed by the [KeyRing] only.
public final class ManagedDescriptor {
  private final Descriptor descriptor;
  private final Hash256 id;
  private final Optional<OutputType> type;
  private DescriptorRow row;

  ManagedDescriptor(DescriptorRow row, Descriptor descriptor) {
    this.row = row;
    this.descriptor = descriptor;
    this.id = descriptor.id();
    this.type = descriptor.outputType();
  }

  public DescriptorRow row() {
    return row;
  }

  void setRow(DescriptorRow changed) {
    row = changed;
  }

  /// Without secrets; every script of the range can be derived from it.
  public Descriptor descriptor() {
    return descriptor;
  }

  /// As other wallets name it (Core's `DescriptorID`).
  public Hash256 id() {
    return id;
  }

  /// What kind of address it gives; empty for those that give none, or several.
  public Optional<OutputType> type() {
    return type;
  }

  public boolean isRange() {
    return descriptor.isRange();
  }

  public boolean isActive() {
    return row.role() != DescriptorRow.Role.NONE;
  }

  public boolean isChange() {
    return row.role() == DescriptorRow.Role.CHANGE;
  }

  public boolean hasSecret() {
    return row.hasSecret();
  }

  /// Throws for a key beyond the range that takes the secret.
  public Expansion expand(int index) {
    return descriptor
        .expand(index)
        .orElseThrow(() ->
            new WalletException(
                WalletException.Kind.KEYS_RAN_OUT,
                "Error: Keypool ran out, please call keypoolrefill first"));
  }

  public List<Script> scripts(int index) {
    return expand(index).scripts();
  }
}
