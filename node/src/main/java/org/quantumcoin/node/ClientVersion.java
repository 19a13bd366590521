package org.quantumcoin.node;

/// The program's version: the one place outside the build files where it stands.
public final class ClientVersion {
  public static final int MAJOR = 0;
  public static final int MINOR = 1;
  public static final int BUILD = 0;

  /// As Core numbers versions: `getnetworkinfo`'s `version`.
  public static final int NUMBER = 10_000 * MAJOR + 100 * MINOR + BUILD;

  public static final String TEXT = MAJOR + "." + MINOR + "." + BUILD;

  private ClientVersion() {}

  /// What `-version` prints of a program.
  public static String line(String program) {
    return "QuantumCoin " + program + " version v" + TEXT;
  }
}
