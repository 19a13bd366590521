package org.quantumcoin.node.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Transaction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Headers and blocks as results show them (Core's `blockheaderToJSON` and `blockToJSON`).
public final class BlockJson {
  /// The exponent at which difficulty 1's target stands.
  private static final int DIFFICULTY_ONE_EXPONENT = 29;

  private final TxJson transactions;

  BlockJson(TxJson transactions) {
    this.transactions = transactions;
  }

  static ObjectNode header(BlockIndex index, ChainSnapshot chain) {
    ObjectNode json = Json.object();
    json.put("hash", index.hash().toString());
    json.put("confirmations", confirmations(index, chain));
    json.put("height", index.height());
    json.put("version", index.version());
    json.put("versionHex", hex8(index.version()));
    json.put("merkleroot", index.merkleRoot().toString());
    json.put("time", index.time());
    json.put("mediantime", index.medianTimePast());
    json.put("nonce", Integer.toUnsignedLong(index.nonce()));
    json.put("bits", hex8(index.bits()));
    json.put("target", target(index.bits()));
    json.set("difficulty", Json.number(difficulty(index.bits())));
    json.put("chainwork", index.chainWork().toHex());
    json.put("nTx", index.transactionCount());
    BlockIndex previous = index.previous();
    if (previous != null) {
      json.put("previousblockhash", previous.hash().toString());
    }
    BlockIndex next = chain.contains(index) ? chain.at(index.height() + 1) : null;
    if (next != null) {
      json.put("nextblockhash", next.hash().toString());
    }
    return json;
  }

  /// @param verbosity 1 for txids, 2 for transactions with fees, 3 for the coins spent as well
  /// @param undo the coins that the block spent; null when they are not known
  ObjectNode block(
      BlockIndex index, Block block, @Nullable BlockUndo undo, ChainSnapshot chain, int verbosity) {
    ObjectNode json = header(index, chain);
    json.put("strippedsize", block.baseSize());
    json.put("size", block.totalSize());
    json.put("weight", block.weight());
    ArrayNode list = Json.array();
    for (int i = 0; i < block.transactions().size(); i++) {
      Transaction tx = block.transactions().get(i);
      if (verbosity <= 1) {
        list.add(tx.txid().toString());
      } else {
        // The coinbase spends nothing.
        List<Coin> spent =
            undo == null || i == 0 ? List.of() : undo.spentByTransaction().get(i - 1);
        list.add(transactions.addTransaction(Json.object(), tx, spent, verbosity >= 3));
      }
    }
    json.set("tx", list);
    return json;
  }

  /// Blocks on top of it and itself; -1 off the active chain.
  static int confirmations(BlockIndex index, ChainSnapshot chain) {
    return chain.contains(index) ? chain.height() - index.height() + 1 : -1;
  }

  static String hex8(int value) {
    return "%08x".formatted(value);
  }

  static String target(int bits) {
    return CompactTarget.decode(bits).value().toHex();
  }

  /// How much harder than at the easiest target of Bitcoin's main network (Core's `GetDifficulty`).
  public static double difficulty(int bits) {
    double difficulty = (double) 0xffff / (bits & 0x00ff_ffff);
    for (int shift = bits >>> 24; shift < DIFFICULTY_ONE_EXPONENT; shift++) {
      difficulty *= 256.0;
    }
    for (int shift = bits >>> 24; shift > DIFFICULTY_ONE_EXPONENT; shift--) {
      difficulty /= 256.0;
    }
    return difficulty;
  }
}
