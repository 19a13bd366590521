package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.descriptor.RecoveryPolicy;
import org.quantumcoin.wallet.keys.Mnemonic;
import org.quantumcoin.wallet.keys.MnemonicLanguage;

/// So many of these cosigners may spend.
///
/// A setup that exists is sound: its constructor refuses what would lock coins up or let someone
/// stand in twice. With `sorted`, the order of the cosigners does not matter (BIP-0067).
public record MultisigSetup(
    String name,
    int threshold,
    List<Cosigner> cosigners,
    MultisigKind kind,
    boolean sorted,
    AddressPrefixes prefixes) {
  /// As many as `OP_CHECKMULTISIG` takes; more seats than a person can keep apart, for taproot too.
  public static final int MAX_COSIGNERS = 20;

  /// What fits the 520 bytes of a redeem script.
  public static final int MAX_P2SH_COSIGNERS = 15;

  private static final int MAX_NAME_CHARS = 80;

  public MultisigSetup {
    cosigners = List.copyOf(cosigners);
    Cosigner.checkLine(name, MAX_NAME_CHARS, "The name of the wallet");
    int n = cosigners.size();
    int max = kind == MultisigKind.P2SH ? MAX_P2SH_COSIGNERS : MAX_COSIGNERS;
    require(n >= 1, "There are no cosigners.");
    require(n <= max, "There are " + n + " cosigners; at most " + max + " are possible.");
    require(threshold >= 1, "At least one signature must be required.");
    require(
        threshold <= n,
        threshold + " signatures are required, but there are only " + n + " cosigners.");
    Set<Integer> fingerprints = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (Cosigner cosigner : cosigners) {
      require(
          keys.add(cosigner.key().encode(prefixes)),
          "The key of " + Cosigner.shown(cosigner.name()) + " is there twice.");
      require(
          fingerprints.add(cosigner.origin().fingerprint()),
          "The fingerprint "
              + cosigner.origin().fingerprintHex()
              + " is there twice: two keys would be lost with one device.");
    }
    checkConstantKeys(kind, cosigners);
  }

  private static void checkConstantKeys(MultisigKind kind, List<Cosigner> cosigners) {
    require(
        cosigners.stream().anyMatch(each -> !each.isConstant()),
        "All keys are single ones, so there would be one address only. At least one cosigner must bring an xpub.");
    require(
        kind != MultisigKind.P2TR || cosigners.stream().noneMatch(Cosigner::isConstant),
        "A single key takes no part in a taproot wallet: tokens make no Schnorr signatures. Choose p2wsh.");
  }

  /// Throws unless every cosigner brings a tree of keys.
  void expectExtendedKeys(String program) {
    for (Cosigner cosigner : cosigners) {
      require(
          !cosigner.isConstant(),
          "%s knows extended keys (xpub) only; the key of %s is a single one, as a token has it. Choose descriptor, bitcoin_core or bsms."
              .formatted(program, Cosigner.shown(cosigner.name())));
    }
  }

  /// The usual kind: the order of the cosigners does not matter.
  public static MultisigSetup sorted(
      String name,
      int threshold,
      List<Cosigner> cosigners,
      MultisigKind kind,
      AddressPrefixes prefixes) {
    return new MultisigSetup(name, threshold, cosigners, kind, true, prefixes);
  }

  /// With `branch` behind each key that derives.
  private String text(String branch) {
    boolean taproot = kind == MultisigKind.P2TR;
    String function = (sorted ? "sortedmulti" : "multi") + (taproot ? "_a" : "");
    String multi =
        cosigners.stream()
            .map(each -> each.expression(prefixes) + (each.isConstant() ? "" : branch))
            .collect(Collectors.joining(",", function + "(" + threshold + ",", ")"));
    return switch (kind) {
      case P2SH -> "sh(" + multi + ")";
      case P2SH_P2WSH -> "sh(wsh(" + multi + "))";
      case P2WSH -> "wsh(" + multi + ")";
      case P2TR -> "tr(" + RecoveryPolicy.UNSPENDABLE_KEY + "," + multi + ")";
    };
  }

  /// The text with `/**` behind each extended key, as BIP-0129 has it.
  String template() {
    return text("/**");
  }

  /// For receiving, or for change.
  public Descriptor descriptor(boolean change) {
    String text = text(change ? "/1/*" : "/0/*");
    return Descriptor.parse(text, prefixes, false).getFirst();
  }

  /// Both in one line (BIP-0389), with checksum.
  public String multipathDescriptor() {
    return DescriptorChecksum.append(text("/<0;1>/*"));
  }

  /// The receiving address at an index.
  public String address(int index) {
    return new Addresses(prefixes)
        .encode(descriptor(false).expand(index).orElseThrow().scripts().getFirst())
        .orElseThrow();
  }

  /// Six words that are the same for everyone who has the same setup, to be compared aloud: 66 bits
  /// of a hash of what decides who may spend. Names and devices are not in it, nor the order of the
  /// cosigners where it does not matter.
  public String checksumWords() {
    List<String> keys =
        cosigners.stream()
            .map(
                cosigner -> cosigner.origin().format(false) + "/" + cosigner.key().encode(prefixes))
            .toList();
    String canonical =
        kind.word()
            + ";"
            + threshold
            + ";"
            + sorted
            + ";"
            + prefixes.bech32()
            + ";"
            + String.join(";", sorted ? keys.stream().sorted().toList() : keys);
    byte[] hash = Sha256.hash(canonical.getBytes(StandardCharsets.US_ASCII));
    byte[] start = Arrays.copyOf(hash, 16);
    try (Mnemonic words = Mnemonic.ofEntropy(start, MnemonicLanguage.ENGLISH)) {
      return String.join(" ", words.words().subList(0, 6));
    }
  }
}
