package org.quantumcoin.wallet.spend;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quantumcoin.node.api.TxRelay.Submission;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.keys.Bip38;

/// Moves the coins of keys from elsewhere into a wallet: finds them in the chain, works one
/// transaction out, and sends it. The keys are not kept.
///
/// Looks through every unspent coin, so one caller at a time.
public final class KeySweeper {
  /// Blocks until a coinbase's coins can be spent, on every chain (Core's `COINBASE_MATURITY`).
  private static final int COINBASE_MATURITY = 100;

  private final CoinFinder finder;
  private final AtomicBoolean busy = new AtomicBoolean();

  /// Finds the unspent coins of the chain that pay to some scripts.
  public interface CoinFinder {
    Map<OutPoint, Coin> find(Set<Script> scripts);
  }

  public KeySweeper(CoinFinder finder) {
    this.finder = finder;
  }

  /// What is moved, or would be.
  ///
  /// @param address where to; empty for scripts that have none
  /// @param left coins that stay: not worth their fee, or too many for one transaction
  /// @param immature coins of miners that cannot be moved yet
  /// @param unused keys without coins, by their numbers
  public record Outcome(
      Transaction tx,
      Optional<String> address,
      int coins,
      long amountSats,
      long feeSats,
      int left,
      int immature,
      Set<Integer> unused) {
    public Outcome {
      unused = Set.copyOf(unused);
    }
  }

  /// The same for one key as text, which may be under a passphrase (BIP-0038). Throws
  /// [WalletException] with a sentence that does not repeat the key.
  public Outcome sweep(Wallet wallet, String text, String passphrase, boolean dryRun) {
    AddressPrefixes prefixes = wallet.config().params().addresses();
    try (SweepKeys keys = new SweepKeys(prefixes)) {
      keys.add(key(text.strip(), passphrase, prefixes), 0);
      return sweep(wallet, keys, 1, Optional.empty(), PaymentRequest.to(List.of()), dryRun);
    }
  }

  private static SecretKey key(String text, String passphrase, AddressPrefixes prefixes) {
    if (!Bip38.isEncryptedKey(text)) {
      return Wif.decode(text, prefixes)
          .orElseThrow(() -> refused("This is no private key of this network. Nothing was moved."));
    }
    return switch (Bip38.decrypt(text, passphrase, prefixes)) {
      case Bip38.Result.Decrypted(SecretKey key) -> key;
      case Bip38.Result.WrongPassphrase() ->
          throw refused(
              "The passphrase of the key is wrong, or the key is of another network. Nothing was moved.");
      case Bip38.Result.NotAKey() -> throw refused("This is no private key. Nothing was moved.");
    };
  }

  private static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  /// Moves what some keys have.
  ///
  /// @param count keys there are, numbered from 0
  /// @param given where to; a new address of the wallet if empty
  /// @param request says what fee is paid
  /// @param dryRun works everything out and sends nothing
  public Outcome sweep(
      Wallet wallet,
      SweepKeys keys,
      int count,
      Optional<Script> given,
      PaymentRequest request,
      boolean dryRun) {
    if (!busy.compareAndSet(false, true)) {
      throw refused("Other keys are being swept; ask again when that is done.");
    }
    try {
      return move(wallet, keys, count, given, request, dryRun);
    } finally {
      busy.set(false);
    }
  }

  private Outcome move(
      Wallet wallet,
      SweepKeys keys,
      int count,
      Optional<Script> given,
      PaymentRequest request,
      boolean dryRun) {
    Map<OutPoint, Coin> found = new HashMap<>(finder.find(keys.scripts()));
    // The wallet may be some blocks behind its node, but never ahead.
    int next = wallet.node().tip().height() + 1;
    int all = found.size();
    found.values().removeIf(coin -> coin.coinbase() && next - coin.height() < COINBASE_MATURITY);
    int immature = all - found.size();
    Set<Integer> unused = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      unused.add(i);
    }
    found.values().forEach(coin -> keys.owner(coin.out().script()).ifPresent(unused::remove));
    // Somebody, perhaps an earlier call, is moving these already.
    found.keySet().removeIf(outpoint -> wallet.node().pooledSpender(outpoint).isPresent());
    Script to = given.orElseGet(() -> target(wallet, dryRun));
    KeySweep.Sweep sweep =
        wallet.locked(() ->
            new KeySweep(wallet, keys, new SecureRandom(), wallet.now()).build(found, to, request));
    if (!dryRun) {
      send(wallet, sweep.tx());
    }
    return new Outcome(
        sweep.tx(),
        new Addresses(wallet.config().params().addresses()).encode(to),
        sweep.coins(),
        sweep.amountSats(),
        sweep.feeSats(),
        sweep.left(),
        immature,
        unused);
  }

  /// A dry run takes no address.
  private static Script target(Wallet wallet, boolean dryRun) {
    var type = wallet.config().spending().addressType();
    return dryRun
        ? wallet.locked(() ->
            wallet
                .keys()
                .active(type, false)
                .map(managed -> managed.scripts(managed.row().nextIndex()).getFirst())
                .orElseGet(() -> wallet.newAddress(type, "")))
        : wallet.newAddress(type, "");
  }

  private static void send(Wallet wallet, Transaction tx) {
    // What the mempool does not take would be tried over and over: nobody keeps the keys.
    if (wallet.node().test(tx).join() instanceof Submission.Refused(String reason)) {
      throw refused(
          "The mempool does not take the transaction (%s). Nothing was sent.".formatted(reason));
    }
    wallet.keepTransaction(tx, Map.of("comment", "swept from private keys"));
    wallet
        .sendTransaction(tx)
        .ifPresent(reason ->
            Log.warning(
                "[%s] the mempool does not take %s: %s"
                    .formatted(wallet.name(), tx.txid(), reason)));
  }
}
