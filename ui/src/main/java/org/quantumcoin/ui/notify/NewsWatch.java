package org.quantumcoin.ui.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.WalletNews;
import org.quantumcoin.wallet.view.WalletNews.News;

/// Looks for news in all open wallets, on the thread that fetches. A wallet that has not changed is
/// not locked.
public final class NewsWatch {
  private final Map<Wallet, WalletNews> watched = new HashMap<>();

  /// What happened since the last look; nothing at a wallet's first.
  ///
  /// @param quiet while blocks of the past are fetched
  public List<Notice> look(List<Wallet> open, boolean quiet) {
    watched.keySet().retainAll(open);
    List<Notice> notices = new ArrayList<>();
    for (Wallet wallet : open) {
      for (News each : watched.computeIfAbsent(wallet, WalletNews::new).since(quiet)) {
        notices.add(notice(wallet.name(), each));
      }
    }
    return notices;
  }

  private static Notice notice(String wallet, News news) {
    return switch (news) {
      case News.Received(var _, long sats) -> new Notice.Received(wallet, sats);
      case News.Confirmed(var _, long netSats) -> new Notice.Confirmed(wallet, netSats);
      case News.Wanted _ -> new Notice.Wanted(wallet);
    };
  }
}
