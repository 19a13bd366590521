package org.quantumcoin.wallet.multisig;

import java.util.ArrayList;
import java.util.List;
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
