package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.sign.KeyStore;

/// A descriptor at one index: its output scripts (several for `combo`), the keys in them, and the
/// scripts inside.
public final class Expansion {
  private final List<Script> scripts = new ArrayList<>();
  private final List<DerivedKey> keys = new ArrayList<>();
  private final List<Script> innerScripts = new ArrayList<>();
  private final List<MiniscriptSpend> miniscripts = new ArrayList<>();
  private Optional<TaprootTree> taproot = Optional.empty();

  Expansion() {}

  void add(Script script) {
    scripts.add(script);
  }

  void add(DerivedKey key) {
    keys.add(key);
  }

  void addInner(Script script) {
    innerScripts.add(script);
  }

  void add(MiniscriptSpend spend) {
    miniscripts.add(spend);
  }

  void setTaproot(TaprootTree tree) {
    taproot = Optional.of(tree);
  }

  public List<Script> scripts() {
    return List.copyOf(scripts);
  }

  public List<DerivedKey> keys() {
    return List.copyOf(keys);
  }

  /// Redeem and witness scripts.
  public List<Script> innerScripts() {
    return List.copyOf(innerScripts);
  }

  /// Those of the scripts inside that stand for a miniscript.
  public List<MiniscriptSpend> miniscripts() {
    return List.copyOf(miniscripts);
  }

  /// The tree behind a `tr` output.
  public Optional<TaprootTree> taproot() {
    return taproot;
  }

  /// Gives a signer what is known here.
  public void addTo(KeyStore store) {
    for (DerivedKey key : keys) {
      store.addPublicKey(key.publicKey());
      key.secret().ifPresent(store::addKey);
    }
    innerScripts.forEach(store::addScript);
    taproot.ifPresent(tree -> store.addTaproot(tree.internalKey(), tree.merkleRoot()));
  }
}
