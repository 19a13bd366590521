package org.quantumcoin.ui.history;

import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.wallet.view.HistoryLine;
import org.quantumcoin.wallet.view.TxAction;

/// What a transaction is and where it stands, in words and with a mark.
final class HistoryWords {
  private HistoryWords() {}

  static String kind(HistoryLine.Kind kind) {
    return Messages.text(
        switch (kind) {
          case RECEIVED -> "history.received";
          case SENT -> "history.sent";
          case TO_SELF -> "history.toself";
          case MINED -> "history.mined";
        });
  }

  static String icon(HistoryLine.Kind kind) {
    return switch (kind) {
      case RECEIVED -> "fth-arrow-down-left";
      case SENT -> "fth-arrow-up-right";
      case TO_SELF -> "fth-repeat";
      case MINED -> "fth-cpu";
    };
  }

  static String state(HistoryLine line) {
    return switch (line.state()) {
      case PENDING -> Messages.text("history.pending");
      case CONFIRMED -> Messages.text("history.confirmed", line.depth());
      case IMMATURE -> Messages.text("history.immature", line.blocksToMaturity());
      case CONFLICTED -> Messages.text("history.conflicted");
      case REPLACED -> Messages.text("history.replaced");
      case ABANDONED -> Messages.text("history.abandoned");
      case WAITING -> Messages.text("history.waiting");
      case ORPHANED -> Messages.text("history.orphaned");
    };
  }

  /// Whether it counts for nothing any more.
  static boolean isVoid(HistoryLine line) {
    return switch (line.state()) {
      case PENDING, CONFIRMED, IMMATURE, WAITING -> false;
      case CONFLICTED, REPLACED, ABANDONED, ORPHANED -> true;
    };
  }

  /// A label, else the address, else what it is.
  static String title(HistoryLine line) {
    if (!line.label().isEmpty()) {
      return line.label();
    }
    if (line.addresses().isEmpty()) {
      return kind(line.kind());
    }
    String first = Chunks.shortened(line.addresses().getFirst());
    int more = line.addresses().size() - 1 + line.furtherAddresses();
    return more == 0 ? first : Messages.text("history.more", first, more);
  }

  /// Why something cannot be done.
  static String reason(TxAction action) {
    return Messages.text(
        switch (action.reason()) {
          case NONE -> "txaction.none";
          case MINED -> "txaction.mined";
          case CONFIRMED -> "txaction.confirmed";
          case CONFLICTED -> "txaction.conflicted";
          case REPLACED -> "txaction.replaced";
          case ABANDONED -> "txaction.abandoned";
          case HAS_CHILDREN -> "txaction.children";
          case FOREIGN_COINS -> "txaction.foreign";
          case TREASURY -> "txaction.treasury";
          case NOT_IN_MEMPOOL -> "txaction.notinmempool";
          case NO_COIN -> "txaction.nocoin";
          case IN_MEMPOOL -> "txaction.inmempool";
        });
  }
}
