package org.quantumcoin.node.rpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;

/// Who may call: the holder of the cookie, the user of `-rpcuser` and `-rpcpassword`, the users of
/// `-rpcauth`.
///
/// Without a password a cookie is written for clients on this machine, which read it from the
/// chain's folder; it goes when the server does.
final class RpcAuth implements AutoCloseable {
  static final String COOKIE_USER = "__cookie__";
  private static final int COOKIE_BYTES = 32;

  private final byte @Nullable [] userAndPassword;
  private final String user;
  private final List<RpcUser> users;
  private final @Nullable Path cookieFile;

  private RpcAuth(
      String user, @Nullable String password, List<RpcUser> users, @Nullable Path cookieFile) {
    this.user = user;
    this.userAndPassword =
        password == null ? null : (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.users = users;
    this.cookieFile = cookieFile;
  }

  static RpcAuth open(RpcConfig config) throws IOException {
    if (config.password().isPresent()) {
      Log.info(
          "Config options rpcuser and rpcpassword will soon be deprecated. Locally-run instances may remove rpcuser to use cookie-based auth, or may be replaced with rpcauth.");
      return new RpcAuth(config.user().orElse(""), config.password().get(), config.users(), null);
    }
    if (config.cookieFile().isEmpty()) {
      Log.info("RPC authentication cookie file generation is disabled.");
      return new RpcAuth("", null, config.users(), null);
    }
    Path file = config.cookieFile().get();
    String password = randomPassword();
    writeCookie(file, password, config.cookiePermissions().orElse("rw-------"));
    Log.info("Generated RPC authentication cookie " + file);
    Log.info("Using random cookie authentication.");
    return new RpcAuth(COOKIE_USER, password, config.users(), file);
  }

  private static String randomPassword() {
    byte[] bytes = new byte[COOKIE_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Renamed into place, so that nobody reads half a cookie.
  private static void writeCookie(Path file, String password, String permissions)
      throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(temporary, COOKIE_USER + ":" + password);
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(permissions));
    } else {
      Files.writeString(temporary, COOKIE_USER + ":" + password);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// The user that an `Authorization` header proves to be; empty when it proves nothing.
  Optional<String> authenticate(String header) {
    if (!header.startsWith("Basic ")) {
      return Optional.empty();
    }
    byte[] given;
    try {
      given = Base64.getDecoder().decode(header.substring("Basic ".length()).strip());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    String text = new String(given, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    // Compared in constant time, here and below: a clock must not tell how much was right.
    if (userAndPassword != null && MessageDigest.isEqual(userAndPassword, given)) {
      return Optional.of(user);
    }
    String name = text.substring(0, colon);
    String password = text.substring(colon + 1);
    for (RpcUser candidate : users) {
      boolean sameName = equal(candidate.name(), name);
      if (sameName && equal(candidate.hash(), hmac(candidate.salt(), password))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String hmac(String salt, String password) {
    if (salt.isEmpty()) {
      return "";
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  @Override
  public void close() {
    if (cookieFile == null) {
      return;
    }
    try {
      Files.deleteIfExists(cookieFile);
    } catch (IOException e) {
      Log.warning("Unable to remove random auth cookie file " + cookieFile + ": " + e.getMessage());
    }
  }
}
