package org.quantumcoin.wallet.psbt.role;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quantumcoin.node.crypto.Hash160;
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
  private final Map<ByteString, ByteString> xOnlyByHash = new HashMap<>();
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
    ByteString xOnly = ByteString.of(publicKey, 1, 33);
    originsByXOnly.put(xOnly, origin);
    xOnlyByHash.put(ByteString.of(Hash160.hash(xOnly.toBytes())), xOnly);
  }

  /// A redeem or witness script.
  public void addScript(Script script) {
    keys.addScript(script);
  }

  private void addTree(TaprootTree tree) {
    Optional<byte[]> outputKey = tree.outputKey();
    if (outputKey.isEmpty() || tree.leaves().isEmpty()) {
      return;
    }
    List<TapLeaf> leaves = new ArrayList<>();
    NavigableMap<TaprootSpend.LeafScript, NavigableSet<ByteString>> scripts = new TreeMap<>();
    for (int i = 0; i < tree.leaves().size(); i++) {
      Script script = tree.leaves().get(i).script();
      leaves.add(new TapLeaf(tree.leaves().get(i).depth(), Taproot.LEAF_TAPSCRIPT, script));
      TaprootSpend.LeafScript leaf =
          new TaprootSpend.LeafScript(ByteString.of(script.toBytes()), Taproot.LEAF_TAPSCRIPT);
      tree.controlBlock(i)
          .ifPresent(block ->
              scripts.computeIfAbsent(leaf, _ -> new TreeSet<>()).add(ByteString.of(block)));
    }
    trees.put(ByteString.of(outputKey.get()), leaves);
    keys.addTaproot(
        outputKey.get(),
        TaprootSpend.of(
            ByteString.of(tree.internalKey()),
            tree.merkleRoot().map(ByteString::of).orElse(null),
            scripts));
  }

  @Override
  public Optional<byte[]> publicKey(byte[] keyHash) {
    // In tapscript a key's hash is that of its x-only form.
    return keys.publicKey(keyHash)
        .or(() ->
            Optional.ofNullable(xOnlyByHash.get(ByteString.of(keyHash))).map(ByteString::toBytes));
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
