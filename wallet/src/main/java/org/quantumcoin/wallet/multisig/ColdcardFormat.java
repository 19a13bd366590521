package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.descriptor.MultisigKind;

/// Coldcard's text, which many other devices read: `Policy: 2 of 3`, then a line for each key, with
/// its path before it where that differs.
final class ColdcardFormat {
  /// What the device's screen shows.
  private static final int MAX_NAME_CHARS = 20;

  private static final Pattern POLICY =
      Pattern.compile("([0-9]{1,3})\\s*(?:of|/)\\s*([0-9]{1,3})", Pattern.CASE_INSENSITIVE);

  private String name = "";
  private String path = "";
  private int threshold;
  private int total;
  private MultisigKind kind = MultisigKind.P2SH;
  private final List<Cosigner> cosigners = new ArrayList<>();
  private final AddressPrefixes prefixes;

  private ColdcardFormat(AddressPrefixes prefixes) {
    this.prefixes = prefixes;
  }

  static MultisigSetup read(String text, AddressPrefixes prefixes) {
    ColdcardFormat file = new ColdcardFormat(prefixes);
    for (String line : text.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        file.readLine(line);
      }
    }
    require(file.threshold > 0, "The file does not say how many signatures are required.");
    require(
        file.total == file.cosigners.size(),
        "The file names " + file.total + " signers but has " + file.cosigners.size() + " keys.");
    return MultisigSetup.sorted(file.name, file.threshold, file.cosigners, file.kind, prefixes);
  }

  private void readLine(String line) {
    int colon = line.indexOf(':');
    require(colon > 0, "The file has a line that is no field: a colon is missing.");
    String field = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    String value = line.substring(colon + 1).strip();
    switch (field) {
      case "name" -> name = value;
      case "policy" -> readPolicy(value);
      case "derivation" -> path = value;
      case "format" -> kind = kind(value);
      default -> {
        require(field.matches("[0-9a-f]{8}"), "The file has a field that is not known.");
        require(!path.isEmpty(), "The file does not say at which path its keys stand.");
        require(cosigners.size() < MultisigSetup.MAX_COSIGNERS, "The file has too many keys.");
        String seat = "Cosigner " + (cosigners.size() + 1);
        cosigners.add(Cosigner.of(seat, field, path, value, "", prefixes));
      }
    }
  }

  private void readPolicy(String value) {
    Matcher matcher = POLICY.matcher(value);
    require(matcher.matches(), "The policy must read like \"2 of 3\".");
    threshold = Integer.parseInt(matcher.group(1));
    total = Integer.parseInt(matcher.group(2));
  }

  private static MultisigKind kind(String value) {
    return switch (value.toUpperCase(Locale.ROOT)) {
      case "P2SH" -> MultisigKind.P2SH;
      // Both orders were written.
      case "P2SH-P2WSH", "P2WSH-P2SH" -> MultisigKind.P2SH_P2WSH;
      case "P2WSH" -> MultisigKind.P2WSH;
      default -> throw new MultisigException("The format of the addresses is not one we know.");
    };
  }

  static String write(MultisigSetup setup) {
    setup.expectExtendedKeys("Coldcard");
    require(
        setup.kind() != MultisigKind.P2TR && setup.sorted(),
        "This file knows neither taproot nor keys in a fixed order.");
    StringBuilder text = new StringBuilder();
    String shown = setup.name().isEmpty() ? "Multisig" : setup.name();
    text.append("Name: ")
        .append(shown, 0, Math.min(shown.length(), MAX_NAME_CHARS))
        .append("\nPolicy: ")
        .append(setup.threshold())
        .append(" of ")
        .append(setup.cosigners().size())
        .append("\nFormat: ")
        .append(setup.kind().word())
        .append('\n');
    for (Cosigner cosigner : setup.cosigners()) {
      text.append("\n# ")
          .append(cosigner.name())
          .append("\nDerivation: m")
          .append(cosigner.origin().path().format(true))
          .append('\n')
          .append(cosigner.origin().fingerprintHex().toUpperCase(Locale.ROOT))
          .append(": ")
          .append(cosigner.key().encode(setup.prefixes()))
          .append('\n');
    }
    return text.toString();
  }
}
