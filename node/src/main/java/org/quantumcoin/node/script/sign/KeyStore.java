package org.quantumcoin.node.script.sign;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Taproot;

/// Keys and scripts in memory, for one call: closing it wipes the keys.
public final class KeyStore implements SigningProvider, AutoCloseable {
  private final Map<ByteBuffer, SecretKey> secrets = new HashMap<>();
  private final Map<ByteBuffer, SecretKey> secretsByXOnly = new HashMap<>();
  private final Map<ByteBuffer, byte[]> publicKeys = new HashMap<>();
  private final Map<ByteBuffer, Script> scripts = new HashMap<>();
  private final Map<ByteBuffer, TaprootSpend> taproots = new HashMap<>();

  /// Takes the key over.
  public void addKey(SecretKey key) {
    byte[] publicKey = key.publicKey();
    ByteBuffer keyHash = ByteBuffer.wrap(Hash160.hash(publicKey));
    secrets.put(keyHash, key);
    publicKeys.put(keyHash, publicKey);
    // As in Core, a key that is written uncompressed signs nothing that has only the x coordinate.
    if (key.isCompressed()) {
      secretsByXOnly.put(ByteBuffer.wrap(key.xOnly()), key);
    }
  }

  public void addPublicKey(byte[] publicKey) {
    publicKeys.put(ByteBuffer.wrap(Hash160.hash(publicKey)), publicKey.clone());
  }

  /// A redeem or witness script.
  public void addScript(Script script) {
    scripts.put(ByteBuffer.wrap(Hash160.hash(script.toBytes())), script);
  }

  /// A script that may be used directly under P2SH or in a witness under P2SH: Core takes a
  /// `redeemScript` for both.
  public void addScriptAndItsWitnessForm(Script script) {
    addScript(script);
    addScript(ScriptTemplates.payToWitnessScriptHash(script));
  }

  /// A taproot output by its internal key and, if it has scripts, their root.
  public void addTaproot(byte[] internalKey, Optional<byte[]> merkleRoot) {
    Taproot.outputKey(internalKey, merkleRoot)
        .ifPresent(key ->
            taproots.put(
                ByteBuffer.wrap(Arrays.copyOfRange(key, 1, 33)),
                new TaprootSpend(internalKey, merkleRoot)));
  }

  /// With all that is known behind a taproot output.
  public void addTaproot(byte[] outputKey, TaprootSpend spend) {
    taproots.merge(ByteBuffer.wrap(outputKey.clone()), spend, TaprootSpend::mergedWith);
  }

  @Override
  public Optional<byte[]> publicKey(byte[] keyHash) {
    return Optional.ofNullable(publicKeys.get(ByteBuffer.wrap(keyHash)));
  }

  @Override
  public Optional<SecretKey> secretKey(byte[] keyHash) {
    return Optional.ofNullable(secrets.get(ByteBuffer.wrap(keyHash)));
  }

  @Override
  public Optional<SecretKey> secretKeyByXOnly(byte[] xOnlyKey) {
    return Optional.ofNullable(secretsByXOnly.get(ByteBuffer.wrap(xOnlyKey)));
  }

  @Override
  public Optional<Script> script(byte[] scriptHash) {
    return Optional.ofNullable(scripts.get(ByteBuffer.wrap(scriptHash)));
  }

  @Override
  public Optional<TaprootSpend> taproot(byte[] outputKey) {
    return Optional.ofNullable(taproots.get(ByteBuffer.wrap(outputKey)));
  }

  @Override
  public void close() {
    secrets.values().forEach(SecretKey::close);
  }
}
