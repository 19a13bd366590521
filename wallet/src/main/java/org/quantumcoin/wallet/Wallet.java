package org.quantumcoin.wallet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.TxRelay.Submission;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.ScriptIndex;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.store.KeyFile;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletBackup;
import org.quantumcoin.wallet.store.WalletKeys;
import org.quantumcoin.wallet.store.WalletStore;
import org.quantumcoin.wallet.treasury.Charter;

/// One open wallet: keys, coins and labels, kept together under one lock.
///
/// What the node tells comes in on the thread of [Wallets]; questions and orders on any. Several
/// questions that belong together are asked within [#locked]. Everything that changes is in the
/// store before the call that changed it returns.
public final class Wallet implements AutoCloseable {
  static final String KEY_FILE = "wallet.dat";

  private static final String OPTIONS = "options";
  private static final String SCRIPT_KEY = "script key";
  private static final String LAST_BLOCK = "last block";
  private static final String BIRTH = "birth";

  /// Blocks without anything of ours after which the place in the chain is noted all the same.
  private static final int NOTE_PLACE_EVERY = 1_000;

  private final String name;
  private final Path folder;
  private final WalletConfig config;
  private final NodeApi node;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final WalletStore store;
  private final Vault vault;
  private final KeyRing keys;
  private final Ledger ledger;
  private final AddressBook book;
  private final LockedCoins lockedCoins;
  private final Labels labels;
  private final Protection protection;
  private final Rescanner rescanner;
  private final Identity identity;
  private final Journal journal;
  private Optional<Treasury> treasury;
  private WalletOptions options;
  private SeenBlocks seen = new SeenBlocks();
  private int blocksSinceNoted;
  private final AtomicLong revision = new AtomicLong();
  private volatile FeeRate payFee;
  private final ResendTimes resends;
  private volatile Consumer<WalletTx> onTransaction = _ -> {};

  private Wallet(
      String name,
      Path folder,
      WalletConfig config,
      NodeApi node,
      InstantSource clock,
      KeyFile keyFile,
      WalletStore store,
      Vault vault) {
    this.name = name;
    this.folder = folder;
    this.config = config;
    this.node = node;
    this.clock = clock;
    this.store = store;
    this.vault = vault;
    TxRows.Reading transactions = TxRows.begin(store);
    this.payFee = config.spending().payFee();
    this.resends = new ResendTimes(now(), new SecureRandom());
    this.options = WalletOptions.parse(store.text(OPTIONS).orElse(""));
    ByteReader key = new ByteReader(store.property(SCRIPT_KEY).orElseThrow());
    this.keys =
        KeyRing.open(
            store,
            config.params().addresses(),
            vault,
            new ScriptIndex(key.readInt64(), key.readInt64()),
            config.gap());
    this.book = AddressBook.open(store);
    this.lockedCoins = LockedCoins.open(store);
    this.labels = Labels.open(store.labels());
    this.ledger = new Ledger(new Scripts());
    this.protection = new Protection(this, keyFile, store, vault, keys);
    this.rescanner = new Rescanner(this, node, store);
    this.identity = new Identity(store, vault);
    this.journal = Journal.open(store, identity, name.isEmpty() ? "wallet" : name, this::now);
    restore(transactions);
    this.treasury = Treasury.open(this, store, identity, journal);
  }

  /// Makes a wallet in an empty folder, without keys.
  static Wallet create(
      String name,
      Path folder,
      WalletConfig config,
      NodeApi node,
      InstantSource clock,
      WalletOptions options,
      KeyFile keyFile,
      WalletKeys walletKeys) {
    byte[] dataKey = walletKeys.data();
    WalletStore store = WalletStore.create(folder, keyFile, dataKey);
    Arrays.fill(dataKey, (byte) 0);
    store.putText(OPTIONS, options.format());
    SecureRandom random = new SecureRandom();
    byte[] scriptKey = new byte[16];
    random.nextBytes(scriptKey);
    store.putProperty(SCRIPT_KEY, scriptKey);
    store.putProperty(
        BIRTH, new ByteWriter().writeInt64(clock.instant().getEpochSecond()).toByteArray());
    store.commitAndSync();
    Vault vault = new Vault(keyFile.walletId());
    vault.unlock(walletKeys);
    Wallet wallet = new Wallet(name, folder, config, node, clock, keyFile, store, vault);
    // Until its maker, who makes its keys first, locks it.
    wallet.protection.stayUnlocked();
    return wallet;
  }

  /// Opens a wallet by its data key; unlocked when the spending key is known too.
  static Wallet open(
      String name,
      Path folder,
      WalletConfig config,
      NodeApi node,
      InstantSource clock,
      KeyFile keyFile,
      byte[] dataKey,
      Optional<WalletKeys> spending) {
    WalletStore store = WalletStore.open(folder, keyFile, dataKey);
    Vault vault = new Vault(keyFile.walletId());
    boolean opened = false;
    try {
      spending.ifPresent(vault::unlock);
      Wallet wallet = new Wallet(name, folder, config, node, clock, keyFile, store, vault);
      opened = true;
      return wallet;
    } finally {
      if (!opened) {
        // A backup may take its place at once.
        vault.close();
        store.close();
      }
    }
  }

  /// Opens a copy of a wallet that is to find its transactions anew.
  static Wallet openForDrill(
      Path folder,
      WalletConfig config,
      NodeApi node,
      KeyFile keyFile,
      byte[] dataKey,
      Optional<WalletKeys> spending) {
    try (WalletStore store = WalletStore.open(folder, keyFile, dataKey)) {
      store.forgetTransactions();
      store.removeProperty(LAST_BLOCK);
      store.commit();
    }
    Wallet copy =
        open("drill", folder, config, node, InstantSource.system(), keyFile, dataKey, spending);
    copy.protection.stayUnlocked();
    return copy;
  }

  /// Which scripts are the ledger's business.
  private final class Scripts implements Ledger.OwnScripts {
    @Override
    public Optional<ScriptSource> find(Script script) {
      return keys.find(script);
    }

    @Override
    public boolean mayBeOurs(Script script) {
      return keys.mayHave(script);
    }

    @Override
    public void used(ScriptSource source, Script script) {
      ManagedDescriptor managed = keys.get(source.descriptor());
      List<Script> taken = keys.used(source);
      // As in Core: an address that was not given out here was given out by another copy of this
      // wallet, so it is no change.
      if (managed.isActive() && !managed.isChange()) {
        for (Script each : taken) {
          if (!book.contains(each)) {
            book.put(each, "", AddressBook.RECEIVE);
          }
        }
      }
    }
  }

  private void restore(TxRows.Reading transactions) {
    protection.adoptNextKey();
    transactions.into(ledger);
    store
        .property(LAST_BLOCK)
        .ifPresent(bytes -> {
          seen = SeenBlocks.parse(bytes);
          ledger.setTipHeight(seen.height());
        });
  }

  // What changed.

  /// Grows whenever something that windows show may have changed, and is read without waiting for
  /// anybody: whoever has read the wallet at a revision need not read again before it grows. Who
  /// asks for it before he reads misses nothing.
  public long revision() {
    return revision.get();
  }

  /// Something changed that is not in the store.
  void revise() {
    revision.incrementAndGet();
  }

  // Under the lock.

  /// Asks or orders several things while nothing changes in between.
  public <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      protection.lockIfDue();
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void run(Runnable work) {
    lock.lock();
    try {
      protection.lockIfDue();
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private void expectLocked() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("not within locked()");
    }
  }

  /// Within [#locked] only, as are the three below.
  public Ledger ledger() {
    expectLocked();
    return ledger;
  }

  public KeyRing keys() {
    expectLocked();
    return keys;
  }

  public AddressBook book() {
    expectLocked();
    return book;
  }

  public LockedCoins lockedCoins() {
    expectLocked();
    return lockedCoins;
  }

  /// Within [#locked] only.
  public Labels labels() {
    expectLocked();
    return labels;
  }

  /// Within [#locked] only.
  public Journal journal() {
    expectLocked();
    return journal;
  }

  /// The treasury of which this wallet is a seat; within [#locked] only.
  public Optional<Treasury> treasury() {
    expectLocked();
    return treasury;
  }

  /// Becomes a seat of a treasury, for good.
  public Treasury join(Charter charter) {
    return locked(() -> {
      Treasury joined = Treasury.join(this, store, identity, journal, charter);
      treasury = Optional.of(joined);
      save();
      return joined;
    });
  }

  /// Coins that proposals of the treasury hold; within [#locked] only.
  public Set<OutPoint> reservedCoins() {
    expectLocked();
    return treasury.map(each -> each.state().reserved().keySet()).orElse(Set.of());
  }

  /// The key by which this wallet signs what it says, made now if need be; the wallet must be
  /// unlocked then.
  public ByteString identityKey() {
    return locked(() -> {
      ByteString key = identity.key();
      save();
      return key;
    });
  }

  /// The audit log as text, signed; the wallet must be unlocked.
  public String exportAuditLog() {
    return locked(() -> {
      String text = journal.export();
      save();
      return text;
    });
  }

  /// Notes in the audit log that something is done; lasts when the call returns.
  public void record(String kind, String text) {
    run(() -> {
      journal.record(kind, text, ByteString.EMPTY);
      save();
    });
  }

  /// Lists of payees that were kept for another time.
  public PayeeTemplates templates() {
    return new PayeeTemplates(this, store);
  }

  /// Copies of it, and proof that they are good.
  public WalletBackups backups() {
    return new WalletBackups(this, store);
  }

  public String name() {
    return name;
  }

  public Path folder() {
    return folder;
  }

  public WalletConfig config() {
    return config;
  }

  public NodeApi node() {
    return node;
  }

  public WalletOptions options() {
    return locked(() -> options);
  }

  /// Whether it is to avoid spending together what was paid to an address that was spent from
  /// before. Answers false if it was so already.
  public boolean setAvoidReuse(boolean wanted) {
    return locked(() -> {
      if (options.avoidReuse() == wanted) {
        return false;
      }
      options = new WalletOptions(options.watchOnly(), options.blank(), wanted);
      store.putText(OPTIONS, options.format());
      save();
      return true;
    });
  }

  /// Paid instead of estimates; zero for estimates. `-paytxfee`, until the wallet gets its own.
  public FeeRate payFee() {
    return payFee;
  }

  /// Until it is closed.
  public void setPayFee(FeeRate rate) {
    payFee = rate;
    revise();
  }

  /// What happens from now on to its transactions.
  void onTransaction(Consumer<WalletTx> watcher) {
    onTransaction = watcher;
  }

  /// Unix seconds, by the wallet's clock.
  public long now() {
    return clock.instant().getEpochSecond();
  }

  /// The last block seen; zero for none.
  public BlockHash lastBlock() {
    return locked(() -> seen.isEmpty() ? BlockHash.ZERO : seen.hash());
  }

  /// Whether the wallet has seen a block, as far as it remembers.
  boolean hasSeen(BlockRef ref) {
    return locked(() -> {
      OptionalInt height = seen.heightOf(ref.hash());
      return height.isPresent() && height.getAsInt() == ref.height();
    });
  }

  /// When the first key was made, in unix seconds: no block before it concerns the wallet.
  public long birth() {
    return locked(() -> new ByteReader(store.property(BIRTH).orElseThrow()).readInt64());
  }

  private void setBirth(long unixSeconds) {
    store.putProperty(BIRTH, new ByteWriter().writeInt64(unixSeconds).toByteArray());
  }

  /// Within [#changeKeys]: the keys may have been in use since a time. Blocks from then on are
  /// looked at by [#catchUpOnKeys], or when the wallet is opened again.
  public void usedSince(long unixSeconds) {
    expectLocked();
    if (unixSeconds < birth()) {
      setBirth(unixSeconds);
    }
    rescanner.owe(unixSeconds);
  }

  // Saving.

  /// Writes what changed; lasts when the call returns.
  void save() {
    expectLocked();
    List<WalletTx> changed = ledger.takeChanged();
    changed.forEach(tx -> store.putTransaction(TxRows.row(tx)));
    store.commit();
    revise();
    for (WalletTx tx : changed) {
      onTransaction.accept(tx);
    }
  }

  private void notePlace() {
    if (!seen.isEmpty()) {
      store.putProperty(LAST_BLOCK, seen.toBytes());
    }
    blocksSinceNoted = 0;
  }

  // What the node tells.

  void blockConnected(BlockRef ref, Block block) {
    connect(ref, block, OptionalLong.empty());
  }

  /// A block that came while the wallet was not open.
  void blockCaughtUp(BlockRef ref, Block block) {
    connect(ref, block, OptionalLong.of(ref.maxTime()));
  }

  private void connect(BlockRef ref, Block block, OptionalLong oldTime) {
    run(() -> {
      boolean ours =
          ledger.blockConnected(block, ref.hash(), ref.height(), ref.time(), oldTime, this::now);
      seen.add(ref.height(), ref.hash());
      if (ours || ++blocksSinceNoted >= NOTE_PLACE_EVERY) {
        notePlace();
        save();
      }
      revise();
    });
  }

  /// A block that nothing of ours can be in.
  void blockPassed(BlockRef ref) {
    run(() -> {
      ledger.setTipHeight(ref.height());
      seen.add(ref.height(), ref.hash());
      if (++blocksSinceNoted >= NOTE_PLACE_EVERY) {
        notePlace();
        save();
      }
      revise();
    });
  }

  void blockDisconnected(BlockRef ref, Block block) {
    run(() -> {
      ledger.blockDisconnected(block, ref.height(), this::now);
      seen.add(ref.height() - 1, ref.previous());
      notePlace();
      save();
    });
  }

  void transactionAdded(Transaction tx) {
    run(() -> {
      if (ledger.addedToMempool(tx, this::now)) {
        save();
      }
    });
  }

  void transactionRemoved(Transaction tx) {
    run(() -> {
      ledger.removedFromMempool(tx);
      save();
    });
  }

  /// A block of the active chain that was seen before, perhaps before some of the keys were known.
  void blockRescanned(BlockRef ref, Block block) {
    run(() -> {
      if (ref.height() <= ledger.tipHeight()
          && ledger.blockRescanned(
              block, ref.hash(), ref.height(), ref.time(), ref.maxTime(), this::now)) {
        save();
      }
    });
  }

  /// The place in the chain from which a new wallet follows. What is below holds nothing of it.
  void startAt(BlockRef ref) {
    run(() -> {
      for (int height : SeenBlocks.below(ref.height())) {
        node.activeBlock(height).ifPresent(below -> seen.add(height, below.hash()));
      }
      seen.add(ref.height(), ref.hash());
      ledger.setTipHeight(ref.height());
      notePlace();
      save();
    });
  }

  /// Goes back to a block that it has seen, to follow the chain from there. What stands in blocks
  /// above it holds only if these are of that chain.
  void returnTo(BlockRef ref, BiPredicate<BlockHash, Integer> isOfChain) {
    run(() -> {
      ledger.unconfirmUnless(
          (hash, height) -> height <= ref.height() || isOfChain.test(hash, height));
      seen.add(ref.height(), ref.hash());
      ledger.setTipHeight(ref.height());
      notePlace();
      save();
    });
  }

  // Keys.

  /// Whether a passphrase protects the secrets.
  public boolean isEncrypted() {
    return locked(protection::hasPassphrase);
  }

  public boolean isLocked() {
    return locked(vault::isLocked);
  }

  /// Unix seconds until which it stays unlocked; 0 when locked.
  public long unlockedUntil() {
    return locked(protection::unlockedUntil);
  }

  /// Unlocks for some seconds; again for another time when it is unlocked already.
  public void unlock(byte[] passphrase, long seconds) {
    protection.unlock(passphrase, seconds);
  }

  public void lock() {
    run(protection::lock);
  }

  public void changePassphrase(byte[] old, byte[] fresh) {
    protection.change(old, fresh);
  }

  /// Puts a passphrase on a wallet that had none. Its secrets lay open so far: they are sealed by a
  /// new key, and new addresses come from new ones.
  public void encrypt(byte[] passphrase) {
    protection.encrypt(passphrase);
  }

  // Addresses.

  private ManagedDescriptor source(OutputType type, boolean change) {
    return keys.active(type, change)
        .orElseThrow(() ->
            new WalletException(
                WalletException.Kind.KEYS_RAN_OUT,
                keys.activeOnes().isEmpty()
                    ? "Error: This wallet has no available keys"
                    : "Error: No %s addresses available.".formatted(type.rpcName())));
  }

  /// An address that was never given out.
  public Script newAddress(OutputType type, String label) {
    return locked(() -> {
      Script script = keys.next(source(type, false));
      book.put(script, label, AddressBook.RECEIVE);
      save();
      return script;
    });
  }

  /// An address for change that was never given out.
  public Script newChangeAddress(OutputType type) {
    return locked(() -> {
      Script script = keys.next(source(type, true));
      save();
      return script;
    });
  }

  /// The next change address, without taking it; only a transaction that is sent takes it.
  public Script peekChangeAddress(OutputType type) {
    return locked(() -> {
      ManagedDescriptor managed = source(type, true);
      return managed.scripts(managed.row().nextIndex()).getFirst();
    });
  }

  /// A change address was promised to a transaction that is not sent yet: nobody else gets it.
  public void takeChange(Script script) {
    run(() -> {
      keys.find(script)
          .ifPresent(source -> {
            List<Script> _ = keys.used(source);
          });
      save();
    });
  }

  public void setLabel(Script script, String label, String purpose) {
    run(() -> {
      book.put(script, label, purpose);
      save();
    });
  }

  /// Looks for as many unused scripts as said.
  public void refill(int ahead) {
    run(() -> {
      keys.activeOnes().forEach(each -> keys.topUp(each, ahead));
      save();
    });
  }

  void resealIdentity(Vault before) {
    identity.reseal(before);
  }

  /// Takes random words for the seed that new addresses come from.
  void newSeed() {
    try (RecoverySeed seed = RecoverySeed.random()) {
      takeSeed(seed, now());
    }
  }

  private void takeSeed(RecoverySeed seed, long since) {
    try (ExtendedSecretKey root = seed.root()) {
      Seeds.replaceActive(keys, config, root, since);
    }
    RecoveryWords.add(store, vault, seed, since);
  }

  /// Makes the keys of a new wallet: an account for each kind of address, from random words.
  void makeKeys() {
    run(() -> {
      newSeed();
      store.commitAndSync();
    });
  }

  /// The same from given words, whose keys may be in use since a time.
  void makeKeys(RecoverySeed seed, long since) {
    run(() -> {
      takeSeed(seed, since);
      usedSince(since);
      store.commitAndSync();
    });
  }

  /// The words from which its keys can be made again, the newest last; none if they came from
  /// elsewhere. Fails while the wallet is locked.
  public List<RecoveryWords.Entry> recoveryWords() {
    return locked(() -> RecoveryWords.read(store, vault));
  }

  /// Changes keys; scripts that are new are looked for among the transactions there are.
  public <T> T changeKeys(Supplier<T> change) {
    return locked(() -> {
      boolean done = false;
      try {
        T result = change.get();
        ledger.reexamine();
        save();
        done = true;
        return result;
      } finally {
        if (!done) {
          store.rollback();
          journal.rolledBack();
        }
      }
    });
  }

  /// Takes note that keys are in a wallet that was made without.
  public void notBlankAnyMore() {
    run(() -> {
      if (options.blank()) {
        options = new WalletOptions(options.watchOnly(), false, options.avoidReuse());
        store.putText(OPTIONS, options.format());
        save();
      }
    });
  }

  /// The account of a kind of address from a root that the wallet has; within [#changeKeys].
  public ManagedDescriptor addAccount(ExtendedSecretKey root, OutputType type, boolean change) {
    expectLocked();
    return Seeds.addAccount(keys, config, root, type, change, now());
  }

  // Transactions.

  /// Whether a coin that paid to this script was spent before: who pays to it again shows that both
  /// have one owner. Within [#locked].
  public boolean isReused(Script script) {
    expectLocked();
    return ledger.wasSpentFrom(script);
  }

  /// Keeps a finished transaction, so that its coins are not spent twice. It is to be sent next;
  /// what the mempool answers does not undo this.
  public void keepTransaction(Transaction tx, Map<String, String> notes) {
    run(() -> {
      ledger.addOwn(tx, notes, this::now);
      journal.recordSpend(tx, ledger);
      for (TxIn input : tx.inputs()) {
        lockedCoins.unlock(input.prevout());
      }
      save();
    });
  }

  /// Sends a transaction, unless `-walletbroadcast=0`; why the mempool refused it, if it did. One
  /// that was refused is sent again later, or abandoned by its owner.
  public Optional<String> sendTransaction(Transaction tx) {
    return config.spending().broadcast() ? submit(tx) : Optional.empty();
  }

  /// Why the mempool refused it, if it did.
  private Optional<String> submit(Transaction tx) {
    try {
      return switch (node.submit(tx).join()) {
        case Submission.Accepted _ -> {
          // The event comes too, but whoever asks for the balance next is to see the change. Unless
          // it left the mempool meanwhile, and the wallet has heard of that already.
          run(() -> {
            if (node.pooled(tx.txid()).isPresent()) {
              transactionAdded(tx);
            }
          });
          yield Optional.empty();
        }
        case Submission.Refused(String reason) -> Optional.of(reason);
      };
    } catch (CompletionException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Sends again what is neither in a block nor in the mempool, when the wallet is opened.
  void resubmitAll() {
    resubmit(_ -> true);
  }

  /// The same at its time, for what should have been in a block by now; `ready` when the node knows
  /// the whole chain and is not busy with old blocks.
  void resubmitIfDue(boolean ready) {
    ResendTimes.Due due = locked(() -> resends.due(now(), ready));
    switch (due) {
      case NOTHING -> {}
      case ALL -> resubmitAll();
      case OLD -> {
        long lastBlockTime = node.findBlock(lastBlock()).map(BlockRef::time).orElse(0L);
        resubmit(tx -> ResendTimes.isOld(tx.receivedAt(), lastBlockTime));
      }
    }
  }

  /// Core's `ResubmitWalletTransactions`: parents first, which became known first.
  private void resubmit(Predicate<WalletTx> wanted) {
    if (!config.spending().broadcast()) {
      return;
    }
    List<Transaction> waiting =
        locked(() -> ledger.waiting().stream().filter(wanted).map(WalletTx::tx).toList());
    boolean refused = false;
    for (Transaction tx : waiting) {
      Optional<String> reason = submit(tx);
      refused |= reason.isPresent();
      reason.ifPresent(why -> Log.info("[" + name + "] " + tx.txid() + " was not taken: " + why));
    }
    if (refused) {
      run(resends::wereRefused);
    }
  }

  public boolean abandon(WalletTx tx) {
    return locked(() -> {
      boolean done = ledger.abandon(tx);
      save();
      return done;
    });
  }

  /// Takes a transaction of a block that this node need not have, proven by the block's merkle tree
  /// to be its `index`th. False if it pays to none of our scripts.
  public boolean addProven(Transaction tx, BlockRef block, int index) {
    return locked(() -> {
      TxState.Confirmed where =
          new TxState.Confirmed(block.hash(), block.height(), index, block.time());
      boolean ours = ledger.provenInBlock(tx, where, this::now);
      save();
      return ours;
    });
  }

  /// Forgets a transaction: no coin of it counts from now on. False if it is not the wallet's.
  public boolean forget(Txid txid) {
    return locked(() -> {
      Optional<WalletTx> known = ledger.find(txid);
      known.ifPresent(tx -> {
        ledger.remove(tx);
        store.removeTransaction(txid);
        journal.record(
            "history",
            "Transaction %s is taken out of the wallet's history.".formatted(txid),
            ByteString.of(txid.hash().toBytes()));
        save();
      });
      return known.isPresent();
    });
  }

  public void note(WalletTx tx, String noteName, String text) {
    run(() -> {
      ledger.note(tx, noteName, text);
      save();
    });
  }

  /// Keeps coins from being chosen until they are freed again, or frees them. Those that are as
  /// wanted already stay so.
  public void freeze(Collection<OutPoint> coins, boolean frozen) {
    run(() -> {
      for (OutPoint coin : coins) {
        if (frozen) {
          lockedCoins.lock(coin, true);
        } else {
          lockedCoins.unlock(coin);
        }
      }
      save();
    });
  }

  public void lockCoin(OutPoint coin, boolean persistent) {
    run(() -> {
      lockedCoins.lock(coin, persistent);
      save();
    });
  }

  public void unlockCoin(OutPoint coin) {
    run(() -> {
      lockedCoins.unlock(coin);
      save();
    });
  }

  public void unlockAllCoins() {
    run(() -> {
      lockedCoins.unlockAll();
      save();
    });
  }

  // Rescanning.

  public Optional<Rescan> runningRescan() {
    return rescanner.running();
  }

  /// Looks through the blocks of the active chain for transactions of ours, from one height to
  /// another, both included, at most to the last block seen. One at a time.
  public Rescan.Result rescan(int from, int to) {
    return rescanner.run(from, to);
  }

  /// Looks through the blocks in which keys that were added may have been used, unless somebody
  /// did.
  public Rescan.Result catchUpOnKeys() {
    return rescanner.settle();
  }

  /// The same beside everything else, where it was cut off before.
  void resumeScan() {
    rescanner.resume();
  }

  /// Old blocks are looked through no more until the wallet is opened again.
  void stopScanning() {
    rescanner.stop();
  }

  // Copies.

  /// Writes a copy of the wallet as it is now to a file, or into a folder under the wallet's name.
  /// Whoever has it needs the passphrase, as for the wallet itself.
  public void backup(Path destination) {
    Path file =
        Files.isDirectory(destination)
            ? destination.resolve((name.isEmpty() ? "wallet" : name) + WalletBackup.SUFFIX)
            : destination;
    run(() -> {
      journal.record("export", "A backup is written to " + file + ".", ByteString.EMPTY);
      notePlace();
      save();
      WalletBackup.write(folder, protection.keyFile(), store, file);
    });
  }

  /// Closes without writing anything: the files stay as they were when the last change was
  /// acknowledged.
  void abandonFiles() {
    run(() -> {
      protection.close();
      try {
        store.close();
      } catch (StoreException e) {
        Log.error("Wallet \"" + name + "\" could not close its files: " + e.getMessage());
      }
    });
  }

  /// Throws [StoreException] where the last place could not be noted; it is closed even then, and
  /// its keys are wiped.
  @Override
  public void close() {
    run(() -> {
      try {
        notePlace();
        save();
      } finally {
        protection.close();
        store.close();
      }
    });
  }

  @Override
  public String toString() {
    return "Wallet[" + name + "]";
  }
}
