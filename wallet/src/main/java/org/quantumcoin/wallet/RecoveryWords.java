package org.quantumcoin.wallet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.wallet.store.WalletStore;

/// The recovery words of a wallet, sealed in its store: a line for each seed that its keys came
/// from, the newest last. Older ones stay, because coins may still come to their addresses.
public final class RecoveryWords {
  private static final String NAME = "recovery words";

  /// One line's parts: when, whether the words have a passphrase of their own, the words.
  private static final int PARTS = 3;

  private RecoveryWords() {}

  /// Words, and when their keys were made in unix seconds.
  ///
  /// @param withPassphrase whether the words alone do not restore the keys
  public record Entry(long since, boolean withPassphrase, String sentence) {
    @Override
    public String toString() {
      return "Entry[since=" + since + ", redacted]";
    }
  }

  static void add(WalletStore store, Vault vault, RecoverySeed seed, long now) {
    List<Entry> entries = new ArrayList<>(read(store, vault));
    entries.add(new Entry(now, !seed.wordsPassphrase().isEmpty(), seed.words().sentence()));
    write(store, vault, entries);
  }

  /// None for a wallet whose keys came from elsewhere.
  static List<Entry> read(WalletStore store, Vault vault) {
    Optional<byte[]> box = store.property(NAME);
    if (box.isEmpty()) {
      return List.of();
    }
    byte[] open = vault.open(box.get(), NAME);
    try {
      List<Entry> entries = new ArrayList<>();
      for (String line : new String(open, StandardCharsets.UTF_8).split("\n", -1)) {
        String[] parts = line.split("\t", PARTS);
        entries.add(new Entry(Long.parseLong(parts[0]), parts[1].equals("1"), parts[2]));
      }
      return entries;
    } finally {
      Arrays.fill(open, (byte) 0);
    }
  }

  private static void write(WalletStore store, Vault vault, List<Entry> entries) {
    List<String> lines =
        entries.stream()
            .map(entry ->
                entry.since() + "\t" + (entry.withPassphrase() ? 1 : 0) + "\t" + entry.sentence())
            .toList();
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    store.putProperty(NAME, vault.seal(text, NAME));
    Arrays.fill(text, (byte) 0);
  }

  /// Goes over from one sealing key to another.
  static void reseal(WalletStore store, Vault before, Vault after) {
    List<Entry> entries = read(store, before);
    if (!entries.isEmpty()) {
      write(store, after, entries);
    }
  }
}
