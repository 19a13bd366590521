package org.quantumcoin.wallet.rpc;

import java.util.List;
import java.util.OptionalInt;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.treasury.Charter;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.TreasuryState;
import tools.jackson.databind.JsonNode;

/// What the methods of a treasury have in common.
final class TreasuryCalls {
  private static final int ID_CHARS = 64;

  private final WalletCalls calls;

  TreasuryCalls(WalletCalls calls) {
    this.calls = calls;
  }

  /// A method of a wallet that is a seat; runs within the wallet's lock.
  interface SeatHandler {
    JsonNode handle(Treasury treasury, RpcCall call);
  }

  RpcMethod.Handler onSeat(SeatHandler handler) {
    return calls.on((wallet, call) -> wallet.locked(() -> handler.handle(treasury(wallet), call)));
  }

  /// The same for what needs the seat's signature.
  RpcMethod.Handler bySeat(SeatHandler handler) {
    return calls.on((wallet, call) -> {
      WalletCalls.expectUnlocked(wallet);
      return wallet.locked(() -> handler.handle(treasury(wallet), call));
    });
  }

  static Treasury treasury(Wallet wallet) {
    return wallet
        .treasury()
        .orElseThrow(() ->
            new WalletException(
                WalletException.Kind.REFUSED,
                "This wallet is no seat of a treasury. Use createtreasury or jointreasury first."));
  }

  static ByteString id(RpcCall call, int index) {
    String hex = call.string(index);
    if (hex.length() != ID_CHARS || !Hex.isHex(hex)) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER, "An id has 64 hexadecimal digits; see listproposals.");
    }
    return ByteString.fromHex(hex);
  }

  static ProposalView proposal(TreasuryState state, ByteString id) {
    return state
        .find(id)
        .orElseThrow(() ->
            WalletCalls.error(
                RpcErrorCode.INVALID_ADDRESS_OR_KEY,
                "There is no proposal %s here. Ask its proposer for a newer file, or see listproposals."
                    .formatted(id.toHex())));
  }

  static int seat(Charter charter, String name) {
    OptionalInt found = OptionalInt.empty();
    List<String> names = charter.seats().stream().map(seat -> seat.name()).toList();
    if (names.contains(name)) {
      found = OptionalInt.of(names.indexOf(name));
    }
    return found.orElseThrow(() ->
        WalletCalls.error(
            RpcErrorCode.INVALID_PARAMETER,
            "There is no seat called %s. The seats are: %s."
                .formatted(name, String.join(", ", names))));
  }
}
