package org.quantumcoin.ui.notify;

import org.quantumcoin.ui.prefs.NoticeKind;

/// Something to be told. Money is satoshis.
public sealed interface Notice {
  /// Money came in.
  record Received(String wallet, long sats) implements Notice {}

  /// A payment that waited is in a block; `netSats` is negative for what went out.
  record Confirmed(String wallet, long netSats) implements Notice {}

  /// A proposal waits for a seat.
  record Wanted(String wallet) implements Notice {}

  /// This computer found a block.
  record Found(int height) implements Notice {}

  /// The node stopped; `sentence` says why.
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
