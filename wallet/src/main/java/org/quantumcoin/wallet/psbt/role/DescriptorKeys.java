package org.quantumcoin.wallet.psbt.role;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.TaprootSpend;
import org.quantumcoin.wallet.descriptor.DerivedKey;
import org.quantumcoin.wallet.descriptor.Expansion;
import org.quantumcoin.wallet.descriptor.TaprootTree;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.psbt.TapLeaf;

/// Keys and scripts of expanded descriptors, and single keys. Closing it wipes the secrets.
public final class DescriptorKeys implements KeySource, AutoCloseable {
  private final KeyStore keys = new KeyStore();
  private final Map<ByteString, KeyOrigin> origins = new HashMap<>();
  private final Map<ByteString, KeyOrigin> originsByXOnly = new HashMap<>();
  private final Map<ByteString, List<TapLeaf>> trees = new HashMap<>();

  /// Takes over the secrets of a descriptor at one index.
  public void add(Expansion expansion) {
    expansion.addTo(keys);
    for (DerivedKey key : expansion.keys()) {
      addOrigin(key.publicKey(), key.origin());
    }
    expansion.taproot().ifPresent(this::addTree);
  }

  /// Takes a key over.
  public void addKey(SecretKey key) {
    keys.addKey(key);
  }

  public void addOrigin(byte[] publicKey, KeyOrigin origin) {
    keys.addPublicKey(publicKey);
    origins.put(ByteString.of(publicKey), origin);
    originsByXOnly.put(ByteString.of(publicKey, 1, 33), origin);
  }

  /// A redeem or witness script.
  public void addScript(Script script) {
    keys.addScript(script);
  }

  private void addTree(TaprootTree tree) {
    Optional<byte[]> outputKey = Taproot.outputKey(tree.internalKey(), tree.merkleRoot());
    if (outputKey.isEmpty() || tree.leaves().isEmpty()) {
      return;
    }
    List<TapLeaf> leaves =
        tree.leaves().stream()
            .map(leaf -> new TapLeaf(leaf.depth(), Taproot.LEAF_TAPSCRIPT, leaf.script()))
            .toList();
    byte[] xOnly = Arrays.copyOfRange(outputKey.get(), 1, 33);
    trees.put(ByteString.of(xOnly), leaves);
    keys.addTaproot(
        xOnly,
        TaprootSpend.of(
            ByteString.of(tree.internalKey()),
            tree.merkleRoot().map(ByteString::of).orElse(null),
            ControlBlocks.of(leaves, tree.internalKey(), outputKey.get()[0] & 1)));
  }

  @Override
  public Optional<byte[]> publicKey(byte[] keyHash) {
    return keys.publicKey(keyHash);
  }

  @Override
  public Optional<SecretKey> secretKey(byte[] keyHash) {
    return keys.secretKey(keyHash);
  }

  @Override
  public Optional<SecretKey> secretKeyByXOnly(byte[] xOnlyKey) {
    return keys.secretKeyByXOnly(xOnlyKey);
  }

  @Override
  public Optional<Script> script(byte[] scriptHash) {
    return keys.script(scriptHash);
  }

  @Override
  public Optional<TaprootSpend> taproot(byte[] outputKey) {
    return keys.taproot(outputKey);
  }

  @Override
  public Optional<KeyOrigin> origin(byte[] publicKey) {
    return Optional.ofNullable(origins.get(ByteString.of(publicKey)));
  }

  @Override
  public Optional<KeyOrigin> originByXOnly(byte[] xOnlyKey) {
    return Optional.ofNullable(originsByXOnly.get(ByteString.of(xOnlyKey)));
  }

  @Override
  public List<TapLeaf> tapTree(byte[] outputKey) {
    return trees.getOrDefault(ByteString.of(outputKey), List.of());
  }

  @Override
  public void close() {
    keys.close();
  }
}
