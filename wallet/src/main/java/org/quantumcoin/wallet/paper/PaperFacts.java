package org.quantumcoin.wallet.paper;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.ManagedDescriptor;
import org.quantumcoin.wallet.RecoveryWords;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.OutputType;

/// Asks a wallet what is to stand on its paper.
final class PaperFacts {
  private static final int RECEIVE_SHOWN = 5;
  private static final int CHANGE_SHOWN = 2;

  /// Wallets with more are backed up by file: nobody types so much.
  private static final int MAX_DESCRIPTORS = 24;

  /// BIP-0380, "Key Expressions": the origin in front of a key.
  private static final Pattern ORIGIN = Pattern.compile("\\[([0-9a-f]{8})(?=[/\\]])");

  private static final String RECEIVE_STEP = "/0/*";
  private static final String CHANGE_STEP = "/1/*";
  private static final String BOTH_STEPS = "/<0;1>/*";

  private final Wallet wallet;
  private final Addresses addresses;
  private final List<PaperContent.Keys> keys = new ArrayList<>();
  private final Set<ManagedDescriptor> done = new LinkedHashSet<>();

  private PaperFacts(Wallet wallet) {
    this.wallet = wallet;
    this.addresses = new Addresses(wallet.config().params().addresses());
  }

  /// With words only while the wallet is unlocked; throws [WalletException] with a sentence if it
  /// is not, or has none.
  static PaperContent of(Wallet wallet, boolean withWords, Instant now) {
    return wallet.locked(() -> new PaperFacts(wallet).gather(withWords, now));
  }

  private PaperContent gather(boolean withWords, Instant now) {
    List<ManagedDescriptor> all = new ArrayList<>(wallet.keys().all());
    Set<String> fingerprints = new TreeSet<>();
    for (ManagedDescriptor each : all) {
      Matcher origin = ORIGIN.matcher(each.row().publicForm());
      while (origin.find()) {
        fingerprints.add(origin.group(1));
      }
    }
    all.stream().filter(each -> each.isActive() && !each.isChange()).forEach(this::addPair);
    all.stream().filter(ManagedDescriptor::isActive).forEach(this::addOne);
    all.forEach(this::addOne);
    int left = Math.max(keys.size() - MAX_DESCRIPTORS, 0);
    NetworkName network = wallet.node().network();
    return new PaperContent(
        wallet.name(),
        day(now.getEpochSecond()),
        "%s (%s), chain %s".formatted(network.coin(), network.ticker(), network.chain()),
        wallet.birth(),
        List.copyOf(fingerprints),
        keys.subList(0, keys.size() - left),
        left,
        withWords ? words() : List.of());
  }

  private static String day(long unixSeconds) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(unixSeconds), ZoneOffset.UTC).toString();
  }

  private List<PaperContent.Words> words() {
    List<PaperContent.Words> all = new ArrayList<>();
    for (RecoveryWords.Entry entry : wallet.recoveryWords()) {
      // BIP-0039 has letters and accents apart.
      String sentence = Normalizer.normalize(entry.sentence(), Normalizer.Form.NFC);
      if (!PdfPage.isShowable(sentence)) {
        throw new WalletException(
            WalletException.Kind.REFUSED,
            "The recovery words have letters that the paper's fonts lack. Write them down by hand, as getrecoverywords shows them. Nothing was written.");
      }
      all.add(new PaperContent.Words(sentence, entry.withPassphrase(), day(entry.since())));
    }
    if (all.isEmpty()) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          "This wallet has no recovery words: its keys were imported. Make the paper without words, and keep a backup made by backupwallet. Nothing was written.");
    }
    return all;
  }

  /// New addresses and change in one descriptor with two values of a step, where they differ in
  /// nothing else (BIP-0389).
  private void addPair(ManagedDescriptor receive) {
    Optional<ManagedDescriptor> change =
        receive.type().flatMap(type -> wallet.keys().active(type, true));
    String text = payload(receive);
    boolean pair =
        change.isPresent()
            && text.contains(RECEIVE_STEP)
            && !text.contains("<")
            && text.replace(RECEIVE_STEP, CHANGE_STEP).equals(payload(change.get()));
    if (!pair) {
      return;
    }
    String both = text.replace(RECEIVE_STEP, BOTH_STEPS);
    keys.add(
        new PaperContent.Keys(
            title(receive) + ", new ones and change",
            signers(receive),
            both + "#" + Descriptor.checksum(both),
            addresses(receive, RECEIVE_SHOWN),
            addresses(change.get(), CHANGE_SHOWN)));
    done.add(receive);
    done.add(change.get());
  }

  private static String payload(ManagedDescriptor managed) {
    String text = managed.row().publicForm();
    int hash = text.indexOf('#');
    return hash < 0 ? text : text.substring(0, hash);
  }

  private void addOne(ManagedDescriptor managed) {
    if (!done.add(managed)) {
      return;
    }
    String use =
        managed.isActive() ? managed.isChange() ? ", change" : ", new ones" : ", not for new ones";
    String text = payload(managed);
    List<String> shown = addresses(managed, managed.isChange() ? CHANGE_SHOWN : RECEIVE_SHOWN);
    keys.add(
        new PaperContent.Keys(
            title(managed) + use,
            signers(managed),
            text + "#" + Descriptor.checksum(text),
            managed.isChange() ? List.of() : shown,
            managed.isChange() ? shown : List.of()));
  }

  private static String title(ManagedDescriptor managed) {
    return switch (managed.type().orElse(OutputType.UNKNOWN)) {
      case LEGACY -> "Legacy addresses";
      case P2SH_SEGWIT -> "Segwit addresses inside P2SH";
      case BECH32 -> "Segwit addresses";
      case BECH32M -> "Taproot addresses";
      case UNKNOWN -> "Other scripts";
    };
  }

  private static String signers(ManagedDescriptor managed) {
    return managed
        .descriptor()
        .multisig()
        .map(shape -> "%d of %d keys must sign.".formatted(shape.threshold(), shape.keys().size()))
        .orElse("");
  }

  private List<String> addresses(ManagedDescriptor managed, int count) {
    int first = managed.row().rangeStart();
    int shown = managed.isRange() ? Math.min(count, managed.row().rangeEnd() - first) : 1;
    List<String> all = new ArrayList<>();
    for (int at = first; at < first + shown; at++) {
      for (Script script : managed.scripts(at)) {
        all.add("%d  %s".formatted(at, addresses.encode(script).orElseGet(() -> script.toHex())));
      }
    }
    return all;
  }
}
