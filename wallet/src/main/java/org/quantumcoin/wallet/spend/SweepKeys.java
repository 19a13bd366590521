package org.quantumcoin.wallet.spend;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.Expansion;

/// Secret keys from elsewhere, and every script that one of them alone can spend: pay to key, to
/// the key's hash, to its witness hash bare or inside P2SH, and to taproot by the key path
/// (BIP-0086). A key is tried both compressed and not, however it was written: coins of either form
/// are its owner's.
public final class SweepKeys implements AutoCloseable {
  private static final List<String> FORMS_OF_ALL = List.of("pk(%s)", "pkh(%s)");
  private static final List<String> FORMS_OF_COMPRESSED = List.of("wpkh(%s)", "sh(wpkh(%s))");

  private final AddressPrefixes prefixes;
  private final KeyStore store = new KeyStore();
  private final Map<Script, Descriptor> descriptors = new LinkedHashMap<>();
  private final Map<Script, Integer> owners = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();

  public SweepKeys(AddressPrefixes prefixes) {
    this.prefixes = prefixes;
  }

  /// Takes a key over under a number of the caller's; one that is there already is closed.
  public void add(SecretKey key, int number) {
    byte[] secret = key.toBytes();
    try (key) {
      addForm(secret, true, number);
      addForm(secret, false, number);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private void addForm(byte[] secret, boolean compressed, int number) {
    SecretKey form =
        SecretKey.of(secret, compressed)
            .orElseThrow(() -> new IllegalArgumentException("no secret key"));
    String publicKey = Hex.encode(form.publicKey());
    if (!known.add(publicKey)) {
      form.close();
      return;
    }
    FORMS_OF_ALL.forEach(text -> addScripts(text.formatted(publicKey), number));
    if (compressed) {
      FORMS_OF_COMPRESSED.forEach(text -> addScripts(text.formatted(publicKey), number));
      addScripts("tr(%s)".formatted(Hex.encode(form.xOnly())), number);
    }
    store.addKey(form);
  }

  private void addScripts(String text, int number) {
    Descriptor descriptor = Descriptor.parse(text, prefixes, false).getFirst();
    Expansion expansion = descriptor.expand(0).orElseThrow();
    expansion.addTo(store);
    for (Script script : expansion.scripts()) {
      descriptors.put(script, descriptor);
      owners.put(script, number);
    }
  }

  /// Every script to look for.
  public Set<Script> scripts() {
    return Set.copyOf(descriptors.keySet());
  }

  /// The number of the key behind a script.
  public Optional<Integer> owner(Script script) {
    return Optional.ofNullable(owners.get(script));
  }

  Optional<Descriptor> descriptor(Script script) {
    return Optional.ofNullable(descriptors.get(script));
  }

  KeyStore store() {
    return store;
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return "SweepKeys[" + descriptors.size() + " scripts]";
  }
}
