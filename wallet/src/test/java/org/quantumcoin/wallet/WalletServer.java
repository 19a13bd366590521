package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quantumcoin.wallet.TestPayments.foreignCoin;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.pay;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.rpc.MessageRpc;
import org.quantumcoin.wallet.rpc.SweepRpc;
import org.quantumcoin.wallet.rpc.WalletRpc;
import org.quantumcoin.wallet.spend.KeySweeper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Wallets on a node in memory, called by RPC.
final class WalletServer implements AutoCloseable {
  private static final FeeRate FALLBACK_FEE = new FeeRate(2_000);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(FakeNode.GENESIS_TIME));

  final FakeNode node = new FakeNode();
  final Wallets wallets;
  final Addresses addresses;
  private final RpcDispatcher dispatcher;
  private int coins = 1_000;

  WalletServer(Path folder) {
    this(folder, Map.of());
  }

  WalletServer(Path folder, InstantSource clock) {
    this(folder, Map.of(), clock, FALLBACK_FEE);
  }

  /// Whose node has no estimates, as any has on a quiet network, and no `-fallbackfee` either.
  static WalletServer withoutFees(Path folder) {
    return new WalletServer(folder, Map.of(), CLOCK, new FeeRate(0));
  }

  /// @param unspent coins of the chain, for sweeps
  WalletServer(Path folder, Map<OutPoint, Coin> unspent) {
    this(folder, unspent, CLOCK, FALLBACK_FEE);
  }

  private WalletServer(
      Path folder, Map<OutPoint, Coin> unspent, InstantSource clock, FeeRate fallbackFee) {
    WalletConfig usual = WalletsTest.config(folder, 20);
    WalletConfig.Spending d = WalletConfig.Spending.DEFAULT;
    WalletConfig.Spending spending =
        new WalletConfig.Spending(
            d.addressType(),
            d.changeType(),
            fallbackFee,
            d.discardFee(),
            d.longTermFee(),
            d.minFee(),
            d.payFee(),
            d.maxFeeSats(),
            d.confirmTarget(),
            d.replaceable(),
            d.spendUnconfirmedChange(),
            d.avoidPartialSpends(),
            d.rejectLongChains(),
            d.broadcast());
    WalletConfig config =
        new WalletConfig(
            usual.params(),
            usual.folder(),
            usual.watchKey(),
            usual.gap(),
            usual.kdf(),
            spending,
            Optional.empty());
    wallets = Wallets.open(config, node, clock);
    addresses = new Addresses(config.params().addresses());
    RpcRegistry registry = new RpcRegistry();
    dispatcher = new RpcDispatcher(registry);
    WalletRpc.register(registry, wallets, WalletRpc.StartupList.NONE, Optional.empty());
    new SweepRpc(wallets, new KeySweeper(scripts -> unspent(unspent, scripts))).register(registry);
    new MessageRpc(config.params().addresses()).register(registry);
    dispatcher.ready();
  }

  private static Map<OutPoint, Coin> unspent(Map<OutPoint, Coin> all, Set<Script> scripts) {
    Map<OutPoint, Coin> found = new HashMap<>(all);
    found.values().removeIf(coin -> !scripts.contains(coin.out().script()));
    return found;
  }

  /// A wallet without passphrase.
  Wallet make(String name) {
    return wallets.create(name, WalletOptions.DEFAULT, new byte[0]);
  }

  private static JsonNode json(Object value) {
    return switch (value) {
      case JsonNode node -> node;
      case Boolean bool -> Json.bool(bool);
      case Integer number -> Json.number(number);
      case BigDecimal amount -> Json.string(amount.toPlainString());
      default -> Json.string(value.toString());
    };
  }

  JsonNode call(Wallet wallet, String method, Object... parameters) {
    return call(wallet.name(), method, parameters);
  }

  JsonNode call(String wallet, String method, Object... parameters) {
    ArrayNode list = Json.array();
    for (Object each : parameters) {
      list.add(json(each));
    }
    return dispatcher.call(method, list, "user", "/wallet/" + wallet);
  }

  String text(Wallet wallet, String method, Object... parameters) {
    return call(wallet, method, parameters).stringValue();
  }

  /// A call that is refused with this code; what it says.
  String refused(RpcErrorCode code, Wallet wallet, String method, Object... parameters) {
    RpcException refusal =
        catchThrowableOfType(RpcException.class, () -> call(wallet, method, parameters));
    assertThat(refusal).as(method).isNotNull();
    assertThat(refusal.code()).as(refusal.text()).isEqualTo(code);
    return refusal.text();
  }

  Script script(String address) {
    return addresses.script(address).orElseThrow();
  }

  /// Pays an address from a coin that is nobody's, in a block.
  Transaction receive(String address, long sats) {
    Transaction tx =
        pay(
            List.of(foreignCoin(coins++)),
            new TxOut(sats, script(address)),
            new TxOut(1_000, foreignScript(coins)));
    node.mine(List.of(tx));
    wallets.awaitEvents();
    return tx;
  }

  @Override
  public void close() {
    wallets.close();
  }
}
