package org.quantumcoin.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.wallet.rpc.WalletRpc;
import org.quantumcoin.wallet.store.OwnerOnly;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The wallets to open at the next start, in `settings.json` as Core keeps it; what else is in the
/// file stays.
final class StartupWallets implements WalletRpc.StartupList {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String WALLET = "wallet";

  private final Path file;
  private final ObjectNode settings;
  private final Set<String> names = new LinkedHashSet<>();

  private StartupWallets(Path file, ObjectNode settings) {
    this.file = file;
    this.settings = settings;
    for (JsonNode name : settings.path(WALLET)) {
      if (name.isString()) {
        names.add(name.stringValue());
      }
    }
  }

  static StartupWallets open(Path file) throws ConfigException {
    ObjectNode settings = Json.object();
    try {
      if (Files.exists(file)) {
        JsonNode read = JSON.readTree(Files.readString(file));
        for (Map.Entry<String, JsonNode> entry : read.properties()) {
          settings.set(entry.getKey(), entry.getValue());
        }
      }
    } catch (IOException | JacksonException e) {
      throw new ConfigException(
          "Settings file could not be read: %s (%s). Wallets are safe; correct the file or remove it."
              .formatted(file, e.getMessage()));
    }
    return new StartupWallets(file, settings);
  }

  Set<String> names() {
    return new LinkedHashSet<>(names);
  }

  @Override
  public synchronized void add(String name) {
    if (names.add(name)) {
      write();
    }
  }

  @Override
  public synchronized void remove(String name) {
    if (names.remove(name)) {
      write();
    }
  }

  private void write() {
    ArrayNode list = Json.array();
    names.forEach(list::add);
    settings.set(WALLET, list);
    String text = Json.writePretty(settings, 4) + "\n";
    try {
      OwnerOnly.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      WalletStart.warn("written", e);
    }
  }
}
