package org.quantumcoin.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.node.FullNode;
import org.quantumcoin.node.NodeConfig;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.consensus.DifficultyRules;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.p2p.ReachOptions;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.TransactionSigner;

/// A second node of ours on this machine, for a newcomer to practise with: it has a chain, finds a
/// block every few seconds, and pays itself.
///
/// Everything about it is real but the worth of its coins: it is a node like any other, on a
/// regtest chain in a folder of its own, and speaks to the first one over the peer-to-peer
/// protocol.
final class PracticeNetwork implements AutoCloseable {
  /// Blocks that are there when the window opens: coinbases must be 100 deep before they can be
  /// spent.
  private static final int FIRST_BLOCKS = 120;

  private static final int MIN_BLOCK_MILLIS = 3_000;
  private static final int MAX_BLOCK_MILLIS = 9_000;
  private static final int MAX_PAYMENTS = 3;
  private static final long MIN_FEE = 300;
  private static final long MAX_FEE = 3_000;

  private final FullNode node;
  private final NetworkParams params;
  private final int port;
  private final SecretKey key;
  private final KeyStore keys = new KeyStore();
  private final Script payTo;
  private final List<Spendable> coins = new ArrayList<>();
  private final RandomGenerator random = new SecureRandom();
  private final Thread thread;
  private volatile boolean closing;

  /// A coin of the partner's, ready to be spent.
  private record Spendable(OutPoint outpoint, TxOut out) {}

  private PracticeNetwork(FullNode node, NetworkParams params, int port) {
    this.node = node;
    this.params = params;
    this.port = port;
    this.key = Practice.random();
    this.keys.addKey(key);
    this.payTo = ScriptTemplates.payToWitnessPubkeyHash(Hash160.hash(key.publicKey()));
    this.thread = Thread.ofPlatform().name("practice").daemon().unstarted(this::live);
  }

  /// Starts the partner beside a node with the given configuration; [#address()] is where that node
  /// finds it.
  static PracticeNetwork start(NodeConfig beside, Clock clock) throws ConfigException {
    try {
      int port = freePort();
      FullNode partner =
          FullNode.open(
              partnerConfig(beside, port),
              clock,
              failure -> Log.error("The practice partner stops: " + failure.getMessage()));
      partner.loadChain().join();
      PracticeNetwork network = new PracticeNetwork(partner, beside.params(), port);
      network.mineFirstBlocks();
      partner.connect();
      network.thread.start();
      return network;
    } catch (IOException | CompletionException e) {
      throw new ConfigException("The practice network could not start: " + e.getMessage());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static NodeConfig partnerConfig(NodeConfig beside, int port) {
    Path folder = beside.directories().chain().resolve("partner");
    NodeConfig.Peers peers = beside.peers();
    NodeConfig.Peers alone =
        new NodeConfig.Peers(
            port,
            true,
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
            true,
            List.of(),
            List.of(),
            List.of(),
            List.of("practice"),
            peers.maxConnections(),
            peers.connectTimeoutMillis(),
            peers.peerTimeoutSeconds(),
            peers.banTimeSeconds(),
            true,
            false,
            false,
            false,
            peers.extraTransactions(),
            PeerRules.DEFAULTS,
            ReachOptions.DIRECT,
            Optional.empty());
    return new NodeConfig(
        beside.params(),
        new NodeConfig.Directories(folder, folder, folder.resolve("blocks")),
        beside.chainstate(),
        alone,
        beside.mempool(),
        NodeConfig.Indexes.NONE,
        beside.mining(),
        beside.commands(),
        beside.rpc());
  }

  /// `host:port` of the partner.
  String address() {
    return "127.0.0.1:" + port;
  }

  private void mineFirstBlocks() {
    int have = node.chain().snapshot().height();
    for (int height = have; height < FIRST_BLOCKS; height++) {
      mineBlock();
    }
    // Coins from earlier sessions belong to keys that are gone; what is spendable now was mined in
    // this one.
    while (coins.isEmpty() && node.chain().snapshot().height() < have + FIRST_BLOCKS) {
      mineBlock();
    }
  }

  private void live() {
    try {
      while (!closing) {
        Thread.sleep(random.nextInt(MIN_BLOCK_MILLIS, MAX_BLOCK_MILLIS) / 2);
        int payments = random.nextInt(MAX_PAYMENTS + 1);
        for (int i = 0; i < payments && !coins.isEmpty(); i++) {
          pay();
        }
        Thread.sleep(random.nextInt(MIN_BLOCK_MILLIS, MAX_BLOCK_MILLIS) / 2);
        if (!closing) {
          mineBlock();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (CompletionException e) {
      if (!closing) {
        Log.error("The practice partner stops: " + e.getMessage());
      }
    }
  }

  /// Spends a coin to two new ones of the partner's own.
  private void pay() {
    Spendable coin = coins.remove(random.nextInt(coins.size()));
    long fee = random.nextLong(MIN_FEE, MAX_FEE);
    long value = coin.out().value() - fee;
    if (value < 2 * MAX_FEE) {
      return;
    }
    long first = random.nextLong(value / 4, value / 2);
    Transaction unsigned =
        Transaction.create(
            2,
            List.of(new TxIn(coin.outpoint(), Script.EMPTY, TxIn.SEQUENCE_FINAL)),
            List.of(new TxOut(first, payTo), new TxOut(value - first, payTo)),
            0);
    Transaction signed =
        TransactionSigner.sign(unsigned, List.of(Optional.of(coin.out())), keys, SigHash.ALL).tx();
    var answer = node.mempool().submit(signed).join();
    Log.debug(LogCategory.MEMPOOL, () -> "Practice payment: " + answer);
  }

  private void mineBlock() {
    Block template = node.templates().fromMempool(payTo).join().block();
    BlockHeader header = template.header();
    BlockHeader solved = header;
    for (int nonce = 0;
        !DifficultyRules.meetsTarget(
            solved.hash().hash(), solved.bits(), params.consensus().powLimit());
        nonce++) {
      solved = header.withNonce(nonce);
    }
    Block block = Block.create(solved, template.transactions());
    node.chain().submitBlock(block, true).join();
    collectCoins(block);
  }

  /// Takes note of outputs that are the partner's: payments at once, a coinbase when it is deep
  /// enough.
  private void collectCoins(Block block) {
    for (Transaction tx : block.transactions().subList(1, block.transactions().size())) {
      collect(tx);
    }
    ChainSnapshot now = node.chain().snapshot();
    int mature = now.height() - 100;
    var index = now.at(mature);
    if (index != null && mature > 0) {
      collect(node.chain().readBlock(index).transactions().get(0));
    }
  }

  private void collect(Transaction tx) {
    for (int i = 0; i < tx.outputs().size(); i++) {
      TxOut out = tx.outputs().get(i);
      if (out.script().equals(payTo)) {
        coins.add(new Spendable(new OutPoint(tx.txid(), i), out));
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    node.close();
    keys.close();
    key.close();
  }
}
