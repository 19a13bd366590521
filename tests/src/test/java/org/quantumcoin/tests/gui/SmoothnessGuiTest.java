package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.ui.page.Place;

/// The window does not stand still while the node behind it fetches a chain that pays the wallet in
/// every block. `-Dsmooth.blocks=100000` for longer.
class SmoothnessGuiTest {
  private static final int BLOCKS = Integer.getInteger("smooth.blocks", 1_500);

  /// The goal is 100 for one pulse in a hundred, which is for a quiet machine to show
  /// (`-Dsmooth.millis=100`). What is never to be seen again is a window that stands still for
  /// seconds because it is told of every block.
  private static final double MOST_MILLIS = Integer.getInteger("smooth.millis", 1_000);

  private static final int PER_CALL = 500;

  @TempDir Path folder;
  private Bitcoind peer;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    // Its own check of the whole index after each block would take hours for a long chain.
    peer = Bitcoind.start("-checkblockindex=0");
    desktop = DesktopFixture.open(folder, "-coin=bitcoin");
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
    peer.close();
  }

  @Test
  void window_duringTheFirstSync_withAWalletThatIsPaid_staysSmooth() {
    desktop.awaitText("status-height", "Block 0");
    desktop.rpc("createwallet", "savings");
    desktop.await("the wallet", () -> desktop.text("wallets").equals("savings"));
    String address = desktop.wallet("savings", "getnewaddress").stringValue();
    long now = Instant.now().getEpochSecond();
    for (int done = 0; done < BLOCKS; done += PER_CALL) {
      // Quick blocks run ahead of the clock by a second for every six, so they begin in the past.
      peer.call("setmocktime", now - (BLOCKS - done) / 5);
      peer.call("generatetoaddress", Math.min(PER_CALL, BLOCKS - done), address);
    }
    peer.call("setmocktime", 0);
    // Pages are drawn once, so that what is measured is living with them.
    for (Place place : new Place[] {Place.WALLET, Place.DASHBOARD, Place.TRANSACTIONS}) {
      desktop.go(place);
      desktop.settle();
    }
    PulseLog log = new PulseLog();
    desktop.robot().interact(log::start);
    desktop.rpc("addnode", "127.0.0.1:" + peer.p2pPort(), "onetry");
    desktop.await(
        "the wallet's last transaction",
        () -> desktop.wallet("savings", "getwalletinfo").path("txcount").intValue() == BLOCKS);
    desktop.go(Place.DASHBOARD);
    desktop.awaitText("sync-phase", "Up to date");
    desktop.robot().interact(log::stop);
    System.out.println("smoothness: " + BLOCKS + " blocks, " + log.line());
    assertThat(log.pulses()).isGreaterThan(10);
    assertThat(log.millis(0.99)).isLessThan(MOST_MILLIS);
  }
}
