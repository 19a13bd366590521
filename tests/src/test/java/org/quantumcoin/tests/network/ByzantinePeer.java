package org.quantumcoin.tests.network;

import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.TestChains;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.p2p.Transport;
import org.quantumcoin.node.p2p.message.BlockMessage;
import org.quantumcoin.node.p2p.message.BlockTxn;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.p2p.message.GetBlockTxn;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.p2p.message.Verack;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;

/// A peer that breaks the rules in one way, again and again, and comes back when it is cut off.
final class ByzantinePeer {
  /// The ways.
  enum Mischief {
    /// Announces blocks, of its own and of others, and does not give them.
    WITHHOLDS_BLOCKS,
    /// Mines in secret, and makes the others reorganise to its branch. Breaks no rule.
    MINES_IN_SECRET,
    SENDS_INVALID_BLOCKS,
    SENDS_INVALID_HEADERS,
    SENDS_WRONG_TRANSACTIONS,
    SENDS_GARBAGE,
    /// Says nothing after the handshake, not even to pings.
    STALLS,
    /// Connects and says nothing.
    SAYS_NOTHING
  }

  private static final double ACT_MEAN_SECONDS = 12;
  private static final double RETURN_MEAN_SECONDS = 20;
  private static final int MAX_REORGANISATION = 3;
  private static final long TOO_FAR_AHEAD_SECONDS = Duration.ofHours(6).toSeconds();
  private static final long SUBSIDY_EXCESS_SATS = 1;

  private final int id;
  private final Mischief mischief;
  private final List<SimulatedNode> nodes;
  private final Timeline timeline;
  private final RandomGenerator random;
  private final Payments payments;
  private final Transport transport;

  /// Blocks that it would give to whoever asks.
  private final Map<BlockHash, Block> offered = new HashMap<>();

  private SimulatedNode victim;
  private Optional<RawConnection> connection = Optional.empty();
  private boolean retired;
  private int blocksMade;

  ByzantinePeer(
      int id,
      Mischief mischief,
      List<SimulatedNode> nodes,
      Timeline timeline,
      RandomGenerator random,
      Payments payments,
      SimulatedNetwork network) {
    this.id = id;
    this.mischief = mischief;
    this.nodes = nodes;
    this.timeline = timeline;
    this.random = random;
    this.payments = payments;
    this.transport = network.transport(id, SimulatedNode.address(id));
    this.victim = nodes.get(random.nextInt(nodes.size()));
  }

  /// Takes connections, and opens one.
  void start() {
    try {
      InetSocketAddress _ =
          transport.listen(
              SimulatedNode.address(id),
              channel -> {
                RawConnection accepted = greet(channel);
                channel.config().setAutoRead(true);
                if (mischief != Mischief.SAYS_NOTHING) {
                  accepted.say(version());
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connect();
    act();
  }

  /// Does nothing any more. Some stay connected, and silent.
  void retire() {
    retired = true;
    if (random.nextBoolean()) {
      connection.ifPresent(RawConnection::close);
    }
  }

  private void after(double meanSeconds, Runnable task) {
    timeline.in(
        (long) (random.nextExponential() * meanSeconds * 1e9),
        () -> {
          if (!retired) {
            task.run();
          }
        });
  }

  private void connect() {
    victim = nodes.get(random.nextInt(nodes.size()));
    transport.connect(
        SimulatedNode.address(victim.id),
        channel -> {
          RawConnection opened = greet(channel);
          connection = Optional.of(opened);
          if (mischief != Mischief.SAYS_NOTHING) {
            opened.say(version());
          }
        },
        _ -> after(RETURN_MEAN_SECONDS, this::connect));
  }

  private RawConnection greet(Channel channel) {
    RawConnection[] made = new RawConnection[1];
    made[0] =
        new RawConnection(
            SimulatedNode.PARAMS.magic(),
            channel,
            message -> heard(made[0], message),
            () -> gone(made[0]));
    return made[0];
  }

  private void gone(RawConnection ended) {
    if (connection.filter(current -> current == ended).isPresent()) {
      connection = Optional.empty();
      after(RETURN_MEAN_SECONDS, this::connect);
    }
  }

  private Message version() {
    return new Version(
        Version.PROTOCOL_VERSION,
        ServiceFlags.NETWORK | ServiceFlags.WITNESS,
        Timeline.START_SECONDS,
        0,
        NetAddress.NONE,
        0,
        NetAddress.NONE,
        random.nextLong(),
        "/byzantine/",
        0,
        true);
  }

  private void heard(RawConnection from, Message message) {
    switch (message) {
      case Version _ when mischief != Mischief.SAYS_NOTHING -> from.say(new Verack());
      case Ping ping when mischief != Mischief.STALLS && !retired ->
          from.say(new Pong(ping.nonce()));
      case GetData asked when mischief != Mischief.WITHHOLDS_BLOCKS && !retired -> {
        for (InvItem item : asked.items()) {
          Block block = offered.get(new BlockHash(item.hash()));
          if (block != null) {
            from.say(new BlockMessage(block.toBytes()));
          }
        }
      }
      case GetBlockTxn asked when offered.containsKey(asked.hash()) && !retired -> {
        List<Transaction> all = offered.get(asked.hash()).transactions();
        from.say(new BlockTxn(asked.hash(), asked.indexes().stream().map(all::get).toList()));
      }
      default -> {}
    }
  }

  private void act() {
    after(
        ACT_MEAN_SECONDS,
        () -> {
          connection.ifPresent(this::harm);
          act();
        });
  }

  private void harm(RawConnection to) {
    switch (mischief) {
      case WITHHOLDS_BLOCKS -> withhold(to);
      case MINES_IN_SECRET -> reveal(to);
      case SENDS_INVALID_BLOCKS -> sendInvalidBlock(to);
      case SENDS_INVALID_HEADERS -> sendInvalidHeaders(to);
      case SENDS_WRONG_TRANSACTIONS -> to.say(new TxMessage(bytes(wrongTransaction())));
      case SENDS_GARBAGE -> sendGarbage(to);
      case STALLS, SAYS_NOTHING -> {}
    }
  }

  private Block blockOn(BlockIndex parent, List<Transaction> transactions, long excess) {
    Block block =
        TestChains.block(
            SimulatedNode.PARAMS, parent, id << 16 | blocksMade++, transactions, excess);
    offered.put(block.hash(), block);
    return block;
  }

  private void withhold(RawConnection to) {
    BlockIndex tip = victim.snapshot().tip();
    if (random.nextBoolean()) {
      SimulatedNode other = nodes.get(random.nextInt(nodes.size()));
      to.say(new Headers(List.of(other.snapshot().tip().header())));
      return;
    }
    List<BlockHeader> headers = new ArrayList<>();
    int count = random.nextInt(1, 3);
    for (int i = 0; i < count; i++) {
      Block block = blockOn(tip, List.of(), 0);
      headers.add(block.header());
      tip = TestChains.unknown(block, tip);
    }
    to.say(new Headers(headers));
  }

  private void reveal(RawConnection to) {
    BlockIndex tip = victim.snapshot().tip();
    int height = tip.height();
    int depth = Math.min(random.nextInt(MAX_REORGANISATION + 1), height);
    BlockIndex at = tip.ancestor(height - depth);
    List<BlockHeader> headers = new ArrayList<>();
    for (int i = 0; i <= depth; i++) {
      Block block = blockOn(at, List.of(), 0);
      headers.add(block.header());
      at = TestChains.unknown(block, at);
    }
    to.say(new Headers(headers));
  }

  private void sendInvalidBlock(RawConnection to) {
    BlockIndex tip = victim.snapshot().tip();
    Block good = blockOn(tip, List.of(), 0);
    Block block =
        switch (random.nextInt(5)) {
          case 0 -> blockOn(tip, List.of(), SUBSIDY_EXCESS_SATS);
          case 1 -> blockOn(tip, List.of(orphan()), 0);
          case 2 -> payments.isEmpty() ? good : blockOn(tip, List.of(wrongWitness()), 0);
          case 3 -> Block.create(good.header(), List.of(good.transactions().getFirst(), orphan()));
          default -> {
            // Good itself, on top of one that is not.
            Block bad = blockOn(tip, List.of(), SUBSIDY_EXCESS_SATS);
            to.say(new Headers(List.of(bad.header())));
            yield blockOn(TestChains.unknown(bad, tip), List.of(), 0);
          }
        };
    offered.put(block.hash(), block);
    switch (random.nextInt(3)) {
      case 0 -> to.say(new BlockMessage(block.toBytes()));
      case 1 -> to.say(new Headers(List.of(block.header())));
      default -> to.say(CmpctBlock.of(block, random.nextLong()));
    }
  }

  private void sendInvalidHeaders(RawConnection to) {
    BlockIndex tip = victim.snapshot().tip();
    BlockHeader good = blockOn(tip, List.of(), 0).header();
    List<BlockHeader> headers =
        switch (random.nextInt(4)) {
          case 0 -> List.of(withoutWork(good));
          case 1 -> {
            BlockHeader ahead =
                new BlockHeader(
                    good.version(),
                    good.previous(),
                    good.merkleRoot(),
                    good.time() + TOO_FAR_AHEAD_SECONDS,
                    good.bits(),
                    0);
            yield List.of(TestChains.mine(ahead, SimulatedNode.PARAMS));
          }
          case 2 -> List.of(good, blockOn(tip, List.of(), 0).header());
          default -> {
            BlockHeader nowhere =
                new BlockHeader(
                    good.version(),
                    new BlockHash(randomHash()),
                    good.merkleRoot(),
                    good.time(),
                    good.bits(),
                    0);
            yield List.of(TestChains.mine(nowhere, SimulatedNode.PARAMS));
          }
        };
    to.say(new Headers(headers));
  }

  private static BlockHeader withoutWork(BlockHeader good) {
    int nonce = 0;
    BlockHeader header = good.withNonce(nonce);
    // Half of all hashes meet regtest's target: the highest bit tells.
    while (header.hash().toString().charAt(0) < '8') {
      header = good.withNonce(++nonce);
    }
    return header;
  }

  private Hash256 randomHash() {
    byte[] bytes = new byte[Hash256.SIZE_BYTES];
    random.nextBytes(bytes);
    return Hash256.of(bytes);
  }

  private Transaction orphan() {
    OutPoint nowhere = new OutPoint(new Txid(randomHash()), 0);
    return Transaction.create(
        2,
        List.of(new TxIn(nowhere, Script.EMPTY, TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(1_000, RegtestNode.PAYS_ANYONE)),
        0);
  }

  private Transaction wrongWitness() {
    Transaction good = payments.next();
    TxIn input = good.inputs().getFirst();
    return Transaction.create(
        2, List.of(input.withWitness(Witness.of(List.of(new byte[] {0x52})))), good.outputs(), 0);
  }

  private Transaction wrongTransaction() {
    if (payments.isEmpty()) {
      return orphan();
    }
    return switch (random.nextInt(3)) {
      case 0 -> orphan();
      case 1 -> wrongWitness();
      default -> RegtestNode.spend(-1, 1, payments.take());
    };
  }

  private static byte[] bytes(Transaction tx) {
    ByteWriter out = new ByteWriter(tx.totalSize());
    tx.write(out);
    return out.toByteArray();
  }

  private void sendGarbage(RawConnection to) {
    byte[] ping = MessageCodec.encode(SimulatedNode.PARAMS.magic(), new Ping(5));
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] noise = new byte[random.nextInt(1, 200)];
        random.nextBytes(noise);
        to.sayBytes(noise);
      }
      case 1 -> to.sayBytes(renamed(ping, "mischief"));
      // Five things are promised, and nothing comes.
      case 2 -> to.sayBytes(renamed(ping, "inv"));
      default -> {
        ByteBuffer.wrap(ping)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(Integer.BYTES + MessageCodec.COMMAND_BYTES, MessageCodec.MAX_PAYLOAD_BYTES + 1);
        to.sayBytes(ping);
      }
    }
  }

  private static byte[] renamed(byte[] frame, String command) {
    byte[] name = command.getBytes(StandardCharsets.US_ASCII);
    byte[] padded = Arrays.copyOf(name, MessageCodec.COMMAND_BYTES);
    System.arraycopy(padded, 0, frame, Integer.BYTES, padded.length);
    return frame;
  }
}
