package org.quantumcoin.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.ScriptTemplates;

/// `-practice`: the options that make a first look harmless.
final class Practice {
  private static final String KEY_FILE = "practice-key.hex";

  private Practice() {}

  /// Adds to `-practice` what it stands for: a regtest chain in a folder of its own, nobody but the
  /// partner beside it, no RPC port that another node may hold, and an address that the miner pays.
  /// What the person gave as well comes later and wins.
  static String[] expand(String[] args) throws ConfigException {
    List<String> given = List.of(args);
    if (!given.contains("-practice") && !given.contains("--practice")) {
      return args;
    }
    List<String> all = new ArrayList<>();
    all.add("-regtest");
    all.add("-connect=0");
    all.add("-listen=0");
    all.add("-server=0");
    if (given.stream().noneMatch(arg -> arg.replaceFirst("^--?", "").startsWith("datadir"))) {
      Path folder = DataDirectory.defaultBase(Coin.QUANTUMCOIN).resolve("practice");
      all.add("-datadir=" + folder);
      all.add("-miningaddress=" + address(folder));
    }
    all.addAll(given);
    return all.toArray(String[]::new);
  }

  /// The address of a key that is kept beside the practice chain, so that coins mined yesterday are
  /// still one's own.
  private static String address(Path folder) throws ConfigException {
    try (SecretKey key = key(folder)) {
      Addresses addresses =
          new Addresses(Networks.find(Coin.QUANTUMCOIN, Chain.REGTEST).orElseThrow().addresses());
      return addresses
          .encode(ScriptTemplates.payToWitnessPubkeyHash(Hash160.hash(key.publicKey())))
          .orElseThrow();
    } catch (IOException e) {
      throw new ConfigException(
          "The practice folder %s cannot be written to: %s".formatted(folder, e.getMessage()));
    }
  }

  private static SecretKey key(Path folder) throws IOException, ConfigException {
    Files.createDirectories(folder);
    Path file = folder.resolve(KEY_FILE);
    if (Files.exists(file)) {
      try {
        Optional<SecretKey> stored = SecretKey.of(Hex.decode(Files.readString(file).strip()), true);
        if (stored.isPresent()) {
          return stored.get();
        }
      } catch (DecodeException _) {
        // Said below, in the same words as for a key that is none.
      }
      throw new ConfigException(
          "The file %s holds no key. Coins of the practice chain are worth nothing: delete it and start again."
              .formatted(file));
    }
    SecretKey made = random();
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, Hex.encode(made.toBytes()) + "\n");
    return made;
  }

  /// A new key.
  static SecretKey random() {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[32];
    Optional<SecretKey> key;
    do {
      random.nextBytes(secret);
      key = SecretKey.of(secret, true);
    } while (key.isEmpty());
    return key.get();
  }
}
