package org.quantumcoin.wallet.rpc;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.wallet.ManagedDescriptor;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.descriptor.KeyExpression;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import tools.jackson.databind.JsonNode;

/// The roots from which a wallet's keys come. Within its lock, and unlocked.
final class HdRoots {
  private HdRoots() {}

  /// The one root that all active descriptors share, or the one that is asked for.
  static ExtendedSecretKey find(Wallet wallet, JsonNode wanted) {
    AddressPrefixes prefixes = wallet.config().params().addresses();
    Map<String, String> secrets = new TreeMap<>();
    for (ManagedDescriptor managed : wallet.keys().all()) {
      if (wanted.isString() || managed.isActive()) {
        wallet
            .keys()
            .unsealed(managed)
            .ifPresent(opened -> {
              try (opened) {
                for (KeyExpression key : opened.keys()) {
                  key.extendedSecret()
                      .ifPresent(xprv ->
                          secrets.put(xprv.neuter().encode(prefixes), xprv.encode(prefixes)));
                }
              }
            });
      }
    }
    Optional<String> found =
        wanted.isString()
            ? Optional.ofNullable(secrets.get(wanted.stringValue()))
            : secrets.size() == 1 ? secrets.values().stream().findFirst() : Optional.empty();
    if (found.isEmpty()) {
      throw WalletCalls.error(
          wanted.isString() ? RpcErrorCode.WALLET_ERROR : RpcErrorCode.INVALID_ADDRESS_OR_KEY,
          wanted.isString()
              ? "Private key for " + wanted.stringValue() + " is not known"
              : "Unable to determine which HD key to use from active descriptors. Please specify with 'hdkey'");
    }
    return ExtendedSecretKey.decode(found.get(), prefixes).orElseThrow();
  }
}
