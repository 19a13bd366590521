package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.DescriptorException;
import org.quantumcoin.wallet.descriptor.KeyExpression;
import org.quantumcoin.wallet.descriptor.MultisigShape;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// Setups as descriptors: one for receiving and one for change, both in one text (BIP-0389), or the
/// one for receiving alone.
final class DescriptorFormat {
  private DescriptorFormat() {}

  /// One text, or two in two lines.
  static MultisigSetup read(String name, String text, AddressPrefixes prefixes) {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return read(name, lines, prefixes);
  }

  static MultisigSetup read(String name, List<String> texts, AddressPrefixes prefixes) {
    require(!texts.isEmpty() && texts.size() <= 2, "There must be one descriptor or two.");
    List<Descriptor> all = new ArrayList<>();
    for (String text : texts) {
      all.addAll(parse(text, prefixes));
    }
    require(all.size() <= 2, "There are more descriptors than for receiving and change.");
    for (Descriptor descriptor : all) {
      if (descriptor.hasSecrets()) {
        all.forEach(Descriptor::close);
        throw new MultisigException(
            "This descriptor holds a secret key. Whoever has seen it can spend: make a new key,"
                + " and pass on public keys only.");
      }
    }
    MultisigSetup setup = setup(name, all.getFirst(), prefixes);
    // Whatever else was said must say the same.
    for (Descriptor descriptor : all) {
      boolean known =
          descriptor.id().equals(setup.descriptor(false).id())
              || (all.size() == 2
                  && descriptor != all.getFirst()
                  && descriptor.id().equals(setup.descriptor(true).id()));
      require(
          known, "The addresses do not follow the usual paths: 0 for receiving and 1 for change.");
    }
    return setup;
  }

  private static List<Descriptor> parse(String text, AddressPrefixes prefixes) {
    try {
      return Descriptor.parse(withPaths(text), prefixes, false);
    } catch (DescriptorException e) {
      throw new MultisigException("The descriptor is not valid: " + e.getMessage() + ".");
    }
  }

  /// `/**` stands for both paths.
  private static String withPaths(String text) {
    int hash = text.indexOf('#');
    return text.contains("/**")
        ? text.substring(0, hash < 0 ? text.length() : hash).replace("/**", "/<0;1>/*")
        : text;
  }

  private static MultisigSetup setup(String name, Descriptor descriptor, AddressPrefixes prefixes) {
    MultisigShape shape =
        descriptor
            .multisig()
            .orElseThrow(
                () -> new MultisigException("The descriptor is not one of several signers."));
    List<Cosigner> cosigners = new ArrayList<>();
    for (KeyExpression key : shape.keys()) {
      String seat = "Cosigner " + (cosigners.size() + 1);
      KeyOrigin origin =
          key.origin()
              .orElseThrow(() ->
                  new MultisigException(
                      "The key of " + seat + " does not say which device it comes from."));
      cosigners.add(new Cosigner(seat, origin, key(key), ""));
    }
    return new MultisigSetup(
        name, shape.threshold(), cosigners, shape.kind(), shape.sorted(), prefixes);
  }

  private static CosignerKey key(KeyExpression key) {
    Optional<ExtendedPublicKey> extended = key.extendedKey();
    if (extended.isPresent()) {
      require(
          key.path().equals(KeyPath.of(0)) && key.isRanged(),
          "The addresses do not follow the usual paths: 0 for receiving and 1 for change.");
      return new CosignerKey.Extended(extended.get());
    }
    return new CosignerKey.Constant(
        key.singleKey()
            .orElseThrow(() ->
                new MultisigException("A key is made of several, which is no key of a cosigner.")));
  }

  /// With names and devices from elsewhere, as far as there are any.
  static MultisigSetup renamed(MultisigSetup setup, List<String> names, List<String> devices) {
    List<Cosigner> cosigners = new ArrayList<>();
    for (int i = 0; i < setup.cosigners().size(); i++) {
      Cosigner known = setup.cosigners().get(i);
      cosigners.add(
          new Cosigner(
              i < names.size() && !names.get(i).isEmpty() ? names.get(i) : known.name(),
              known.origin(),
              known.key(),
              i < devices.size() ? devices.get(i) : known.device()));
    }
    return new MultisigSetup(
        setup.name(), setup.threshold(), cosigners, setup.kind(), setup.sorted(), setup.prefixes());
  }
}
