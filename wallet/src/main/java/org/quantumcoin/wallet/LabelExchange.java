package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.payment.Label;
import org.quantumcoin.wallet.payment.LabelFile;
import org.quantumcoin.wallet.payment.LabelFile.Fault;
import org.quantumcoin.wallet.store.AddressRow;
import org.quantumcoin.wallet.store.LabelRow;
import tools.jackson.databind.node.ObjectNode;

/// Brings a wallet's labels into a label file and back (BIP-0329).
///
/// Address labels are those of the address book. `spendable: false` is a coin locked for good. What
/// is read is sorted out first and then taken in one commit: a crash leaves all of it or nothing.
public final class LabelExchange {
  private static final Pattern TXID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PLACE = Pattern.compile("([0-9a-f]{64}):([0-9]{1,9})");
  private static final String ORIGIN = "origin";

  private LabelExchange() {}

  /// What came of a file.
  ///
  /// @param others labels of outputs, inputs and keys, and those of types that are not known
  /// @param locked coins that are not chosen for payments any more
  /// @param skipped lines of which nothing was taken, or not all, and why
  public record Report(
      int addresses, int transactions, int others, int locked, int unlocked, List<Fault> skipped) {
    public Report {
      skipped = List.copyOf(skipped);
    }
  }

  /// Everything that the wallet has labelled or locked.
  public static List<Label> export(Wallet wallet) {
    Addresses addresses = new Addresses(wallet.config().params().addresses());
    return wallet.locked(() -> {
      List<Label> all = new ArrayList<>();
      for (AddressRow row : wallet.book().all()) {
        Optional<String> address = addresses.encode(row.script());
        if (address.isPresent() && !row.label().isEmpty()) {
          all.add(label(Labels.ADDRESS, address.get(), row.label()));
        }
      }
      Set<String> locked = new TreeSet<>();
      wallet.lockedCoins().all().forEach(coin -> locked.add(ref(coin)));
      for (LabelRow row : wallet.labels().all()) {
        boolean isLocked = row.kind().equals(Labels.OUTPUT) && locked.remove(row.ref());
        all.add(label(row, isLocked));
      }
      for (String ref : locked) {
        all.add(label(new LabelRow(Labels.OUTPUT, ref, "", ""), true));
      }
      return all;
    });
  }

  private static String ref(OutPoint coin) {
    return coin.txid() + ":" + coin.indexUnsigned();
  }

  private static Label label(String type, String ref, String text) {
    return new Label(type, ref, text, Optional.empty(), Optional.empty(), Json.object());
  }

  private static Label label(LabelRow row, boolean locked) {
    ObjectNode extra =
        JsonReader.read(row.extra())
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .orElseGet(Json::object);
    Optional<String> origin = Optional.ofNullable(extra.get(ORIGIN)).map(each -> each.asString(""));
    extra.remove(ORIGIN);
    return new Label(
        row.kind(),
        row.ref(),
        row.label(),
        origin,
        locked ? Optional.of(false) : Optional.empty(),
        extra);
  }

  /// Labels a transaction; an empty text takes the label away.
  public static void labelTransaction(Wallet wallet, Txid txid, String text) {
    put(wallet, Labels.TX, txid.toString(), text);
  }

  /// Labels a coin; an empty text takes the label away.
  public static void labelCoin(Wallet wallet, OutPoint coin, String text) {
    put(wallet, Labels.OUTPUT, ref(coin), text);
  }

  private static void put(Wallet wallet, String kind, String ref, String text) {
    wallet.run(() -> {
      String extra = wallet.labels().find(kind, ref).map(LabelRow::extra).orElse("");
      wallet.labels().put(new LabelRow(kind, ref, text, extra));
      wallet.save();
    });
  }

  /// Takes what a file says.
  public static Report take(Wallet wallet, LabelFile.Result file) {
    return wallet.locked(() -> {
      Intake intake = new Intake(wallet, file.faults());
      for (int i = 0; i < file.labels().size(); i++) {
        intake.sort(file.lines().get(i), file.labels().get(i));
      }
      intake.changes.forEach(Runnable::run);
      wallet.save();
      return intake.report();
    });
  }

  /// Sorts labels out before anything changes.
  private static final class Intake {
    private final Wallet wallet;
    private final Addresses addresses;
    private final List<Fault> skipped;
    private final List<Runnable> changes = new ArrayList<>();
    private int addressCount;
    private int transactionCount;
    private int otherCount;
    private int lockedCount;
    private int unlockedCount;

    Intake(Wallet wallet, List<Fault> faults) {
      this.wallet = wallet;
      this.addresses = new Addresses(wallet.config().params().addresses());
      this.skipped = new ArrayList<>(faults);
    }

    Report report() {
      return new Report(
          addressCount, transactionCount, otherCount, lockedCount, unlockedCount, skipped);
    }

    void sort(int line, Label label) {
      String fault =
          switch (label.type()) {
            case Labels.ADDRESS -> address(label);
            case Labels.TX -> transaction(label);
            case Labels.OUTPUT, Labels.INPUT -> coin(label);
            default -> keep(label, label.ref());
          };
      if (!fault.isEmpty()) {
        skipped.add(new Fault(line, fault));
      }
    }

    private String address(Label label) {
      Optional<Script> script = addresses.script(label.ref());
      if (script.isEmpty()) {
        return "This is no address of this network.";
      }
      if (label.label().isEmpty()) {
        return "This line has no label.";
      }
      Optional<AddressRow> known = wallet.book().find(script.get());
      Optional<ScriptSource> ours = wallet.keys().find(script.get());
      boolean change =
          known.isEmpty()
              && ours.isPresent()
              && wallet.keys().get(ours.get().descriptor()).isChange();
      if (change) {
        // In the address book it would count as an address that was given out.
        return keep(label, label.ref());
      }
      String purpose =
          known
              .map(AddressRow::purpose)
              .orElse(ours.isPresent() ? AddressBook.RECEIVE : AddressBook.SEND);
      changes.add(() -> wallet.book().put(script.get(), label.label(), purpose));
      addressCount++;
      return "";
    }

    private String transaction(Label label) {
      String txid = label.ref().toLowerCase(Locale.ROOT);
      if (!TXID.matcher(txid).matches()) {
        return "This is no transaction's id.";
      }
      String fault = keep(label, txid);
      if (fault.isEmpty()) {
        otherCount--;
        transactionCount++;
      }
      return fault;
    }

    private String coin(Label label) {
      String ref = label.ref().toLowerCase(Locale.ROOT);
      Matcher place = PLACE.matcher(ref);
      if (!place.matches()) {
        return "This is no transaction's id with a number behind a colon.";
      }
      String fault = "";
      if (label.type().equals(Labels.OUTPUT) && label.spendable().isPresent()) {
        fault =
            lock(
                new OutPoint(Txid.fromHex(place.group(1)), Integer.parseInt(place.group(2))),
                !label.spendable().get());
        if (label.label().isEmpty() && label.origin().isEmpty() && label.other().isEmpty()) {
          return fault;
        }
      }
      String notKept = keep(label, ref);
      return fault.isEmpty() ? notKept : fault;
    }

    private String lock(OutPoint coin, boolean locks) {
      if (wallet.ledger().ownOutput(coin).isEmpty()) {
        return "This wallet does not have this output, so it was neither locked nor unlocked.";
      }
      if (locks) {
        changes.add(() -> wallet.lockedCoins().lock(coin, true));
        lockedCount++;
      } else if (wallet.lockedCoins().contains(coin)) {
        changes.add(() -> wallet.lockedCoins().unlock(coin));
        unlockedCount++;
      }
      return "";
    }

    private String keep(Label label, String ref) {
      ObjectNode extra = label.other();
      label.origin().ifPresent(origin -> extra.put(ORIGIN, origin));
      String text = extra.isEmpty() ? "" : Json.write(extra);
      if (label.label().isEmpty() && text.isEmpty()) {
        return "This line has no label.";
      }
      if (label.type().length() > LabelRow.MAX_KIND_CHARS
          || ref.length() > LabelRow.MAX_REF_CHARS
          || text.length() > LabelRow.MAX_EXTRA_CHARS) {
        return "This line is too long to be kept.";
      }
      changes.add(() -> wallet.labels().put(new LabelRow(label.type(), ref, label.label(), text)));
      otherCount++;
      return "";
    }
  }
}
