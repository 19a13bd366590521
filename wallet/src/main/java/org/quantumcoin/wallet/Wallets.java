package org.quantumcoin.wallet;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.ChainStatus;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.SyncPhase;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.store.DatedBackups;
import org.quantumcoin.wallet.store.KdfCost;
import org.quantumcoin.wallet.store.KeyFile;
import org.quantumcoin.wallet.store.OwnerOnly;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletBackup;
import org.quantumcoin.wallet.store.WalletKeys;
import org.quantumcoin.wallet.store.WalletStore;
import org.quantumcoin.wallet.store.WatchKey;

/// The wallets that are open, and the folder that wallets are in.
public final class Wallets implements AutoCloseable {
  /// Clocks of miners may be so far ahead of ours: Core's `TIMESTAMP_WINDOW`.
  public static final long BIRTH_TOLERANCE_SECONDS = 7_200;

  private static final int MAX_NAME_CHARS = 200;

  /// How long a block that the node shows may take to come, a second in all.
  private static final int MOST_MOMENTS = 1_000;

  private static final long MOMENT_NANOS = 1_000_000;

  private final WalletConfig config;
  private final NodeApi node;
  private final InstantSource clock;
  private final Map<String, Wallet> open = new TreeMap<>();
  private final WalletFeed feed;
  private final boolean offline;
  private final Thread resender;

  private Wallets(WalletConfig config, NodeApi node, InstantSource clock, boolean offline) {
    this.config = config;
    this.node = node;
    this.offline = offline;
    this.clock = clock;
    this.feed = WalletFeed.open(node, this::list, this::drop);
    this.resender = Thread.ofVirtual().name("resend").unstarted(this::resend);
  }

  /// None open, following the node.
  public static Wallets open(WalletConfig config, NodeApi node, InstantSource clock) {
    return start(new Wallets(config, node, clock, false));
  }

  private static Wallets start(Wallets wallets) {
    wallets.resender.start();
    return wallets;
  }

  /// None open, without a node: for a computer that has no network. Wallets stay at the block where
  /// they were, or at the first one of the chain, and go on from there when a node opens them.
  public static Wallets offline(WalletConfig config, InstantSource clock) {
    return new Wallets(config, new OfflineNode(config.params()), clock, true);
  }

  /// Core's `MaybeResendWalletTxs`, each minute.
  private void resend() {
    try {
      while (true) {
        TimeUnit.MINUTES.sleep(1);
        ChainStatus chain = node.chain();
        boolean ready = chain.phase() == SyncPhase.SYNCED && !chain.initialBlockDownload();
        for (Wallet wallet : list()) {
          try {
            wallet.resubmitIfDue(ready);
          } catch (StoreException | IllegalStateException e) {
            // Closed meanwhile, or closed because its disk failed.
            Log.info("[" + wallet.name() + "] did not send again: " + e.getMessage());
          }
        }
      }
    } catch (InterruptedException _) {
      // Closing.
      return;
    }
  }

  static byte[] watchKey(WalletConfig config) {
    return WatchKey.open(config.watchKey());
  }

  public WalletConfig config() {
    return config;
  }

  public NodeApi node() {
    return node;
  }

  public InstantSource clock() {
    return clock;
  }

  public List<Wallet> list() {
    synchronized (open) {
      return List.copyOf(open.values());
    }
  }

  public Optional<Wallet> find(String name) {
    synchronized (open) {
      return Optional.ofNullable(open.get(name));
    }
  }

  /// Names of the wallets in the folder, open or not.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (Files.exists(config.folder().resolve(Wallet.KEY_FILE))) {
      names.add("");
    }
    if (Files.isDirectory(config.folder())) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(config.folder())) {
        for (Path each : folders) {
          if (Files.exists(each.resolve(Wallet.KEY_FILE))) {
            names.add(String.valueOf(each.getFileName()));
          }
        }
      } catch (IOException e) {
        Log.warning("The wallet folder cannot be read: " + e.getMessage());
      }
    }
    names.sort(null);
    return names;
  }

  /// Where a wallet of this name is or would be. A name is one folder's, so that no name leads out
  /// of the wallet folder.
  public Path folder(String name) {
    if (name.length() > MAX_NAME_CHARS
        || name.equals(".")
        || name.equals("..")
        || name.chars().anyMatch(c -> c < ' ' || c == '/' || c == '\\' || c == ';' || c == ':')) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          "A wallet cannot be called \"%s\": a name has at most %d characters, and no slash, backslash, colon or semicolon."
              .formatted(name, MAX_NAME_CHARS));
    }
    return name.isEmpty() ? config.folder() : config.folder().resolve(name);
  }

  /// Makes a wallet and opens it. An empty passphrase leaves it without protection.
  public Wallet create(String name, WalletOptions options, byte[] passphrase) {
    return create(
        name,
        options,
        passphrase,
        wallet -> {
          if (!options.blank() && !options.watchOnly()) {
            wallet.makeKeys();
          }
        });
  }

  /// The same with the keys of recovery words that somebody has. What the chain has for them is
  /// found by [Wallet#catchUpOnKeys].
  ///
  /// @param since unix seconds; no key was in use before
  public Wallet create(String name, byte[] passphrase, RecoverySeed seed, long since) {
    return create(name, WalletOptions.DEFAULT, passphrase, wallet -> wallet.makeKeys(seed, since));
  }

  private Wallet create(
      String name, WalletOptions options, byte[] passphrase, Consumer<Wallet> makeKeys) {
    Path folder = folder(name);
    if (Files.exists(folder.resolve(Wallet.KEY_FILE))) {
      throw new StoreException(
          StoreException.Kind.ALREADY_EXISTS,
          "Failed to create database path '%s'. Database already exists.".formatted(folder));
    }
    if (WalletStore.exists(folder)) {
      throw new StoreException(
          StoreException.Kind.ALREADY_EXISTS,
          "The folder %s holds a wallet's database without its key file wallet.dat. Put the key file back from a backup, or choose another name; nothing was changed."
              .formatted(folder));
    }
    try {
      OwnerOnly.createFolder(folder);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.IO,
          "The folder %s cannot be made (%s). Nothing was changed."
              .formatted(folder, e.getMessage()),
          e);
    }
    KdfCost cost =
        passphrase.length == 0 ? new KdfCost(8, 1, 1) : config.kdf().orElseGet(KdfCost::measured);
    boolean made = false;
    try (WalletKeys keys = WalletKeys.random()) {
      KeyFile file =
          KeyFile.create(config.network(), keys, passphrase, cost, Optional.of(watchKey(config)));
      Wallet wallet = Wallet.create(name, folder, config, node, clock, options, file, keys);
      finish(wallet, file, passphrase.length > 0, makeKeys);
      made = true;
      return wallet;
    } finally {
      if (!made) {
        // Nobody was given an address of it yet.
        WalletBackup.remove(folder);
      }
    }
  }

  private void finish(Wallet wallet, KeyFile file, boolean locks, Consumer<Wallet> makeKeys) {
    boolean done = false;
    try {
      makeKeys.accept(wallet);
      if (locks) {
        wallet.lock();
      }
      // Last: a folder without it is no wallet yet.
      file.write(wallet.folder().resolve(Wallet.KEY_FILE));
      attach(wallet);
      done = true;
    } finally {
      if (!done) {
        wallet.close();
      }
    }
  }

  /// Opens a wallet. The passphrase is needed only on a computer that has not opened it before.
  public Wallet load(String name, Optional<byte[]> passphrase) {
    Path folder = folder(name);
    synchronized (open) {
      if (open.containsKey(name)) {
        throw new StoreException(
            StoreException.Kind.IN_USE, "Wallet \"%s\" is already loaded.".formatted(name));
      }
    }
    try {
      return loadFrom(name, folder, passphrase);
    } catch (StoreException e) {
      throw offeringBackup(e, folder);
    }
  }

  /// Who reads that his wallet is damaged wants to know what is left of it.
  private static StoreException offeringBackup(StoreException e, Path folder) {
    boolean damaged =
        switch (e.kind()) {
          case DAMAGED, FOREIGN -> true;
          case NOT_FOUND -> WalletStore.exists(folder);
          case ALREADY_EXISTS, IN_USE, PASSPHRASE_NEEDED, WRONG_PASSPHRASE, NEWER, IO -> false;
        };
    return damaged
        ? DatedBackups.newestGood(folder)
            .map(backup ->
                e.with(
                    "The newest backup that is whole is %s: restore it under another name with restorewallet."
                        .formatted(backup)))
            .orElse(e)
        : e;
  }

  private Wallet loadFrom(String name, Path folder, Optional<byte[]> passphrase) {
    KeyFile file = KeyFile.read(folder.resolve(Wallet.KEY_FILE));
    if (!file.network().equals(config.network())) {
      throw new StoreException(
          StoreException.Kind.FOREIGN,
          "The wallet %s belongs to %s, and this node runs %s. It was left as it is."
              .formatted(folder, file.network(), config.network()));
    }
    Wallet wallet = unwrap(name, folder, file, passphrase);
    boolean attached = false;
    try {
      attach(wallet);
      attached = true;
    } finally {
      if (!attached) {
        wallet.close();
      }
    }
    if (!offline) {
      wallet.resubmitAll();
      wallet.resumeScan();
    }
    backUp(wallet);
    return wallet;
  }

  /// The day's backup, beside what goes on.
  private void backUp(Wallet wallet) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    DatedBackups.due(wallet.folder(), today)
        .ifPresent(file -> {
          Thread _ =
              Thread.ofVirtual()
                  .name("backup-" + wallet.name())
                  .start(() -> {
                    try {
                      DatedBackups.prepare(wallet.folder());
                      wallet.backup(file);
                      DatedBackups.prune(wallet.folder());
                    } catch (IOException | StoreException e) {
                      // Also when the wallet was closed meanwhile: then the next opening makes it.
                      Log.warning(
                          "[%s] has no backup of today: %s"
                              .formatted(wallet.name(), e.getMessage()));
                    }
                  });
        });
  }

  /// Makes a wallet of a backup's content and opens it. What is in the file is a stranger's until
  /// it has been checked: where the check fails, no wallet is left.
  public Wallet restore(String name, Path backup, Optional<byte[]> passphrase) {
    Path folder = folder(name);
    if (Files.exists(folder.resolve(Wallet.KEY_FILE))) {
      throw new StoreException(
          StoreException.Kind.ALREADY_EXISTS,
          "Failed to restore wallet. Database file exists in '%s'.".formatted(folder));
    }
    WalletBackup.unpack(backup, folder);
    boolean opened = false;
    try {
      Wallet wallet = load(name, passphrase);
      opened = true;
      return wallet;
    } finally {
      if (!opened) {
        WalletBackup.remove(folder);
      }
    }
  }

  private Wallet unwrap(String name, Path folder, KeyFile file, Optional<byte[]> passphrase) {
    if (!file.hasPassphrase()) {
      try (WalletKeys keys = file.unwrap(new byte[0]).orElseThrow()) {
        return open(name, folder, file, keys.data(), Optional.of(keys));
      }
    }
    Optional<byte[]> watched = file.unwrapForWatching(watchKey(config));
    if (watched.isPresent()) {
      return open(name, folder, file, watched.get(), Optional.empty());
    }
    byte[] given =
        passphrase.orElseThrow(() ->
            new StoreException(
                StoreException.Kind.PASSPHRASE_NEEDED,
                "The wallet %s has not been opened on this computer before: give its passphrase."
                    .formatted(folder)));
    try (WalletKeys keys =
        file.unwrap(given)
            .orElseThrow(() ->
                new StoreException(
                    StoreException.Kind.WRONG_PASSPHRASE,
                    "This is not the passphrase of the wallet %s. Nothing was changed."
                        .formatted(folder)))) {
      KeyFile watchable =
          file.withPassphrase(keys, given, file.cost(), Optional.of(watchKey(config)));
      Wallet wallet = open(name, folder, watchable, keys.data(), Optional.empty());
      watchable.write(folder.resolve(Wallet.KEY_FILE));
      return wallet;
    }
  }

  private Wallet open(
      String name, Path folder, KeyFile file, byte[] dataKey, Optional<WalletKeys> spending) {
    try {
      return Wallet.open(name, folder, config, node, clock, file, dataKey, spending);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private void attach(Wallet wallet) {
    config
        .receiveCommand()
        .ifPresent(command -> wallet.onTransaction(tx -> notifyOf(wallet, tx, command)));
    join(
        feed.between(() -> {
          if (!offline) {
            feed.catchUp(wallet);
          } else if (wallet.lastBlock().equals(BlockHash.ZERO)) {
            // The node that follows later has to look at every block since.
            wallet.startAt(node.tip());
          }
          synchronized (open) {
            open.put(wallet.name(), wallet);
          }
          return true;
        }));
  }

  /// What a task answered; its exception is thrown as it is.
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// Returns when every event that the node sent before was seen by every wallet.
  public void awaitEvents() {
    boolean _ = join(feed.between(() -> true));
  }

  /// The same, unless the wallet has seen the node's last block: what a caller may know of the
  /// chain from an earlier answer, the wallet knows too (Core's `BlockUntilSyncedToCurrentChain`).
  public void awaitTip(Wallet wallet) {
    BlockRef tip = node.tip();
    if (wallet.lastBlock().equals(tip.hash())) {
      return;
    }
    awaitEvents();
    // The node shows a block a moment before it tells of it.
    for (int i = 0; i < MOST_MOMENTS && height(wallet) < tip.height(); i++) {
      LockSupport.parkNanos(MOMENT_NANOS);
      awaitEvents();
    }
  }

  private static int height(Wallet wallet) {
    return wallet.locked(() -> wallet.ledger().tipHeight());
  }

  /// `-walletnotify`: `%s` is the transaction, `%w` the wallet, `%b` and `%h` its block's hash and
  /// height.
  private static void notifyOf(Wallet wallet, WalletTx tx, String command) {
    String block = "unconfirmed";
    String height = "-1";
    if (tx.state() instanceof TxState.Confirmed confirmed) {
      block = confirmed.block().toString();
      height = Integer.toString(confirmed.height());
    }
    String filled =
        command
            .replace("%s", tx.txid().toString())
            .replace("%b", block)
            .replace("%h", height)
            .replace("%w", "'" + wallet.name().replace("'", "'\"'\"'") + "'");
    try {
      Process _ = new ProcessBuilder("/bin/sh", "-c", filled).inheritIO().start();
    } catch (IOException e) {
      Log.error("runCommand error: " + filled + ": " + e.getMessage());
    }
  }

  /// A wallet that can keep nothing more.
  private void drop(Wallet wallet) {
    synchronized (open) {
      boolean _ = open.remove(wallet.name(), wallet);
    }
    wallet.abandonFiles();
  }

  /// Closes a wallet; false if it is not open.
  public boolean unload(String name) {
    return join(
        feed.between(() -> {
          Wallet wallet;
          synchronized (open) {
            wallet = open.remove(name);
          }
          if (wallet == null) {
            return false;
          }
          wallet.stopScanning();
          wallet.close();
          return true;
        }));
  }

  /// Gives a wallet that is open another name: closes it, moves its folder, and opens it again,
  /// locked. Where that cannot be, it is open under its old name.
  public Wallet rename(String from, String to) {
    Path old = folder(from);
    Path fresh = folder(to);
    if (from.isEmpty() || to.isBlank() || !to.equals(to.strip())) {
      throw new WalletException(
          WalletException.Kind.REFUSED,
          from.isEmpty()
              ? "This wallet lies in the wallet folder itself and cannot be renamed. Nothing was changed; restore a backup of it under the name you want."
              : "A wallet's name cannot be empty, nor begin or end with a blank. Nothing was changed.");
    }
    if (Files.exists(fresh)) {
      throw new StoreException(
          StoreException.Kind.ALREADY_EXISTS,
          "There is a wallet or a folder called \"%s\" already. Nothing was changed."
              .formatted(to));
    }
    if (!unload(from)) {
      throw new WalletException(
          WalletException.Kind.WRONG_STATE, "The wallet \"%s\" is not open.".formatted(from));
    }
    try {
      Files.move(old, fresh, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Wallet _ = load(from, Optional.empty());
      throw new StoreException(
          StoreException.Kind.IO,
          "The folder of the wallet cannot be renamed (%s). Nothing was changed."
              .formatted(e.getMessage()),
          e);
    }
    return load(to, Optional.empty());
  }

  @Override
  public void close() {
    resender.interrupt();
    for (Wallet wallet : list()) {
      try {
        boolean _ = unload(wallet.name());
      } catch (StoreException e) {
        // The others, and the node behind them, are to end in order all the same.
        Log.error(
            "Wallet \"%s\" was closed without its last place: %s At its next start it looks through the blocks since."
                .formatted(wallet.name(), e.getMessage()));
      }
    }
    feed.close();
  }
}
