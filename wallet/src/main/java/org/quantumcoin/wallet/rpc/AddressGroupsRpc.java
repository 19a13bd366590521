package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.Map;
import java.util.Set;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.spend.AddressGroups;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `listaddressgroupings`.
final class AddressGroupsRpc {
  private final WalletCalls calls;

  AddressGroupsRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("listaddressgroupings", WALLET)
            .help(
                "Lists groups of addresses which have had their common ownership\nmade public by common use as inputs or as the resulting change\nin past transactions")
            .result("[ [ [ \"address\", amount, \"label\" ], ... ], ... ]    (json array)")
            .example("")
            .handler(calls.on((wallet, _) -> wallet.locked(() -> list(wallet)))));
  }

  private JsonNode list(Wallet wallet) {
    Map<Script, Long> balances = AddressGroups.balances(wallet);
    ArrayNode groups = Json.array();
    for (Set<Script> group : AddressGroups.of(wallet)) {
      ArrayNode list = Json.array();
      for (Script script : group) {
        calls
            .addresses()
            .encode(script)
            .ifPresent(address -> {
              ArrayNode entry = list.addArray().add(address);
              entry.add(Json.amount(balances.getOrDefault(script, 0L)));
              wallet.book().find(script).ifPresent(row -> entry.add(row.label()));
            });
      }
      if (!list.isEmpty()) {
        groups.add(list);
      }
    }
    return groups;
  }
}
