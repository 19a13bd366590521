package org.quantumcoin.wallet.shared;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.ManagedDescriptor;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.KeyExpression;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.keys.AccountPath;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.CosignerFile;
import org.quantumcoin.wallet.multisig.CosignerKey;
import org.quantumcoin.wallet.multisig.MultisigException;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.multisig.SetupFiles;
import org.quantumcoin.wallet.paper.PaperBackup;
import org.quantumcoin.wallet.store.DescriptorRow;

/// How a wallet becomes one of several signers: it shows its key, the keys make a setup, the setup
/// is taken in. Each method locks the wallet for as long as it takes; for no window's thread.
public final class SetupDesk {
  private final Wallet wallet;
  private final AddressPrefixes prefixes;

  public SetupDesk(Wallet wallet) {
    this.wallet = wallet;
    this.prefixes = wallet.config().params().addresses();
  }

  private static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  private void expectUnlocked() {
    if (wallet.isLocked()) {
      throw new WalletException(
          WalletException.Kind.LOCKED, "The wallet is locked. Nothing was changed.");
    }
  }

  // Keys.

  private KeyPath path(MultisigKind kind) {
    boolean test = wallet.config().params().isTestChain();
    return switch (kind) {
      case P2WSH -> AccountPath.BIP48_P2WSH.account(test, 0);
      case P2SH_P2WSH -> AccountPath.BIP48_P2SH_P2WSH.account(test, 0);
      case P2SH -> AccountPath.BIP45.account(test, 0);
      case P2TR -> AccountPath.BIP87.account(test, 0);
    };
  }

  /// The public key that this wallet brings into a setup; the wallet must be unlocked.
  public Cosigner ownKey(String name, MultisigKind kind) {
    expectUnlocked();
    KeyPath path = path(kind);
    return wallet.locked(() -> {
      List<ExtendedSecretKey> roots = roots();
      try {
        if (roots.size() != 1) {
          throw refused(
              "This wallet has %d root keys, so it is not clear which one signs. Make a new wallet for this."
                  .formatted(roots.size()));
        }
        ExtendedSecretKey root = roots.getFirst();
        try (ExtendedSecretKey account = root.derive(path).orElseThrow()) {
          ExtendedPublicKey key = account.neuter();
          return new Cosigner(
              name, new KeyOrigin(root.fingerprint(), path), new CosignerKey.Extended(key), "");
        }
      } finally {
        roots.forEach(ExtendedSecretKey::close);
      }
    });
  }

  /// The wallet's different root keys, for the caller to close.
  private List<ExtendedSecretKey> roots() {
    List<ExtendedSecretKey> roots = new ArrayList<>();
    for (ManagedDescriptor managed : wallet.keys().all()) {
      wallet
          .keys()
          .unsealed(managed)
          .ifPresent(opened -> {
            try (opened) {
              for (KeyExpression each : opened.keys()) {
                each.extendedSecret()
                    .filter(secret -> secret.depth() == 0)
                    .filter(
                        secret -> roots.stream().noneMatch(r -> r.neuter().equals(secret.neuter())))
                    .flatMap(secret -> ExtendedSecretKey.decode(secret.encode(prefixes), prefixes))
                    .ifPresent(roots::add);
              }
            }
          });
    }
    return roots;
  }

  /// Of a cosigner, in hexadecimal digits.
  public static String fingerprint(Cosigner cosigner) {
    return cosigner.origin().fingerprintHex();
  }

  /// A cosigner's key as people give it: `[fingerprint/path]xpub`, or the text of a file that a
  /// device wrote. Throws [MultisigException].
  public Cosigner cosigner(String name, String text, MultisigKind kind) {
    return CosignerFile.read(name, text, kind, prefixes);
  }

  /// As a text that [#cosigner] reads.
  public String expression(Cosigner cosigner) {
    return cosigner.expression(prefixes);
  }

  // Setups.

  /// Throws [MultisigException] for keys that are no sound setup together.
  public MultisigSetup combine(
      String name, int threshold, List<Cosigner> cosigners, MultisigKind kind) {
    return MultisigSetup.sorted(name, threshold, cosigners, kind, prefixes);
  }

  /// A setup from a file's text, in any of the known formats. Throws [MultisigException].
  public MultisigSetup read(String text) {
    return SetupFiles.read(text, prefixes);
  }

  /// That of the wallet's treasury, or of its descriptors; empty for a wallet of one signer.
  public Optional<MultisigSetup> setup() {
    return wallet.locked(() -> {
      if (wallet.treasury().isPresent()) {
        return Optional.of(wallet.treasury().get().charter().setup());
      }
      for (ManagedDescriptor managed : wallet.keys().all()) {
        if (managed.isActive() && !managed.isChange()) {
          try {
            return Optional.of(SetupFiles.read(managed.row().publicForm(), prefixes));
          } catch (MultisigException _) {
            return Optional.empty();
          }
        }
      }
      return Optional.empty();
    });
  }

  /// Makes this wallet one of several signers: addresses are those of the setup from now on. A
  /// wallet that signs must hold one of its keys; one without private keys watches.
  ///
  /// @param since when the setup's first address was made, in unix seconds; the caller lets the
  ///   wallet catch up on blocks from then on
  /// @return whether the wallet signs
  public boolean take(MultisigSetup setup, long since) {
    boolean watches = wallet.options().watchOnly();
    if (!watches) {
      expectUnlocked();
    }
    boolean signs =
        wallet.locked(() -> watches ? add(setup, Optional.empty(), since) : addOwn(setup, since));
    wallet.notBlankAnyMore();
    wallet.record(
        "keys",
        "The wallet is one of %d of %d signers from now on (%s)."
            .formatted(setup.threshold(), setup.cosigners().size(), setup.checksumWords()));
    return signs;
  }

  /// The fingerprint of the cosigner of a setup that this wallet is, in hexadecimal digits; empty
  /// for none. The wallet must be unlocked.
  public Optional<String> ownFingerprint(MultisigSetup setup) {
    if (wallet.options().watchOnly()) {
      return Optional.empty();
    }
    expectUnlocked();
    return wallet.locked(() -> {
      List<ExtendedSecretKey> roots = roots();
      try {
        return setup.cosigners().stream()
            .filter(each -> roots.stream().anyMatch(each::belongsTo))
            .map(each -> each.origin().fingerprintHex())
            .findFirst();
      } finally {
        roots.forEach(ExtendedSecretKey::close);
      }
    });
  }

  /// The setup on paper: a PDF without secrets.
  public byte[] paper() {
    try (PaperBackup paper = PaperBackup.of(wallet, false, Instant.ofEpochSecond(wallet.now()))) {
      wallet.record("export", "A paper backup without the recovery words is made.");
      return paper.toPdf();
    }
  }

  private boolean addOwn(MultisigSetup setup, long since) {
    List<ExtendedSecretKey> roots = roots();
    try {
      for (ExtendedSecretKey root : roots) {
        for (Cosigner cosigner : setup.cosigners()) {
          if (cosigner.belongsTo(root)) {
            try (ExtendedSecretKey account = root.derive(cosigner.origin().path()).orElseThrow()) {
              Own own = new Own(cosigner.key().encode(prefixes), account.encode(prefixes));
              return add(setup, Optional.of(own), since);
            }
          }
        }
      }
    } finally {
      roots.forEach(ExtendedSecretKey::close);
    }
    throw refused(
        "None of the setup's keys belongs to this wallet, so it could not sign. Nothing was changed. Check that the setup has the key that getcosignerkey shows, or make a wallet without private keys to watch, also for a seat whose key is on a token.");
  }

  /// A public key of the setup, and the secret behind it.
  private record Own(String xpub, String xprv) {
    @Override
    public String toString() {
      return "Own[" + xpub + "]";
    }
  }

  /// True if the wallet signs with one of the keys.
  private boolean add(MultisigSetup setup, Optional<Own> own, long since) {
    return wallet.changeKeys(() -> {
      for (ManagedDescriptor before : List.copyOf(wallet.keys().all())) {
        if (before.isActive()) {
          // An address of one signer alone would not be the treasury's.
          wallet.keys().setRole(before, DescriptorRow.Role.NONE);
        }
      }
      for (boolean change : new boolean[] {false, true}) {
        String text = setup.descriptor(change).format();
        String bare = text.substring(0, text.indexOf('#'));
        String shown = own.map(key -> bare.replace(key.xpub(), key.xprv())).orElse(bare);
        try (Descriptor descriptor =
            Descriptor.parse(DescriptorChecksum.append(shown), prefixes, false).getFirst()) {
          ManagedDescriptor _ =
              wallet
                  .keys()
                  .put(
                      descriptor,
                      since,
                      change ? DescriptorRow.Role.CHANGE : DescriptorRow.Role.RECEIVING,
                      0,
                      wallet.config().gap(),
                      0);
        }
      }
      wallet.usedSince(since);
      return own.isPresent();
    });
  }
}
