package org.quantumcoin.wallet.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.audit.AuditReport;
import org.quantumcoin.wallet.audit.AuditVerifier;
import org.quantumcoin.wallet.treasury.Seat;

/// Audit logs are written out and checked: one's own, and those that other seats hand over, against
/// what these seats have shown of them. For no window's thread.
public final class AuditDesk {
  /// What is larger is no log that a wallet wrote.
  public static final long MAX_FILE_BYTES = 1L << 30;

  private final Wallet wallet;

  public AuditDesk(Wallet wallet) {
    this.wallet = wallet;
  }

  /// The whole log, signed. The wallet must be unlocked.
  public String export() {
    if (wallet.isLocked()) {
      throw new WalletException(
          WalletException.Kind.LOCKED, "The wallet is locked. Nothing was written.");
    }
    return wallet.exportAuditLog();
  }

  /// Checks this wallet's own log, also against the heads that it has shown to other seats. The
  /// wallet must be unlocked.
  public AuditReport verifyOwn() {
    String text = export();
    Optional<String> own =
        wallet.locked(() -> wallet.treasury().map(treasury -> treasury.own().name()));
    return verify(text, own);
  }

  /// Checks a log that was written to a file.
  ///
  /// @param seat whose log it should be, by its name; for any, see the other method
  public AuditReport verify(Path file, Optional<String> seat) throws IOException {
    return seat.isPresent() ? verify(read(file), seat) : verify(file);
  }

  /// Checks a log that was written to a file, by whomever it is signed.
  public static AuditReport verify(Path file) throws IOException {
    return AuditVerifier.verify(read(file), Optional.empty(), List.of());
  }

  private static String read(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IOException("The file is too large.");
    }
    // Bytes that are no text become characters that no log has, and are found as such.
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private AuditReport verify(String text, Optional<String> seat) {
    if (seat.isEmpty()) {
      return AuditVerifier.verify(text, Optional.empty(), List.of());
    }
    return wallet.locked(() -> {
      Treasury treasury = ProposalDesk.treasury(wallet);
      int place = SeatDesk.place(treasury.charter(), seat.get());
      ByteString key = treasury.charter().seats().get(place).identity();
      return AuditVerifier.verify(text, Optional.of(key), treasury.heads(place));
    });
  }

  /// Names of seats whose logs can be checked; none for a wallet without a treasury.
  public List<String> seats() {
    return wallet.locked(() ->
        wallet
            .treasury()
            .map(treasury -> treasury.charter().seats().stream().map(Seat::name).toList())
            .orElse(List.of()));
  }
}
