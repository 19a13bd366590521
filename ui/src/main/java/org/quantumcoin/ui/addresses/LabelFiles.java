package org.quantumcoin.ui.addresses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.LabelExchange;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.payment.LabelFile;

/// Labels to and from files (BIP-0329). What came of it is said in a sentence.
final class LabelFiles {
  private final Work work;
  private final Consumer<String> said;

  LabelFiles(Work work, Consumer<String> said) {
    this.work = work;
    this.said = said;
  }

  void write(Wallet wallet, Path file) {
    work.run(
        () -> Files.writeString(file, LabelFile.write(LabelExchange.export(wallet))),
        _ -> said.accept(Messages.text("labels.exported", file)),
        failed -> said.accept(Messages.text("history.notexported", sentence(failed))));
  }

  void read(Wallet wallet, Path file) {
    work.run(
        () -> take(wallet, file),
        report ->
            said.accept(
                Messages.text(
                    "labels.imported",
                    report.addresses() + report.transactions() + report.others(),
                    report.skipped().size())),
        failed -> said.accept(Messages.text("labels.failed", sentence(failed))));
  }

  private static LabelExchange.Report take(Wallet wallet, Path file) throws IOException {
    if (Files.size(file) > LabelFile.MAX_BYTES) {
      throw new IOException(Messages.text("labels.toolarge"));
    }
    return LabelExchange.take(wallet, LabelFile.read(Files.readAllBytes(file)));
  }

  private static String sentence(Exception failed) {
    return String.valueOf(failed.getMessage());
  }
}
