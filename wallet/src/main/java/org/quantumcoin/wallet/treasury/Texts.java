package org.quantumcoin.wallet.treasury;

import java.math.BigDecimal;
import java.time.Instant;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;

/// How sentences name amounts, times and addresses.
final class Texts {
  private static final int DECIMALS = 8;

  private Texts() {}

  static String coins(long sats) {
    return BigDecimal.valueOf(sats, DECIMALS).toPlainString();
  }

  static String time(long unixSeconds) {
    return Instant.ofEpochSecond(unixSeconds).toString();
  }

  static String address(Script script, AddressPrefixes prefixes) {
    return new Addresses(prefixes).encode(script).orElseGet(() -> "the script " + script.toHex());
  }
}
