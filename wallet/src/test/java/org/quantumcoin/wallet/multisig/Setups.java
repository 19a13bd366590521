package org.quantumcoin.wallet.multisig;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.keys.AccountPath;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// Setups whose keys come from small seeds.
final class Setups {
  static final AddressPrefixes MAIN = new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");
  static final AddressPrefixes TEST =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "tb");

  private Setups() {}

  static ExtendedSecretKey root(int number) {
    byte[] seed = new byte[16];
    seed[0] = (byte) number;
    return ExtendedSecretKey.fromSeed(seed).orElseThrow();
  }

  static Cosigner cosigner(int number) {
    KeyPath path = AccountPath.BIP48_P2WSH.account(false, 0);
    ExtendedSecretKey root = root(number);
    return new Cosigner(
        "Seat " + number,
        new KeyOrigin(root.fingerprint(), path),
        root.derive(path).orElseThrow().neuter(),
        "coldcard");
  }

  /// A key as a token has it: alone, and its own root.
  static Cosigner tokenCosigner(int number) {
    String key = Hex.encode(root(number).neuter().publicKey());
    String fingerprint = new KeyOrigin(root(number).fingerprint(), KeyPath.EMPTY).fingerprintHex();
    return Cosigner.ofExpression("Seat " + number, "[" + fingerprint + "]" + key, "token", MAIN);
  }

  /// Cosigners with trees of keys, and one with a constant key behind them.
  static MultisigSetup withToken(int threshold, int count, MultisigKind kind) {
    List<Cosigner> cosigners = new ArrayList<>(cosigners(count - 1));
    cosigners.add(tokenCosigner(count));
    return MultisigSetup.sorted("Treasury", threshold, cosigners, kind, MAIN);
  }

  static List<Cosigner> cosigners(int count) {
    List<Cosigner> cosigners = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      cosigners.add(cosigner(i));
    }
    return cosigners;
  }

  static MultisigSetup setup(int threshold, int count, MultisigKind kind) {
    return MultisigSetup.sorted("Treasury", threshold, cosigners(count), kind, MAIN);
  }
}
