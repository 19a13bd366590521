package org.quantumcoin.node.api;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Txid;

/// Blocks and transactions, taken apart for people to read.
///
/// Every method reads from disk: not for a window's own thread. The last blocks asked for are kept,
/// so that paging through one costs little.
public interface ExplorerAccess {
  /// A block of the active chain; empty below zero and above the tip.
  Optional<BlockDetails> blockAt(int height);

  /// Any block whose header is known.
  Optional<BlockDetails> block(BlockHash hash);

  /// A page of a block's transactions in their order; empty where the block is not stored, and
  /// beyond its last.
  List<BlockTransaction> blockTransactions(BlockHash hash, int offset, int count);

  /// A transaction of the mempool, of a recent block, or of any block as long as one of its first
  /// outputs is unspent. Without an index of all transactions others are found only by their block.
  Optional<TransactionDetails> transaction(Txid txid);

  /// A transaction of a certain block.
  Optional<TransactionDetails> transaction(BlockHash block, Txid txid);

  /// What a person may mean by a text: a height, the hash of a block, the id of a transaction, an
  /// address.
  SearchResult search(String text);

  /// What was searched for.
  sealed interface SearchResult {
    record BlockFound(BlockRef block, boolean active) implements SearchResult {}

    record TransactionFound(Txid txid) implements SearchResult {}

    /// An address of this network. `waiting` are transactions of the mempool that pay it, at most
    /// [#MAX_WAITING].
    record AddressFound(String address, String type, String scriptHex, List<Txid> waiting)
        implements SearchResult {
      public AddressFound {
        waiting = List.copyOf(waiting);
      }
    }

    record NothingFound(Reason reason) implements SearchResult {}

    /// Why nothing was found.
    enum Reason {
      EMPTY,
      ABOVE_TIP,
      /// Sixty-four hexadecimal digits that are no block, and no transaction that can be found
      /// without an index.
      UNKNOWN_HASH,
      /// Neither of what can be searched for.
      NOT_UNDERSTOOD
    }

    int MAX_WAITING = 100;
  }
}
