package org.quantumcoin.node.p2p;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.FakeChain;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogLine;
import org.quantumcoin.node.mempool.FakePool;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.OversizedException;
import org.quantumcoin.node.p2p.sync.LoopbackNode;
import org.quantumcoin.node.p2p.sync.SyncManager;
import org.quantumcoin.node.primitives.Block;

/// Sync and relay as they are told a series of messages, by one peer after the other, over a chain
/// of some blocks.
///
/// An input is a byte of the peer's features and then, for each message, its command, the length of
/// its payload in two bytes, and the payload.
public final class HandlerFuzzer {
  /// Core's messages that go to sync and relay.
  private static final String[] COMMANDS = {
    "headers",
    "block",
    "cmpctblock",
    "blocktxn",
    "getblocktxn",
    "sendcmpct",
    "tx",
    "inv",
    "getdata",
    "getheaders",
    "getblocks",
    "notfound",
    "sendheaders",
    "feefilter",
    "mempool",
    "filterload",
    "filteradd",
    "filterclear",
    "getcfilters",
    "getcfheaders",
    "getcfcheckpt",
  };

  private static final int BLOCKS = 20;

  /// After so many inputs everything begins anew, or what was accepted would pile up.
  private static final int LIFE = 20_000;

  private static @Nullable HandlerFuzzer current;

  private final FakeChain chain = new FakeChain(LoopbackNode.REGTEST);
  private final PeerManager manager;
  private final List<SyncManager> sync = new ArrayList<>();
  private int inputs;

  private HandlerFuzzer() {
    chain.mine(BLOCKS);
    Random random = new Random(1);
    try {
      manager =
          PeerManager.open(
              LoopbackNode.config(PeerRules.DEFAULTS.offering(new OfferedFilters(true, true))),
              LoopbackNode.REGTEST,
              TimeSource.system(),
              random,
              peers -> {
                SyncManager made = SyncManager.open(peers, chain, new FakePool(), random);
                sync.add(made);
                return made;
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void fuzzerTestOneInput(byte[] input) {
    HandlerFuzzer fuzzer = current;
    if (fuzzer == null || fuzzer.inputs == LIFE) {
      if (fuzzer != null) {
        fuzzer.manager.close();
        fuzzer.chain.close();
      }
      fuzzer = new HandlerFuzzer();
      current = fuzzer;
    }
    fuzzer.inputs++;
    fuzzer.run(input);
  }

  private void run(byte[] input) {
    if (input.length == 0) {
      return;
    }
    long lines = Log.tail().lastNumber();
    Peer peer = TestPeers.inbound(1 + inputs, TimeSource.system(), () -> {}).peer();
    peer.handshake.wtxidRelay = (input[0] & 1) != 0;
    peer.handshake.relay = (input[0] & 2) != 0;
    peer.handshake.services = (input[0] & 4) != 0 ? 1033 : 0;
    SyncManager handler = sync.getLast();
    Integer _ =
        manager
            .thread()
            .call(() -> {
              handler.connected(peer);
              return 0;
            });
    int at = 1;
    while (input.length - at >= 3 && !peer.isDisconnecting()) {
      String command = COMMANDS[(input[at] & 0xff) % COMMANDS.length];
      int wanted = (input[at + 1] & 0xff) | (input[at + 2] & 0xff) << 8;
      int length = Math.min(wanted, input.length - at - 3);
      byte[] payload = Arrays.copyOfRange(input, at + 3, at + 3 + length);
      at += 3 + length;
      say(handler, peer, command, payload);
    }
    Integer _ =
        manager
            .thread()
            .call(() -> {
              handler.tick();
              peer.disconnect();
              handler.disconnected(peer);
              return 0;
            });
    for (LogLine line : Log.tail().after(lines)) {
      if (line.text().contains("Unexpected failure")) {
        throw new AssertionError(line.text());
      }
    }
  }

  private void say(SyncManager handler, Peer peer, String command, byte[] payload) {
    Integer _ =
        manager
            .thread()
            .call(() -> {
              try {
                handler.received(peer, MessageCodec.decode(command, payload));
              } catch (OversizedException e) {
                peer.disconnect();
              } catch (DecodeException ignored) {
                // Logged and forgotten, as in PeerManager.
              }
              return 0;
            });
    // What the chain had to look at is told to the peer thread before the next message.
    Block genesis = LoopbackNode.REGTEST.genesis();
    var _ = chain.submitHeaders(List.of(genesis.header())).join();
    Integer _ = manager.thread().call(() -> 0);
  }
}
