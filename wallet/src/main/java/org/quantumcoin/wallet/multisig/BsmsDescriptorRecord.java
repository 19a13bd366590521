package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import java.util.List;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.params.AddressPrefixes;

/// What the coordinator hands out in round 2 (BIP-0129): the descriptor with `/**` for the paths,
/// the paths, and the first address, by which each signer sees that nothing was changed on the way.
public record BsmsDescriptorRecord(String descriptor, String paths, String firstAddress) {
  static final String VERSION = "BSMS 1.0";
  static final String NO_RESTRICTIONS = "No path restrictions";
  private static final String BOTH_PATHS = "/0/*,/1/*";

  /// Throws [MultisigException].
  public static BsmsDescriptorRecord parse(String text) {
    require(text.length() <= SetupFiles.MAX_CHARS, "The record is too long.");
    List<String> lines = text.strip().lines().map(String::strip).toList();
    require(lines.getFirst().startsWith("BSMS "), "This is not a BSMS record.");
    require(lines.getFirst().equals(VERSION), "This record is of another version of BSMS.");
    require(lines.size() == 4, "A BSMS descriptor record has four lines.");
    return new BsmsDescriptorRecord(lines.get(1), lines.get(2), lines.get(3));
  }

  public static BsmsDescriptorRecord of(MultisigSetup setup) {
    return new BsmsDescriptorRecord(
        DescriptorChecksum.append(setup.template()), BOTH_PATHS, setup.address(0));
  }

  public String text() {
    return VERSION + "\n" + descriptor + "\n" + paths + "\n" + firstAddress;
  }

  /// The setup, once its first address was found to be the one in the record. Throws
  /// [MultisigException].
  public MultisigSetup setup(String name, AddressPrefixes prefixes) {
    boolean template = descriptor.contains("/**");
    require(
        paths.equals(template ? BOTH_PATHS : NO_RESTRICTIONS),
        "The record has paths other than 0 for receiving and 1 for change.");
    checkChecksum();
    MultisigSetup setup = DescriptorFormat.read(name, List.of(descriptor), prefixes);
    require(
        setup.address(0).equals(firstAddress),
        "The first address in the record is not that of its descriptor: the record was changed, or"
            + " belongs to another network.");
    return setup;
  }

  /// A template may have a checksum; it is over the text with its `/**`.
  private void checkChecksum() {
    int hash = descriptor.indexOf('#');
    require(
        hash < 0
            || DescriptorChecksum.of(descriptor.substring(0, hash))
                .equals(descriptor.substring(hash + 1)),
        "The checksum of the descriptor is wrong: a character was changed.");
  }
}
