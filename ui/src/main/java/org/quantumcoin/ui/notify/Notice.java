package org.quantumcoin.ui.notify;

import org.quantumcoin.ui.prefs.NoticeKind;

/// Something to be told. Money is satoshis.
public sealed interface Notice {
  record Received(String wallet, long sats) implements Notice {}

  /// @param netSats negative for what went out
  record Confirmed(String wallet, long netSats) implements Notice {}

  record Wanted(String wallet) implements Notice {}

  record Found(int height) implements Notice {}

  /// @param sentence says why the node stopped
  record Failed(String sentence) implements Notice {}

  default NoticeKind kind() {
    return switch (this) {
      case Received _ -> NoticeKind.RECEIVED;
      case Confirmed _ -> NoticeKind.CONFIRMED;
      case Wanted _ -> NoticeKind.WANTED;
      case Found _ -> NoticeKind.FOUND;
      case Failed _ -> NoticeKind.FAILED;
    };
  }
}
