package org.quantumcoin.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;

/// How long a block takes along a line of five nodes of one program, from the question that makes
/// it at one end until it is the tip at the other.
///
/// A run of its own, by `-Dpropagation.race=50`, which is the number of blocks.
@EnabledIfSystemProperty(named = "propagation.race", matches = "[0-9]+")
final class PropagationRace {
  private static final int BLOCKS = Integer.getInteger("propagation.race", 50);

  /// The first blocks wake everything up, and settle who announces by compact blocks.
  private static final int WARM_UP = 10;

  private static final int NODES = 5;
  private static final String PAYEE =
      "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080"; // BIP-0173's example.
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String[] OPTIONS = {
    "-connect=0", "-listen=1", "-disablewallet=1", "-debug=0"
  };

  /// Without the checks of itself that are for regtest only.
  private static final String[] BITCOIND_OPTIONS = {
    "-connect=0",
    "-listen=1",
    "-disablewallet=1",
    "-debug=0",
    "-checkmempool=0",
    "-checkblockindex=0"
  };

  @Test
  void ourLine_besideBitcoinds() {
    Bitcoind.assumeAvailable();
    List<Double> theirs = bitcoinds();
    List<Double> ours = ourNodes();
    Figures.print("propagation", "block over four hops", theirs, ours);
  }

  private static List<Double> bitcoinds() {
    List<Bitcoind> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < NODES; i++) {
        nodes.add(Bitcoind.start(BITCOIND_OPTIONS));
      }
      return run(nodes.stream().map(Contender::of).toList());
    } finally {
      nodes.forEach(Bitcoind::close);
    }
  }

  private static List<Double> ourNodes() {
    List<OurNode> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < NODES; i++) {
        nodes.add(OurNode.startAtFullSpeed("256m", OPTIONS));
      }
      return run(nodes.stream().map(Contender::of).toList());
    } finally {
      nodes.forEach(OurNode::close);
    }
  }

  private static List<Double> run(List<Contender> line) {
    for (int i = 1; i < line.size(); i++) {
      line.get(i).call("addnode", "127.0.0.1:" + line.get(i - 1).p2pPort(), "onetry");
    }
    List<Double> times = new ArrayList<>();
    for (int round = 0; round < WARM_UP + BLOCKS; round++) {
      double time = block(line.getFirst(), line.getLast());
      if (round >= WARM_UP) {
        times.add(time);
      }
    }
    return times;
  }

  private static double block(Contender first, Contender last) {
    return Figures.millis(() -> {
      String hash = first.call("generatetoaddress", 1, PAYEE).get(0).asString();
      // Waiting costs no processor time, which the nodes share with whoever asks.
      String tip = last.call("waitforblock", hash, PATIENCE.toMillis()).get("hash").asString();
      assertThat(tip).isEqualTo(hash);
    });
  }
}
