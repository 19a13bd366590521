package org.quantumcoin.wallet.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.treasury.Duty;
import org.quantumcoin.wallet.treasury.ProposalView;

/// What happened in a wallet that somebody who does not look at it would want to hear of.
///
/// What is there when it is made is no news, nor is what a look through old blocks brings up. Each
/// payment is told once when it comes and once when a block has it; one that comes in place of
/// another is the same payment. Costs what is new and what waits, not what the wallet holds. Used
/// by one thread.
public final class WalletNews {
  private static final long NOTHING_SEEN = -1;

  private final Wallet wallet;
  private final Set<Txid> waiting = new HashSet<>();
  private Set<Asked> asked = Set.of();
  private long lastPosition = NOTHING_SEEN;
  private long revision = NOTHING_SEEN;

  /// What happened.
  public sealed interface News {
    /// Money came, in the mempool or straight in a block.
    record Received(Txid txid, long sats) implements News {}

    /// A payment, in or out, that waited is in a block; `netSats` as in [HistoryLine].
    record Confirmed(Txid txid, long netSats) implements News {}

    /// A proposal waits for this seat's word or signature.
    record Wanted(String proposal) implements News {}
  }

  private record Asked(ByteString proposal, Duty duty) {}

  public WalletNews(Wallet wallet) {
    this.wallet = wallet;
    List<News> _ = look();
  }

  /// What happened since the last look; `quiet` for not wanting to hear of it.
  public List<News> since(boolean quiet) {
    if (wallet.revision() == revision) {
      return List.of();
    }
    boolean old = quiet || wallet.runningRescan().isPresent();
    List<News> news = look();
    return old ? List.of() : news;
  }

  private List<News> look() {
    revision = wallet.revision();
    return wallet.locked(() -> {
      List<News> news = new ArrayList<>();
      TxReader reader = new TxReader(wallet);
      confirmed(reader, news);
      come(reader, news);
      wanted(news);
      return news;
    });
  }

  private void confirmed(TxReader reader, List<News> news) {
    for (Txid txid : List.copyOf(waiting)) {
      Optional<WalletTx> tx = wallet.ledger().find(txid);
      if (tx.isEmpty() || !mayConfirm(tx.get())) {
        waiting.remove(txid);
        tx.filter(WalletNews::isInBlock)
            .ifPresent(now -> news.add(new News.Confirmed(txid, reader.net(now))));
      }
    }
  }

  private void come(TxReader reader, List<News> news) {
    long seen = lastPosition;
    for (WalletTx tx : wallet.ledger().latestFirst()) {
      if (tx.position() <= seen) {
        break;
      }
      lastPosition = Math.max(lastPosition, tx.position());
      if (mayConfirm(tx)) {
        waiting.add(tx.txid());
      }
      boolean counts = mayConfirm(tx) || isInBlock(tx);
      if (counts
          && reader.kind(tx) == HistoryLine.Kind.RECEIVED
          && wallet.ledger().conflicts(tx).isEmpty()) {
        news.add(new News.Received(tx.txid(), reader.net(tx)));
      }
    }
  }

  private static boolean isInBlock(WalletTx tx) {
    return tx.state() instanceof TxState.Confirmed;
  }

  /// One that is in neither may come back.
  private static boolean mayConfirm(WalletTx tx) {
    return switch (tx.state()) {
      case TxState.InMempool _ -> true;
      case TxState.Inactive(boolean abandoned) -> !abandoned && !tx.tx().isCoinbase();
      case TxState.Confirmed _, TxState.Conflicted _ -> false;
    };
  }

  private void wanted(List<News> news) {
    Set<Asked> now = wallet.treasury().map(WalletNews::asked).orElse(Set.of());
    now.stream()
        .filter(each -> !asked.contains(each))
        .forEach(each -> news.add(new News.Wanted(each.proposal().toString())));
    asked = now;
  }

  private static Set<Asked> asked(Treasury treasury) {
    return treasury.state().proposals().stream()
        .map(view -> new Asked(view.id(), duty(treasury, view)))
        .filter(each -> each.duty() == Duty.APPROVE || each.duty() == Duty.SIGN)
        .collect(Collectors.toSet());
  }

  private static Duty duty(Treasury treasury, ProposalView view) {
    return Duty.of(treasury.charter(), view, treasury.seat());
  }
}
