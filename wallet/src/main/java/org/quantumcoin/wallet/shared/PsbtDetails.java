package org.quantumcoin.wallet.shared;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Txid;

/// A payment that came as a PSBT (BIP-0174), as windows show it before it is signed.
///
/// @param txid empty while a signature is missing that changes it, as those of old kinds of
///   addresses do
/// @param feeSats empty where the PSBT and the wallet do not know all coins
/// @param feeRate estimated while signatures are missing; empty where a script is not known
/// @param signers whose keys the PSBT names; those of inputs that are final already are not told
/// @param signatures that each input has at least
/// @param neededSignatures that an input needs at most
/// @param complete nothing is missing to send it
/// @param mayBeSigned the wallet may have a key that has not signed
/// @param problem why it can never become a valid payment
public record PsbtDetails(
    Optional<Txid> txid,
    List<In> inputs,
    List<Out> outputs,
    OptionalLong feeSats,
    Optional<FeeRate> feeRate,
    List<Party> signers,
    int signatures,
    int neededSignatures,
    boolean complete,
    boolean mayBeSigned,
    Optional<String> problem) {
  public PsbtDetails {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    signers = List.copyOf(signers);
  }

  /// What is spent.
  ///
  /// @param ours whether the wallet knows its script
  public record In(String outpoint, Optional<String> address, OptionalLong sats, boolean ours) {}

  /// What is paid.
  ///
  /// @param name from the address book; or empty
  /// @param change whether it comes back to the wallet, at an address that nobody was given
  public record Out(
      Optional<String> address, String name, long sats, boolean ours, boolean change) {}

  /// Whoever holds a key.
  ///
  /// @param name of the cosigner; or empty
  /// @param fingerprint of its root key, in hexadecimal digits; or the key itself where the PSBT
  ///   does not say where it comes from
  /// @param signed in every input that asks for its key
  public record Party(String name, String fingerprint, boolean signed) {}

  /// What goes to others.
  public long paidSats() {
    return outputs.stream().filter(out -> !out.ours()).mapToLong(Out::sats).sum();
  }

  /// Whether it spends a coin of this wallet.
  public boolean spendsOurs() {
    return inputs.stream().anyMatch(In::ours);
  }
}
