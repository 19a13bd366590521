package org.quantumcoin.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.StoredBlocks.Stored;
import org.quantumcoin.node.api.BlockDetails;
import org.quantumcoin.node.api.BlockTransaction;
import org.quantumcoin.node.api.ExplorerAccess;
import org.quantumcoin.node.api.TransactionDetails;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.consensus.CompactTarget;
import org.quantumcoin.node.mempool.EntryInfo;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.BlockJson;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.ScriptTemplates;

/// Shows blocks and transactions through the `api`.
///
/// There is no index of all transactions. One is found in the mempool, in the last blocks, or by a
/// coin of it that is still unspent, which knows its height.
final class Explorer implements ExplorerAccess {
  /// Blocks below the tip that are read to find a transaction: those that people ask about most.
  static final int RECENT_BLOCKS = 6;

  /// Outputs of an unknown transaction that are looked for among the coins.
  static final int PROBED_OUTPUTS = 64;

  /// The longest address of any kind has 90 characters (BIP-0173).
  private static final int MAX_SEARCH_CHARS = 200;

  private static final int HASH_HEX_CHARS = 64;
  private static final int MAX_HEIGHT_DIGITS = 9;

  private final ChainManager chain;
  private final Mempool mempool;
  private final StoredBlocks stored;
  private final TransactionView transactions;
  private final CoinLookup coins;
  private final Addresses addresses;

  Explorer(ChainManager chain, Mempool mempool) {
    this.chain = chain;
    this.mempool = mempool;
    this.stored = new StoredBlocks(chain);
    this.coins = new CoinLookup(chain);
    this.addresses = new Addresses(chain.params().addresses());
    this.transactions = new TransactionView(mempool, coins, addresses);
  }

  @Override
  public Optional<BlockDetails> blockAt(int height) {
    return Optional.ofNullable(chain.snapshot().at(height)).map(this::details);
  }

  @Override
  public Optional<BlockDetails> block(BlockHash hash) {
    return Optional.ofNullable(chain.find(hash)).map(this::details);
  }

  private BlockDetails details(BlockIndex index) {
    ChainSnapshot now = chain.snapshot();
    boolean active = now.contains(index);
    BlockIndex next = active ? now.at(index.height() + 1) : null;
    return new BlockDetails(
        BlockFeed.ref(index),
        active,
        confirmations(index, now),
        Optional.ofNullable(next).map(BlockIndex::hash),
        index.version(),
        "%08x".formatted(index.version()),
        index.merkleRoot(),
        Integer.toUnsignedLong(index.nonce()),
        "%08x".formatted(index.bits()),
        CompactTarget.decode(index.bits()).value().toHex(),
        BlockJson.difficulty(index.bits()),
        index.chainWork().toHex(),
        stored.read(index).map(this::contents));
  }

  private static int confirmations(BlockIndex index, ChainSnapshot now) {
    return now.contains(index) ? now.height() - index.height() + 1 : -1;
  }

  private BlockDetails.Contents contents(Stored of) {
    Block block = of.block();
    Transaction coinbase = block.transactions().getFirst();
    long reward = 0;
    TxOut largest = coinbase.outputs().getFirst();
    for (TxOut out : coinbase.outputs()) {
      reward += out.value();
      largest = out.value() > largest.value() ? out : largest;
    }
    return new BlockDetails.Contents(
        block.transactions().size(),
        block.totalSize(),
        block.baseSize(),
        block.weight(),
        reward,
        fees(of),
        readable(coinbase.inputs().getFirst().scriptSig()),
        addresses.encode(largest.script()));
  }

  private static OptionalLong fees(Stored of) {
    long fees = 0;
    for (int i = 1; i < of.block().transactions().size(); i++) {
      OptionalLong fee = TransactionView.fee(of.block().transactions().get(i), of.spentBy(i));
      if (fee.isEmpty()) {
        return OptionalLong.empty();
      }
      fees += fee.getAsLong();
    }
    return OptionalLong.of(fees);
  }

  /// What miners write between the numbers they need: printable ASCII, runs of anything else as one
  /// blank, so that nothing can hide or turn around what is shown.
  static String readable(Script script) {
    StringBuilder text = new StringBuilder();
    for (byte b : script.toBytes()) {
      boolean printable = b > ' ' && b < 0x7f;
      if (printable) {
        text.append((char) b);
      } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
    }
    return text.toString().strip();
  }

  @Override
  public List<BlockTransaction> blockTransactions(BlockHash hash, int offset, int count) {
    if (offset < 0 || count < 0) {
      throw new IllegalArgumentException("no page: " + offset + ", " + count);
    }
    Optional<Stored> found = Optional.ofNullable(chain.find(hash)).flatMap(stored::read);
    if (found.isEmpty()) {
      return List.of();
    }
    List<Transaction> all = found.get().block().transactions();
    int to = (int) Math.min((long) offset + count, all.size());
    List<BlockTransaction> page = new ArrayList<>();
    for (int i = offset; i < to; i++) {
      Transaction tx = all.get(i);
      page.add(
          new BlockTransaction(
              i,
              tx.txid(),
              tx.isCoinbase(),
              tx.inputs().size(),
              tx.outputs().size(),
              tx.outputs().stream().mapToLong(TxOut::value).sum(),
              TransactionView.fee(tx, found.get().spentBy(i)),
              tx.virtualSize(),
              tx.weight()));
    }
    return page;
  }

  @Override
  public Optional<TransactionDetails> transaction(Txid txid) {
    Optional<EntryInfo> waiting = mempool.entry(txid);
    return waiting.isPresent()
        ? waiting.map(transactions::waiting)
        : blockOf(txid).flatMap(index -> inBlock(index, txid));
  }

  @Override
  public Optional<TransactionDetails> transaction(BlockHash block, Txid txid) {
    return Optional.ofNullable(chain.find(block)).flatMap(index -> inBlock(index, txid));
  }

  private Optional<TransactionDetails> inBlock(BlockIndex index, Txid txid) {
    return stored
        .read(index)
        .flatMap(block -> {
          int position = position(block.block(), txid);
          return position < 0
              ? Optional.empty()
              : Optional.of(
                  transactions.inBlock(block, position, confirmations(index, chain.snapshot())));
        });
  }

  private static int position(Block block, Txid txid) {
    for (int i = 0; i < block.transactions().size(); i++) {
      if (block.transactions().get(i).txid().equals(txid)) {
        return i;
      }
    }
    return -1;
  }

  /// The active chain's block with a transaction, as far as it can be told without an index.
  private Optional<BlockIndex> blockOf(Txid txid) {
    List<OutPoint> outputs = new ArrayList<>();
    for (int i = 0; i < PROBED_OUTPUTS; i++) {
      outputs.add(new OutPoint(txid, i));
    }
    ChainSnapshot now = chain.snapshot();
    Optional<Coin> coin = coins.find(outputs).values().stream().findFirst();
    if (coin.isPresent()) {
      return Optional.ofNullable(now.at(coin.get().height()));
    }
    @Nullable BlockIndex at = now.tip();
    for (int i = 0; at != null && i < RECENT_BLOCKS; i++) {
      if (stored.read(at).filter(block -> position(block.block(), txid) >= 0).isPresent()) {
        return Optional.of(at);
      }
      at = at.previous();
    }
    return Optional.empty();
  }

  @Override
  public SearchResult search(String text) {
    String wanted = text.strip();
    if (wanted.isEmpty()) {
      return new SearchResult.NothingFound(SearchResult.Reason.EMPTY);
    }
    if (wanted.length() > MAX_SEARCH_CHARS) {
      return new SearchResult.NothingFound(SearchResult.Reason.NOT_UNDERSTOOD);
    }
    if (wanted.length() <= MAX_HEIGHT_DIGITS && wanted.matches("[0-9]+")) {
      BlockIndex index = chain.snapshot().at(Integer.parseInt(wanted));
      return index == null
          ? new SearchResult.NothingFound(SearchResult.Reason.ABOVE_TIP)
          : new SearchResult.BlockFound(BlockFeed.ref(index), true);
    }
    if (wanted.length() == HASH_HEX_CHARS && wanted.matches("[0-9a-fA-F]+")) {
      return searchHash(Hash256.fromHex(wanted));
    }
    return addresses
        .script(wanted)
        .<SearchResult>map(script -> foundAddress(wanted, script))
        .orElseGet(() -> new SearchResult.NothingFound(SearchResult.Reason.NOT_UNDERSTOOD));
  }

  private SearchResult searchHash(Hash256 hash) {
    BlockIndex index = chain.find(new BlockHash(hash));
    if (index != null) {
      return new SearchResult.BlockFound(BlockFeed.ref(index), chain.snapshot().contains(index));
    }
    Txid txid = new Txid(hash);
    boolean found = mempool.find(txid) != null || blockOf(txid).isPresent();
    return found
        ? new SearchResult.TransactionFound(txid)
        : new SearchResult.NothingFound(SearchResult.Reason.UNKNOWN_HASH);
  }

  private SearchResult foundAddress(String address, Script script) {
    List<Txid> waiting =
        mempool.transactions().stream()
            .filter(tx -> tx.outputs().stream().anyMatch(out -> out.script().equals(script)))
            .map(Transaction::txid)
            .limit(SearchResult.MAX_WAITING)
            .toList();
    return new SearchResult.AddressFound(
        address, ScriptTemplates.solve(script).type().text(), script.toHex(), waiting);
  }
}
