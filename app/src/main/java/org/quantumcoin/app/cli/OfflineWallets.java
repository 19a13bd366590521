package org.quantumcoin.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;
import org.quantumcoin.app.config.NodeConfigReader;
import org.quantumcoin.app.config.WalletConfigReader;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.rpc.MessageRpc;
import org.quantumcoin.wallet.rpc.MultisigRpc;
import org.quantumcoin.wallet.rpc.PsbtRpc;
import org.quantumcoin.wallet.rpc.WalletRpc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The wallets of this computer without a node, behind the same methods that a node offers.
final class OfflineWallets implements AutoCloseable {
  private static final String USER = "local";

  private final Wallets wallets;
  private final RpcDispatcher dispatcher;
  private final NetworkParams params;
  private final AtomicReference<String> selected = new AtomicReference<>("");

  private OfflineWallets(Wallets wallets, RpcDispatcher dispatcher, NetworkParams params) {
    this.wallets = wallets;
    this.dispatcher = dispatcher;
    this.params = params;
  }

  static OfflineWallets open(Arguments arguments) throws ConfigException {
    NetworkParams params = NodeConfigReader.params(arguments);
    Path chain =
        DataDirectory.base(arguments)
            .resolve(
                DataDirectory.chainFolder(arguments.selectedCoin(), arguments.selectedChain()));
    DataDirectory.create(chain);
    WalletConfigReader.Setup setup = WalletConfigReader.read(arguments, params, chain);
    Wallets wallets = Wallets.offline(setup.config(), Clock.systemUTC());
    RpcRegistry registry = new RpcRegistry();
    RpcDispatcher dispatcher = new RpcDispatcher(registry);
    WalletRpc.register(registry, wallets, WalletRpc.StartupList.NONE, setup.tokenLibrary());
    new PsbtRpc(params, new SecureRandom()).register(registry);
    new MultisigRpc(params.addresses()).register(registry);
    new MessageRpc(params.addresses()).register(registry);
    dispatcher.ready();
    return new OfflineWallets(wallets, dispatcher, params);
  }

  NetworkParams params() {
    return params;
  }

  List<String> names() {
    return wallets.names();
  }

  /// The wallet that calls are for from now on.
  void select(String name) {
    selected.set(name);
  }

  /// Calls a method; failures are [org.quantumcoin.node.rpc.RpcException]s.
  JsonNode call(String method, JsonNode parameters) {
    String path =
        "/wallet/" + URLEncoder.encode(selected.get(), StandardCharsets.UTF_8).replace("+", "%20");
    return dispatcher.call(method, parameters, USER, path);
  }

  /// With parameters in order; those that are no JSON become strings.
  JsonNode call(String method, Object... parameters) {
    ArrayNode list = Json.array();
    for (Object each : parameters) {
      list.add(
          switch (each) {
            case JsonNode node -> node;
            case Boolean bool -> Json.bool(bool);
            case Integer number -> Json.number(number);
            default -> Json.string(each.toString());
          });
    }
    return call(method, list);
  }

  @Override
  public void close() {
    wallets.close();
  }
}
