package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.MINING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.HeadersVerdict;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Witness;
import tools.jackson.databind.JsonNode;

/// Methods that hand blocks and headers to the chain (BIP-0022).
final class SubmitRpc {
  private final ChainManager chain;

  SubmitRpc(ChainManager chain) {
    this.chain = chain;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("submitblock", MINING)
            .help("Attempts to submit new block to network.")
            .param(
                RpcParam.required("hexdata", RpcType.HEX, "the hex-encoded block data to submit"))
            .param(
                RpcParam.optional(
                    "dummy",
                    RpcType.STRING,
                    "ignored",
                    "dummy value, for compatibility with BIP22. This value is ignored."))
            .result("null, or \"str\"    the reason why the block was refused, as in BIP22")
            .example("\"mydata\"")
            .handler(this::block));
    registry.add(
        RpcMethod.of("submitheader", MINING)
            .help(
                "Decode the given hexdata as a header and submit it as a candidate chain tip if valid.\nThrows when the header is invalid.")
            .param(RpcParam.required("hexdata", RpcType.HEX, "the hex-encoded block header data"))
            .result("null    (json null) None")
            .example("\"aabbcc\"")
            .handler(this::header));
  }

  private JsonNode block(RpcCall call) {
    Block block = withWitnessNonce(parse(call.string(0)));
    return switch (Waiting.on(chain.submitBlock(block, true))) {
      case BlockVerdict.Accepted(_, boolean connected) ->
          connected ? Json.nothing() : Json.string("inconclusive");
      case BlockVerdict.Duplicate _ -> Json.string("duplicate");
      case BlockVerdict.Ignored _ -> Json.string("inconclusive");
      case BlockVerdict.Invalid(_, String reason, _) ->
          Json.string(reason.isEmpty() ? "rejected" : reason);
    };
  }

  static Block parse(String hex) {
    try {
      ByteReader in = new ByteReader(Hex.decode(hex));
      Block block = Block.read(in);
      in.expectEnd();
      return block;
    } catch (DecodeException | IllegalArgumentException _) {
      throw new RpcException(RpcErrorCode.DESERIALIZATION_ERROR, "Block decode failed");
    }
  }

  /// Old mining software leaves out the coinbase's witness: the nonce of the commitment is put in,
  /// which changes no hash (Core's `UpdateUncommittedBlockStructures`).
  private Block withWitnessNonce(Block block) {
    BlockIndex parent = chain.find(block.header().previous());
    if (parent == null
        || block.transactions().isEmpty()
        || !chain.softForks().isSegwitActiveAt(parent.height() + 1)) {
      return block;
    }
    Transaction coinbase = block.transactions().getFirst();
    boolean lacks =
        BlockRules.witnessCommitmentIndex(block) >= 0
            && !coinbase.hasWitness()
            && coinbase.inputs().size() == 1;
    if (!lacks) {
      return block;
    }
    TxIn input = coinbase.inputs().getFirst().withWitness(Witness.of(List.of(new byte[32])));
    List<Transaction> transactions = new ArrayList<>(block.transactions());
    transactions.set(
        0,
        Transaction.create(
            coinbase.version(), List.of(input), coinbase.outputs(), coinbase.lockTime()));
    return Block.create(block.header(), transactions);
  }

  private JsonNode header(RpcCall call) {
    BlockHeader header = parseHeader(call.string(0));
    if (chain.find(header.previous()) == null) {
      throw new RpcException(
          RpcErrorCode.VERIFY_ERROR,
          "Must submit previous header (" + header.previous() + ") first");
    }
    return switch (Waiting.on(chain.submitHeaders(List.of(header)))) {
      case HeadersVerdict.Accepted _ -> Json.nothing();
      case HeadersVerdict.Invalid(_, _, String reason, _) ->
          throw new RpcException(RpcErrorCode.VERIFY_ERROR, reason);
    };
  }

  private static BlockHeader parseHeader(String hex) {
    Optional<BlockHeader> header = Optional.empty();
    try {
      byte[] bytes = Hex.decode(hex);
      // What follows the header is not looked at, as in Core.
      header = Optional.of(BlockHeader.read(new ByteReader(bytes)));
    } catch (DecodeException | IllegalArgumentException _) {
      // Said below.
    }
    return header.orElseThrow(
        () -> new RpcException(RpcErrorCode.DESERIALIZATION_ERROR, "Block header decode failed"));
  }
}
