package org.quantumcoin.wallet.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.WalletTx;

/// What was paid to one address, for whoever waits for a payment to it.
///
/// @param receivedSats in blocks and in the mempool
/// @param payments the newest first, also those that came to nothing
public record AddressActivity(long receivedSats, List<Payment> payments) {
  public AddressActivity {
    payments = List.copyOf(payments);
  }

  /// A transaction that pays to it.
  ///
  /// @param sats of all its outputs that do
  /// @param depth confirmations
  /// @param time in unix seconds
  public record Payment(Txid txid, long sats, HistoryLine.State state, int depth, long time) {}

  public static AddressActivity of(Wallet wallet, Script script) {
    List<Payment> payments = new ArrayList<>();
    List<WalletTx> transactions = wallet.locked(() -> List.copyOf(wallet.ledger().latestFirst()));
    Turns.take(
        wallet,
        transactions,
        some -> {
          TxReader reader = new TxReader(wallet);
          for (WalletTx tx : some) {
            long sats = paid(tx, script);
            if (sats > 0) {
              payments.add(
                  new Payment(
                      tx.txid(),
                      sats,
                      reader.state(tx),
                      wallet.ledger().depth(tx),
                      tx.smartTime()));
            }
          }
        });
    payments.sort(Comparator.comparingLong(Payment::time).reversed());
    long received =
        payments.stream()
            .filter(AddressActivity::counts)
            .mapToLong(Payment::sats)
            .reduce(0, Math::addExact);
    return new AddressActivity(received, payments);
  }

  private static boolean counts(Payment payment) {
    return switch (payment.state()) {
      case PENDING, CONFIRMED, IMMATURE -> true;
      case CONFLICTED, REPLACED, ABANDONED, WAITING, ORPHANED -> false;
    };
  }

  private static long paid(WalletTx tx, Script script) {
    long sats = 0;
    for (TxOut out : tx.tx().outputs()) {
      if (out.script().equals(script)) {
        sats = Math.addExact(sats, out.value());
      }
    }
    return sats;
  }
}
