package org.quantumcoin.wallet.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;

/// A wallet's unspent coins, immature ones too, filtered and sorted, a page at a time.
public final class CoinsList {
  private final Wallet wallet;
  private final long revision;
  private final List<Found> found;
  private final long sats;

  private record Found(OwnCoin coin, String label, Set<CoinTag> tags) {
    long value() {
      return coin.out().value();
    }
  }

  /// By what coins can be sorted.
  public enum Column {
    AMOUNT,
    /// Confirmations.
    DEPTH,
    LABEL
  }

  private CoinsList(Wallet wallet, long revision, List<Found> found) {
    this.wallet = wallet;
    this.revision = revision;
    this.found = found;
    this.sats = found.stream().mapToLong(Found::value).reduce(0, Math::addExact);
  }

  public static CoinsList of(Wallet wallet, CoinFilter filter, Column column, boolean descending) {
    long revision = wallet.revision();
    List<Found> found = new ArrayList<>(wallet.locked(() -> find(wallet, filter)));
    Comparator<Found> by =
        switch (column) {
          case AMOUNT -> Comparator.comparingLong(Found::value);
          case DEPTH -> Comparator.comparingInt(each -> each.coin().depth());
          case LABEL -> Comparator.comparing(Found::label, String.CASE_INSENSITIVE_ORDER);
        };
    Comparator<Found> ascending = by.thenComparingLong(each -> -each.coin().tx().position());
    found.sort(descending ? ascending.reversed() : ascending);
    return new CoinsList(wallet, revision, List.copyOf(found));
  }

  private static List<Found> find(Wallet wallet, CoinFilter filter) {
    List<OwnCoin> coins = wallet.ledger().coins(true);
    TagReader tags = new TagReader(wallet, coins);
    TxReader reader = new TxReader(wallet);
    TextSearch text =
        new TextSearch(filter.text(), new Addresses(wallet.config().params().addresses()));
    List<Found> found = new ArrayList<>();
    for (OwnCoin coin : coins) {
      Script script = coin.out().script();
      String label =
          wallet.labels().ofCoin(coin.outpoint()).orElseGet(() -> reader.labelOf(script));
      boolean named =
          text.isEmpty()
              || text.isInLabel(label)
              || text.isInId(coin.outpoint().txid())
              || text.isInAddress(script);
      if (named) {
        Set<CoinTag> its = tags.of(coin);
        if (filter.takes(its, coin.out().value())) {
          found.add(new Found(coin, label, its));
        }
      }
    }
    return found;
  }

  /// What is to be said of coins.
  private static final class TagReader {
    private final Wallet wallet;
    private final Set<OutPoint> reserved;
    private final Map<Script, Integer> perScript = new HashMap<>();

    TagReader(Wallet wallet, List<OwnCoin> all) {
      this.wallet = wallet;
      this.reserved = wallet.reservedCoins();
      all.forEach(coin -> perScript.merge(coin.out().script(), 1, Integer::sum));
    }

    Set<CoinTag> of(OwnCoin coin) {
      Set<CoinTag> tags = EnumSet.noneOf(CoinTag.class);
      Script script = coin.out().script();
      add(tags, CoinTag.CHANGE, !wallet.book().contains(script));
      add(tags, CoinTag.FROZEN, wallet.lockedCoins().contains(coin.outpoint()));
      add(tags, CoinTag.RESERVED, reserved.contains(coin.outpoint()));
      add(
          tags,
          CoinTag.TREASURY,
          wallet.treasury().filter(treasury -> treasury.watches(coin)).isPresent());
      add(tags, CoinTag.IMMATURE, wallet.ledger().isImmatureCoinbase(coin.tx()));
      add(tags, CoinTag.UNCONFIRMED, coin.depth() == 0);
      add(tags, CoinTag.UNSAFE, !coin.safe());
      add(tags, CoinTag.REUSED, perScript.getOrDefault(script, 0) > 1 || wallet.isReused(script));
      return tags;
    }

    private static void add(Set<CoinTag> tags, CoinTag tag, boolean has) {
      if (has) {
        tags.add(tag);
      }
    }
  }

  /// That of the wallet before it was read.
  public long revision() {
    return revision;
  }

  public int size() {
    return found.size();
  }

  /// What all of them are worth together.
  public long sats() {
    return sats;
  }

  /// As many as there are from a place on, at most `count`, as they were when the list was made.
  public List<CoinLine> lines(int offset, int count) {
    List<Found> wanted = Turns.page(found, offset, count);
    return wallet.locked(() -> {
      TxReader reader = new TxReader(wallet);
      return wanted.stream().map(each -> line(reader, each)).toList();
    });
  }

  private static CoinLine line(TxReader reader, Found found) {
    OwnCoin coin = found.coin();
    return new CoinLine(
        coin.outpoint(),
        reader.address(coin.out().script()),
        found.label(),
        found.value(),
        coin.depth(),
        reader.blocksToMaturity(coin.tx()),
        coin.tx().smartTime(),
        found.tags());
  }

  /// Keeps coins from being chosen, or frees them again; those that are spent meanwhile are passed
  /// over. How many there were.
  public static int freeze(Wallet wallet, List<OutPoint> coins, boolean frozen) {
    return wallet.locked(() -> {
      Set<OutPoint> changed = new HashSet<>();
      for (OutPoint coin : coins) {
        boolean held = wallet.lockedCoins().contains(coin);
        boolean changes =
            frozen
                ? !held
                    && wallet.ledger().ownOutput(coin).isPresent()
                    && !wallet.ledger().isSpent(coin)
                : held;
        if (changes) {
          changed.add(coin);
        }
      }
      wallet.freeze(changed, frozen);
      return changed.size();
    });
  }
}
