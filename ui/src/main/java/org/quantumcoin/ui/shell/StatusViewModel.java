package org.quantumcoin.ui.shell;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.MiningAccess.MinerStatus;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.NodeView;
import org.quantumcoin.wallet.view.WalletSummary;

/// What the strip at the bottom says.
final class StatusViewModel {
  private final ReadOnlyStringWrapper sync =
      new ReadOnlyStringWrapper(Messages.text("start.title"));
  private final ReadOnlyStringWrapper height = new ReadOnlyStringWrapper("–");
  private final ReadOnlyStringWrapper peers = new ReadOnlyStringWrapper("–");
  private final ReadOnlyStringWrapper mempool = new ReadOnlyStringWrapper("–");
  private final ReadOnlyStringWrapper mining = new ReadOnlyStringWrapper("–");

  private final ReadOnlyStringWrapper waiting = new ReadOnlyStringWrapper("");

  /// Of the wallet that is shown.
  void show(Optional<WalletSummary> wallet) {
    waiting.set(
        wallet
            .filter(each -> each.treasury().isPresent())
            .map(each -> Messages.text("status.signatures", each.waiting()))
            .orElse(""));
  }

  void show(NodeView view) {
    ChainStatus chain = view.chain();
    sync.set(phase(chain));
    height.set(Messages.text("status.height", Quantities.count(chain.height())));
    peers.set(Messages.text("status.peers", view.peers().size()));
    mempool.set(Messages.text("status.mempool", view.mempool().transactions()));
    mining.set(mining(view.miner()));
  }

  private static String phase(ChainStatus chain) {
    String words =
        Messages.text(
            switch (chain.phase()) {
              case LOADING -> "phase.loading";
              case FINDING_PEERS -> "phase.finding";
              case HEADERS -> "phase.headers";
              case BLOCKS -> "phase.blocks";
              case SYNCED -> "phase.synced";
            });
    return chain.phase() == SyncPhase.BLOCKS && chain.headerHeight() > chain.height()
        ? words + " · " + Messages.text("sync.behind", chain.headerHeight() - chain.height())
        : words;
  }

  private static String mining(MinerStatus miner) {
    if (miner.held()) {
      return Messages.text("status.mining.paused");
    }
    return miner.threads() > 0
        ? Messages.text("status.mining.on", Quantities.hashRate(miner.hashesPerSecond()))
        : Messages.text("status.mining.off");
  }

  ReadOnlyStringProperty syncProperty() {
    return sync.getReadOnlyProperty();
  }

  ReadOnlyStringProperty heightProperty() {
    return height.getReadOnlyProperty();
  }

  ReadOnlyStringProperty peersProperty() {
    return peers.getReadOnlyProperty();
  }

  ReadOnlyStringProperty mempoolProperty() {
    return mempool.getReadOnlyProperty();
  }

  ReadOnlyStringProperty miningProperty() {
    return mining.getReadOnlyProperty();
  }

  /// Empty where the wallet is no seat of a treasury.
  ReadOnlyStringProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }
}
