package org.quantumcoin.wallet.keys;

import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.encoding.Base58;
import org.quantumcoin.node.params.AddressPrefixes;

/// Extended keys whose first letters tell what scripts they are for (SLIP-0132: `ypub`, `zpub`,
/// `Zpub` and so on). We read them and never write them: descriptors say it better.
///
/// `extendedKey` is the same key with the usual letters of the network.
public record Slip132(Scripts scripts, boolean isSecret, String extendedKey) {
  /// What the letters stand for.
  public enum Scripts {
    /// `xpub`: nothing is said.
    ANY,
    P2SH_P2WPKH,
    P2WPKH,
    /// For several keys.
    P2SH_P2WSH,
    /// For several keys.
    P2WSH
  }

  private record Version(int publicVersion, int secretVersion, boolean test, Scripts scripts) {}

  private static final int TEST_PUBLIC = 0x043587cf;

  private static final Version[] VERSIONS = {
    new Version(0x0488b21e, 0x0488ade4, false, Scripts.ANY), // xpub
    new Version(0x049d7cb2, 0x049d7878, false, Scripts.P2SH_P2WPKH), // ypub
    new Version(0x0295b43f, 0x0295b005, false, Scripts.P2SH_P2WSH), // Ypub
    new Version(0x04b24746, 0x04b2430c, false, Scripts.P2WPKH), // zpub
    new Version(0x02aa7ed3, 0x02aa7a99, false, Scripts.P2WSH), // Zpub
    new Version(TEST_PUBLIC, 0x04358394, true, Scripts.ANY), // tpub
    new Version(0x044a5262, 0x044a4e28, true, Scripts.P2SH_P2WPKH), // upub
    new Version(0x024289ef, 0x024285b5, true, Scripts.P2SH_P2WSH), // Upub
    new Version(0x045f1cf6, 0x045f18bc, true, Scripts.P2WPKH), // vpub
    new Version(0x02575483, 0x02575048, true, Scripts.P2WSH), // Vpub
  };

  /// Empty for anything that is no valid extended key of this network.
  public static Optional<Slip132> decode(String text, AddressPrefixes prefixes) {
    Optional<byte[]> decoded =
        Base58.decodeCheck(text.strip(), ExtendedKeyCodec.SIZE_BYTES)
            .filter(p -> p.length == ExtendedKeyCodec.SIZE_BYTES);
    return decoded.flatMap(payload -> decode(payload, prefixes));
  }

  private static Optional<Slip132> decode(byte[] payload, AddressPrefixes prefixes) {
    boolean test = prefixes.extendedPublic() == TEST_PUBLIC;
    int found = ExtendedKeyCodec.version(payload);
    for (Version version : VERSIONS) {
      boolean secret = found == version.secretVersion;
      if ((secret || found == version.publicVersion) && version.test == test) {
        ExtendedKeyCodec.putInt(
            payload, 0, secret ? prefixes.extendedSecret() : prefixes.extendedPublic());
        String usual = Base58.encodeCheck(payload);
        Arrays.fill(payload, (byte) 0);
        boolean valid =
            secret
                ? ExtendedSecretKey.decode(usual, prefixes).isPresent()
                : ExtendedPublicKey.decode(usual, prefixes).isPresent();
        return valid ? Optional.of(new Slip132(version.scripts, secret, usual)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return isSecret
        ? "Slip132[" + scripts + ", …]"
        : "Slip132[" + scripts + ", " + extendedKey + "]";
  }
}
