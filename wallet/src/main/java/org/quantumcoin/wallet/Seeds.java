package org.quantumcoin.wallet;

import java.util.List;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.store.DescriptorRow;

/// The keys of a new wallet: from one root an account for each kind of address, by BIP-0044, 49, 84
/// and 86.
final class Seeds {
  /// The kinds of address of which every wallet has an account, in Core's order.
  static final List<OutputType> TYPES =
      List.of(OutputType.LEGACY, OutputType.P2SH_SEGWIT, OutputType.BECH32, OutputType.BECH32M);

  private Seeds() {}

  /// Makes new keys from a root, from which addresses are taken from now on. The caller commits.
  static void replaceActive(KeyRing keys, WalletConfig config, ExtendedSecretKey root, long now) {
    for (boolean change : new boolean[] {false, true}) {
      for (OutputType type : TYPES) {
        addAccount(keys, config, root, type, change, now);
      }
    }
  }

  /// The account of one kind of address from a root.
  static ManagedDescriptor addAccount(
      KeyRing keys,
      WalletConfig config,
      ExtendedSecretKey root,
      OutputType type,
      boolean change,
      long now) {
    AddressPrefixes prefixes = config.params().addresses();
    String text = text(type, root.encode(prefixes), coinType(config), change ? 1 : 0);
    keys.active(type, change).ifPresent(before -> keys.setRole(before, DescriptorRow.Role.NONE));
    try (Descriptor descriptor = Descriptor.parse(text, prefixes, false).getFirst()) {
      return keys.put(
          descriptor,
          now,
          change ? DescriptorRow.Role.CHANGE : DescriptorRow.Role.RECEIVING,
          0,
          0,
          0);
    }
  }

  /// SLIP-0044: every test chain is 1.
  private static int coinType(WalletConfig config) {
    return config.params().isTestChain() ? 1 : 0;
  }

  private static String text(OutputType type, String root, int coin, int branch) {
    return switch (type) {
      case LEGACY -> "pkh(%s/44h/%dh/0h/%d/*)".formatted(root, coin, branch);
      case P2SH_SEGWIT -> "sh(wpkh(%s/49h/%dh/0h/%d/*))".formatted(root, coin, branch);
      case BECH32 -> "wpkh(%s/84h/%dh/0h/%d/*)".formatted(root, coin, branch);
      case BECH32M -> "tr(%s/86h/%dh/0h/%d/*)".formatted(root, coin, branch);
      case UNKNOWN -> throw new IllegalArgumentException("no account of this kind");
    };
  }
}
