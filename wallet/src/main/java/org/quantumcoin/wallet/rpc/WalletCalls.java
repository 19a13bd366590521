package org.quantumcoin.wallet.rpc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Rescan;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.descriptor.DescriptorException;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.multisig.MultisigException;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.treasury.TreasuryException;
import org.quantumcoin.wallet.ur.UrException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What all wallet methods have in common: which wallet a call is for, and how failures become
/// error replies.
final class WalletCalls {
  private static final String WALLET_PATH = "/wallet/";

  private final Wallets wallets;
  private final Addresses addresses;

  WalletCalls(Wallets wallets) {
    this.wallets = wallets;
    this.addresses = new Addresses(wallets.config().params().addresses());
  }

  Wallets wallets() {
    return wallets;
  }

  Addresses addresses() {
    return addresses;
  }

  /// A method of one wallet.
  interface WalletHandler {
    JsonNode handle(Wallet wallet, RpcCall call);
  }

  RpcMethod.Handler on(WalletHandler handler) {
    return guarded(call -> {
      Wallet wallet = wallet(call);
      wallets.awaitTip(wallet);
      return handler.handle(wallet, call);
    });
  }

  /// With failures of the wallet as error replies.
  static RpcMethod.Handler guarded(RpcMethod.Handler handler) {
    return call -> {
      try {
        return handler.handle(call);
      } catch (WalletException e) {
        throw new RpcException(code(e), String.valueOf(e.getMessage()));
      } catch (StoreException e) {
        throw new RpcException(code(e), String.valueOf(e.getMessage()));
      } catch (TreasuryException e) {
        throw new RpcException(RpcErrorCode.WALLET_ERROR, e.sentence());
      } catch (MultisigException | UrException e) {
        throw new RpcException(RpcErrorCode.INVALID_PARAMETER, String.valueOf(e.getMessage()));
      } catch (DescriptorException e) {
        throw new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, String.valueOf(e.getMessage()));
      }
    };
  }

  static RpcErrorCode code(WalletException e) {
    return switch (e.kind()) {
      case REFUSED, BEHIND -> RpcErrorCode.WALLET_ERROR;
      case INSUFFICIENT_FUNDS -> RpcErrorCode.WALLET_INSUFFICIENT_FUNDS;
      case LOCKED -> RpcErrorCode.WALLET_UNLOCK_NEEDED;
      case WRONG_PASSPHRASE -> RpcErrorCode.WALLET_PASSPHRASE_INCORRECT;
      case WRONG_STATE -> RpcErrorCode.WALLET_WRONG_ENC_STATE;
      case KEYS_RAN_OUT -> RpcErrorCode.WALLET_KEYPOOL_RAN_OUT;
      case INVALID -> RpcErrorCode.INVALID_ADDRESS_OR_KEY;
      case BAD_PARAMETER -> RpcErrorCode.INVALID_PARAMETER;
    };
  }

  private static RpcErrorCode code(StoreException e) {
    return switch (e.kind()) {
      case NOT_FOUND -> RpcErrorCode.WALLET_NOT_FOUND;
      case IN_USE -> RpcErrorCode.WALLET_ALREADY_LOADED;
      case WRONG_PASSPHRASE -> RpcErrorCode.WALLET_PASSPHRASE_INCORRECT;
      case ALREADY_EXISTS, PASSPHRASE_NEEDED, DAMAGED, FOREIGN, NEWER, IO ->
          RpcErrorCode.WALLET_ERROR;
    };
  }

  /// The name in the path, if it has one.
  static Optional<String> pathName(RpcCall call) {
    return call.path().startsWith(WALLET_PATH)
        ? Optional.of(
            URLDecoder.decode(
                // A plus sign is a plus sign here.
                call.path().substring(WALLET_PATH.length()).replace("+", "%2B"),
                StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /// The wallet that a call is for (Core's `GetWalletForJSONRPCRequest`).
  Wallet wallet(RpcCall call) {
    Optional<String> name = pathName(call);
    if (name.isPresent()) {
      return wallets
          .find(name.get())
          .orElseThrow(() ->
              new RpcException(
                  RpcErrorCode.WALLET_NOT_FOUND,
                  "Requested wallet does not exist or is not loaded"));
    }
    List<Wallet> open = wallets.list();
    if (open.size() == 1) {
      return open.getFirst();
    }
    if (open.isEmpty()) {
      throw new RpcException(
          RpcErrorCode.WALLET_NOT_FOUND,
          "No wallet is loaded. Load a wallet using loadwallet or create a new one with createwallet. (Note: A default wallet is no longer automatically created)");
    }
    throw new RpcException(
        RpcErrorCode.WALLET_NOT_SPECIFIED,
        "Multiple wallets are loaded. Please select which wallet to use by requesting the RPC through the /wallet/<walletname> URI path. Or for the CLI, specify the \"-rpcwallet=<walletname>\" option before the command (run \"bitcoin-cli -h\" for help or \"bitcoin-cli listwallets\" to see which wallets are currently loaded).");
  }

  static RpcException error(RpcErrorCode code, String message) {
    return new RpcException(code, message);
  }

  /// With a passphrase that a call may have as one of its parameters; wiped afterwards.
  static JsonNode withPassphrase(
      RpcCall call, int index, Function<Optional<byte[]>, JsonNode> work) {
    if (!call.has(index)) {
      return work.apply(Optional.empty());
    }
    byte[] passphrase = call.string(index).getBytes(StandardCharsets.UTF_8);
    try {
      return work.apply(Optional.of(passphrase));
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  /// Core's `EnsureWalletIsUnlocked`.
  static void expectUnlocked(Wallet wallet) {
    if (wallet.isLocked()) {
      throw error(
          RpcErrorCode.WALLET_UNLOCK_NEEDED,
          "Error: Please enter the wallet passphrase with walletpassphrase first.");
    }
  }

  /// Before keys are added that have to be looked for.
  static void expectNotScanning(Wallet wallet) {
    if (wallet.runningRescan().isPresent()) {
      throw error(
          RpcErrorCode.WALLET_ERROR,
          "Wallet is currently rescanning. Abort existing rescan or wait.");
    }
  }

  /// Looks for what was paid to keys that were added; what to say if not every block was seen.
  static Optional<String> catchUpOnKeys(Wallet wallet) {
    Rescan.Result result = wallet.catchUpOnKeys();
    return switch (result.end()) {
      case COMPLETE -> Optional.empty();
      case ABORTED -> throw error(RpcErrorCode.MISC_ERROR, "Rescan aborted by user.");
      case SUSPENDED ->
          throw error(
              RpcErrorCode.MISC_ERROR,
              "The wallet was closed before every block was looked at for the new keys, which it has. It goes on when it is opened again.");
      case BLOCK_MISSING ->
          Optional.of(
              "Blocks above %d cannot be read here, so what they hold for these keys is not shown yet. Funds are safe: the wallet looks again each time it is opened."
                  .formatted(result.lastHeight()));
    };
  }

  /// Core's `LabelFromValue`.
  static String label(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    String label = RpcCall.string(value);
    if (label.equals("*")) {
      throw error(RpcErrorCode.WALLET_INVALID_LABEL_NAME, "Invalid label name");
    }
    return label;
  }

  /// A kind of address by its name.
  static OutputType type(String name) {
    for (OutputType type : OutputType.values()) {
      if (type != OutputType.UNKNOWN && type.rpcName().equals(name)) {
        return type;
      }
    }
    throw error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Unknown address type '" + name + "'");
  }

  Script script(String address) {
    return addresses
        .script(address)
        .orElseThrow(() ->
            error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid Bitcoin address: " + address));
  }

  /// A transaction of the wallet; within `locked()`.
  static WalletTx transaction(Wallet wallet, RpcCall call) {
    Txid txid = new Txid(call.hash(0, "txid"));
    return wallet
        .ledger()
        .find(txid)
        .orElseThrow(() ->
            error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid or non-wallet transaction id"));
  }

  /// Core's `AppendLastProcessedBlock`; within `locked()`.
  static void addLastBlock(ObjectNode to, Wallet wallet) {
    to.set(
        "lastprocessedblock",
        Json.object()
            .put("hash", wallet.lastBlock().toString())
            .put("height", wallet.ledger().tipHeight()));
  }
}
