package org.quantumcoin.ui.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Libraries by which tokens are reached (PKCS #11), where they usually are.
public final class TokenFiles {
  /// Where makers and distributions put them.
  private static final List<String> USUAL =
      List.of(
          "/usr/lib/softhsm/libsofthsm2.so",
          "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
          "/usr/lib64/opensc-pkcs11.so",
          "/Library/OpenSC/lib/opensc-pkcs11.so",
          "C:\\Windows\\System32\\opensc-pkcs11.dll");

  private TokenFiles() {}

  /// A library that is there already; or empty.
  public static String usual() {
    return USUAL.stream().filter(each -> Files.exists(Path.of(each))).findFirst().orElse("");
  }
}
