package org.quantumcoin.wallet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.store.DatedBackups;
import org.quantumcoin.wallet.store.KeyFile;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletBackup;
import org.quantumcoin.wallet.store.WalletKeys;

/// Proves of a backup that it would bring a wallet back: unpacks it aside, derives its addresses,
/// finds its transactions in the blocks again, and compares all of it with the wallet in use, which
/// is not touched.
///
/// What no block has, labels and notes aside, a backup cannot bring back: payments that wait are
/// not compared.
public final class RecoveryDrill {
  /// Differences that are told one by one.
  private static final int MAX_DIFFERENCES = 20;

  private final Wallet wallet;
  private final NodeApi node;
  private final List<String> differences = new ArrayList<>();
  private long addresses;
  private int descriptors;
  private int secrets;
  private int blocks;

  private RecoveryDrill(Wallet wallet) {
    this.wallet = wallet;
    this.node = wallet.node();
  }

  /// What was found.
  ///
  /// @param addresses scripts that were derived again
  /// @param secrets descriptors whose private keys were read and lead to these addresses
  /// @param secretsRead whether the backup could be unlocked
  /// @param height the block up to which both were compared
  /// @param balanceSats in blocks, by the backup
  /// @param walletBalanceSats the same, by the wallet in use
  public record Report(
      int descriptors,
      long addresses,
      boolean secretsRead,
      int secrets,
      int blocks,
      int height,
      int transactions,
      int coins,
      long balanceSats,
      long walletBalanceSats,
      List<String> differences) {
    public boolean matches() {
      return differences.isEmpty();
    }
  }

  /// Without the passphrase a backup made on this computer is compared too, but for its secrets.
  public static Report run(Wallet wallet, Path backup, Optional<byte[]> passphrase) {
    RecoveryDrill drill = new RecoveryDrill(wallet);
    Path scratch = DatedBackups.createDrill(wallet.folder());
    try {
      WalletBackup.unpack(backup, scratch);
      try (Wallet copy = drill.open(scratch, backup, passphrase)) {
        return drill.compare(copy);
      }
    } finally {
      DatedBackups.removeDrill(scratch);
    }
  }

  private Wallet open(Path scratch, Path backup, Optional<byte[]> passphrase) {
    KeyFile file = KeyFile.read(scratch.resolve(Wallet.KEY_FILE));
    if (!file.network().equals(wallet.config().network())) {
      throw new StoreException(
          StoreException.Kind.FOREIGN,
          "The backup %s belongs to %s, and this node runs %s."
              .formatted(backup, file.network(), wallet.config().network()));
    }
    if (file.hasPassphrase() && passphrase.isEmpty()) {
      byte[] data =
          file.unwrapForWatching(Wallets.watchKey(wallet.config()))
              .orElseThrow(() ->
                  new StoreException(
                      StoreException.Kind.PASSPHRASE_NEEDED,
                      "The backup %s was made on another computer: give its passphrase."
                          .formatted(backup)));
      return open(scratch, file, data, Optional.empty());
    }
    byte[] given = file.hasPassphrase() ? passphrase.orElseThrow() : new byte[0];
    try (WalletKeys keys =
        file.unwrap(given)
            .orElseThrow(() ->
                new StoreException(
                    StoreException.Kind.WRONG_PASSPHRASE,
                    "This is not the passphrase of the backup %s.".formatted(backup)))) {
      return open(scratch, file, keys.data(), Optional.of(keys));
    }
  }

  private Wallet open(Path scratch, KeyFile file, byte[] data, Optional<WalletKeys> keys) {
    try {
      return Wallet.openForDrill(scratch, wallet.config(), node, file, data, keys);
    } finally {
      Arrays.fill(data, (byte) 0);
    }
  }

  private void differs(String sentence) {
    if (differences.size() < MAX_DIFFERENCES) {
      differences.add(sentence);
    }
  }

  private Report compare(Wallet copy) {
    boolean unlocked = !copy.isLocked();
    for (ManagedDescriptor each : wallet.locked(() -> List.copyOf(wallet.keys().all()))) {
      compareDescriptor(copy, each, unlocked);
    }
    int from = firstHeight(copy);
    copy.startAt(node.activeBlock(Math.max(0, from - 1)).orElseThrow());
    while (true) {
      follow(copy);
      Optional<Report> report = wallet.locked(() -> copy.locked(() -> atSameBlock(copy, unlocked)));
      if (report.isPresent()) {
        return report.get();
      }
    }
  }

  private void compareDescriptor(Wallet copy, ManagedDescriptor ours, boolean unlocked) {
    descriptors++;
    Optional<ManagedDescriptor> found = copy.locked(() -> copy.keys().find(ours.id()));
    if (found.isEmpty()) {
      differs(
          "The backup lacks the descriptor %s, which the wallet got later: make a new backup."
              .formatted(ours.row().publicForm()));
      return;
    }
    ManagedDescriptor theirs = found.get();
    for (int i = theirs.row().rangeStart(); i < theirs.row().rangeEnd(); i++) {
      for (Script script : theirs.scripts(i)) {
        addresses++;
        int index = i;
        Optional<ScriptSource> source = wallet.locked(() -> wallet.keys().find(script));
        if (source.isEmpty()
            || source.get().descriptor() != ours.row().id()
            || source.get().index() != index) {
          differs(
              "Script %s, number %d of %s, is not one of the wallet's."
                  .formatted(script, i, ours.row().publicForm()));
        }
      }
    }
    if (ours.hasSecret() && !theirs.hasSecret()) {
      differs(
          "The backup lacks the private keys of %s: make a new backup."
              .formatted(ours.row().publicForm()));
    }
    if (unlocked && theirs.hasSecret()) {
      compareSecrets(copy, theirs);
    }
  }

  private void compareSecrets(Wallet copy, ManagedDescriptor theirs) {
    try (Descriptor opened = copy.locked(() -> copy.keys().unsealed(theirs)).orElseThrow()) {
      if (opened.formatNormalized().equals(Optional.of(theirs.row().publicForm()))) {
        secrets++;
      } else {
        differs(
            "The private keys in the backup are not those of %s."
                .formatted(theirs.row().publicForm()));
      }
    }
  }

  /// The first block in which something can be.
  private int firstHeight(Wallet copy) {
    long birth = Math.min(copy.birth(), wallet.birth()) - Wallets.BIRTH_TOLERANCE_SECONDS;
    int height =
        node.firstBlockSince(birth).map(BlockRef::height).orElseGet(() -> node.tip().height());
    return wallet.locked(() -> {
      int first = height;
      for (WalletTx tx : wallet.ledger().all()) {
        if (tx.state() instanceof TxState.Confirmed(BlockHash _, int at, int _, long _)) {
          first = Math.min(first, at);
        }
      }
      return first;
    });
  }

  /// Reads blocks up to the last that the wallet has seen.
  private void follow(Wallet copy) {
    BlockHash end = wallet.lastBlock();
    int height = node.findBlock(copy.lastBlock()).orElseThrow().height();
    while (!copy.lastBlock().equals(end)) {
      height++;
      Optional<BlockRef> next = node.activeBlock(height);
      if (next.isEmpty() || !next.get().previous().equals(copy.lastBlock())) {
        throw new WalletException(
            WalletException.Kind.REFUSED,
            "The chain was reorganised meanwhile. Nothing was changed; try again.");
      }
      BlockRef ref = next.get();
      copy.blockCaughtUp(ref, node.readBlock(ref.hash()).orElseThrow(() -> WalletFeed.lost(ref)));
      blocks++;
    }
  }

  private Optional<Report> atSameBlock(Wallet copy, boolean unlocked) {
    if (!copy.lastBlock().equals(wallet.lastBlock())) {
      return Optional.empty();
    }
    Map<OutPoint, Long> theirs = copy.ledger().coinsOfBlocks();
    Map<OutPoint, Long> ours = wallet.ledger().coinsOfBlocks();
    ours.forEach((coin, value) -> {
      if (!theirs.containsKey(coin)) {
        differs("The backup does not find the coin %s of %d satoshis.".formatted(coin, value));
      }
    });
    theirs.forEach((coin, value) -> {
      if (!ours.containsKey(coin)) {
        differs("The wallet does not have the coin %s of %d satoshis.".formatted(coin, value));
      }
    });
    return Optional.of(
        new Report(
            descriptors,
            addresses,
            unlocked,
            secrets,
            blocks,
            copy.ledger().tipHeight(),
            copy.ledger().size(),
            theirs.size(),
            sum(theirs),
            sum(ours),
            List.copyOf(differences)));
  }

  private static long sum(Map<OutPoint, Long> coins) {
    return coins.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
  }
}
