package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.Optional;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.PartialMerkleTree;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.TxParser;
import org.quantumcoin.wallet.Wallet;
import tools.jackson.databind.JsonNode;

/// Methods by which a pruned node's wallet gets transactions that it cannot look for any more, and
/// gives up those that it need not keep.
final class PrunedFundsRpc {
  private final WalletCalls calls;

  PrunedFundsRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("importprunedfunds", WALLET)
            .help(
                "Imports funds without rescan. Corresponding address or script must previously be included in wallet. Aimed towards pruned wallets. The end-user is responsible to import additional transactions that subsequently spend the imported outputs or rescan after the point in the blockchain the transaction is included.")
            .param(
                RpcParam.required(
                    "rawtransaction",
                    RpcType.HEX,
                    "A raw transaction in hex funding an already-existing address in wallet"))
            .param(
                RpcParam.required(
                    "txoutproof",
                    RpcType.HEX,
                    "The hex output from gettxoutproof that contains the transaction"))
            .result("null")
            .example("\"rawtransaction\" \"txoutproof\"")
            .handler(calls.on(PrunedFundsRpc::add)));
    registry.add(
        RpcMethod.of("removeprunedfunds", WALLET)
            .help(
                "Deletes the specified transaction from the wallet. Meant for use with pruned wallets and as a companion to importprunedfunds. This will affect wallet balances.")
            .param(
                RpcParam.required(
                    "txid", RpcType.HEX, "The hex-encoded id of the transaction you are deleting"))
            .result("null")
            .example("\"txid\"")
            .handler(calls.on(PrunedFundsRpc::remove)));
  }

  private static JsonNode add(Wallet wallet, RpcCall call) {
    Transaction tx =
        TxParser.parse(call.string(0), true, true)
            .orElseThrow(() ->
                WalletCalls.error(
                    RpcErrorCode.DESERIALIZATION_ERROR,
                    "TX decode failed. Make sure the tx has at least one input."));
    ByteReader in = new ByteReader(RpcCall.bytes(call.get(1), "proof"));
    BlockHeader header;
    PartialMerkleTree tree;
    try {
      header = BlockHeader.read(in);
      tree = PartialMerkleTree.read(in);
    } catch (DecodeException _) {
      throw WalletCalls.error(
          RpcErrorCode.MISC_ERROR,
          "The proof ends before it is whole. Nothing was changed: ask for the proof again with gettxoutproof.");
    }
    PartialMerkleTree.Proof proof =
        tree.proof()
            .filter(each -> each.root().equals(header.merkleRoot()))
            .orElseThrow(() -> refused("Something wrong with merkleblock"));
    return wallet.locked(() -> {
      BlockRef block = block(wallet, header);
      PartialMerkleTree.Match match =
          proof.matches().stream()
              .filter(each -> each.txid().equals(tx.txid()))
              .findFirst()
              .orElseThrow(() -> refused("Transaction given doesn't exist in proof"));
      if (!wallet.addProven(tx, block, match.index())) {
        throw refused("No addresses in wallet correspond to included transaction");
      }
      return Json.nothing();
    });
  }

  /// The block of a header, if the wallet has seen it in the active chain.
  private static BlockRef block(Wallet wallet, BlockHeader header) {
    NodeApi node = wallet.node();
    Optional<BlockRef> found = node.findBlock(header.hash());
    return found
        .filter(block -> node.isActive(block.hash()))
        .filter(block -> block.height() <= wallet.ledger().tipHeight())
        .orElseThrow(() -> refused("Block not found in chain"));
  }

  private static RpcException refused(String why) {
    return WalletCalls.error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, why);
  }

  private static JsonNode remove(Wallet wallet, RpcCall call) {
    Txid txid = new Txid(call.hash(0, "txid"));
    if (!wallet.forget(txid)) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "Transaction %s does not belong to this wallet".formatted(txid));
    }
    return Json.nothing();
  }
}
