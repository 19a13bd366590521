package org.quantumcoin.ui.notify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.prefs.NoticeKind;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.task.Work;

/// Tells a person who looks elsewhere what happened, as far as he wants to be told. Belongs to the
/// FX thread.
///
/// Of each kind one notice is told at once, and what comes in the seconds after it together at
/// their end: who is paid a hundred times in a block is told so once.
public final class Herald {
  /// Between two of a kind.
  static final long QUIET_MILLIS = 10_000;

  private final Notifier notifier;
  private final Work work;
  private final Preferences preferences;
  private final String ticker;
  private final BooleanSupplier watching;
  private final Map<NoticeKind, List<Notice>> waiting = new EnumMap<>(NoticeKind.class);
  private final Map<NoticeKind, Long> due = new EnumMap<>(NoticeKind.class);

  /// @param watching whether the person looks at the window
  public Herald(
      Notifier notifier,
      Work work,
      Preferences preferences,
      String ticker,
      BooleanSupplier watching) {
    this.notifier = notifier;
    this.work = work;
    this.preferences = preferences;
    this.ticker = ticker;
    this.watching = watching;
  }

  /// What happened since the last call, which may be nothing; to be called again and again.
  public void tick(List<Notice> news, long millis) {
    if (watching.getAsBoolean()) {
      // What one saw need not be told, and what one could have seen neither.
      waiting.clear();
      return;
    }
    for (Notice notice : news) {
      if (preferences.noticeProperty(notice.kind()).get()) {
        waiting.computeIfAbsent(notice.kind(), _ -> new ArrayList<>()).add(notice);
      }
    }
    for (NoticeKind kind : NoticeKind.values()) {
      if (waiting.containsKey(kind) && millis >= due.getOrDefault(kind, Long.MIN_VALUE)) {
        due.put(kind, millis + QUIET_MILLIS);
        tell(kind, waiting.remove(kind));
      }
    }
  }

  private void tell(NoticeKind kind, List<Notice> notices) {
    String title = Messages.text("notify." + kind.key(), notices.size());
    String text = text(notices);
    work.run(
        () -> {
          notifier.tell(title, text);
          return title;
        },
        _ -> {},
        _ -> {});
  }

  /// Of several the latest, and all of whom they concern.
  private String text(List<Notice> notices) {
    String wallets = wallets(notices);
    boolean one = notices.size() == 1;
    return switch (notices.getLast()) {
      case Notice.Received(var _, long sats) -> one ? money(wallets, sats) : wallet(wallets);
      case Notice.Confirmed(var _, long net) -> one ? money(wallets, net) : wallet(wallets);
      case Notice.Wanted _ -> Messages.text("notify.wanted.text", wallets);
      case Notice.Found(int height) -> Messages.text("notify.found.text", Quantities.count(height));
      case Notice.Failed(String sentence) -> sentence;
    };
  }

  private static String wallets(List<Notice> notices) {
    return notices.stream()
        .map(Herald::wallet)
        .flatMap(Optional::stream)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> wallet(Notice notice) {
    return switch (notice) {
      case Notice.Received(String wallet, long _) -> Optional.of(wallet);
      case Notice.Confirmed(String wallet, long _) -> Optional.of(wallet);
      case Notice.Wanted(String wallet) -> Optional.of(wallet);
      case Notice.Found _, Notice.Failed _ -> Optional.empty();
    };
  }

  /// Others may see the screen, also while it is locked.
  private String money(String wallet, long sats) {
    return preferences.noticeAmountsProperty().get()
        ? Messages.text(
            "notify.amount", wallet, Amounts.signed(sats, preferences.unitProperty().get(), ticker))
        : wallet(wallet);
  }

  private static String wallet(String names) {
    return Messages.text("notify.wallet", names);
  }
}
