package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.WalletStore;

/// Public keys of descriptors that end in a hardened step, as those of wallets moved over from
/// Core's old format do (`wpkh(xprv/0'/0'/*')`). Each takes the secret to be known; they are worked
/// out while it is at hand and kept, so that the wallet follows its coins while it is locked
/// (Core's `DescriptorCache`). Not safe for several threads: the wallet locks.
final class HardenedKeys {
  /// Indices in one row: few, because the last row is written anew with each index.
  private static final int PAGE = 50;

  private static final int KEY_BYTES = 33;

  private final WalletStore store;

  HardenedKeys(WalletStore store) {
    this.store = store;
  }

  private static String name(ManagedDescriptor managed, int page) {
    return "hardened keys " + managed.row().id() + " " + page;
  }

  /// What the store has of a descriptor's range.
  void load(ManagedDescriptor managed) {
    if (!managed.descriptor().hasHardenedRange()) {
      return;
    }
    int start = managed.row().rangeStart();
    int end = managed.row().rangeEnd();
    try {
      for (int page = start / PAGE; page * PAGE < end; page++) {
        ByteReader in = new ByteReader(store.property(name(managed, page)).orElse(new byte[0]));
        int first = Math.max(page * PAGE, start);
        int last = Math.min((page + 1) * PAGE, end);
        for (int at = first; at < last; at++) {
          managed.descriptor().learn(at, read(in));
        }
      }
    } catch (DecodeException | IllegalArgumentException e) {
      throw new StoreException(
          StoreException.Kind.DAMAGED,
          "The wallet's list of its own keys is damaged (%s). Restore the wallet from a backup."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static List<ByteString> read(ByteReader in) {
    int count = in.readByte();
    List<ByteString> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(ByteString.of(in.readBytes(KEY_BYTES)));
    }
    return keys;
  }

  /// Takes the keys at the end of the range, from an index on, from a descriptor that has the
  /// secrets, and keeps them; the caller commits. Those of the range before it are known.
  void learn(ManagedDescriptor managed, Descriptor opened, int from, int end) {
    for (int at = from; at < end; at++) {
      managed.descriptor().learn(at, opened.hardenedKeys(at).orElseThrow());
    }
    for (int page = from / PAGE; page * PAGE < end; page++) {
      ByteWriter out = new ByteWriter();
      int last = Math.min((page + 1) * PAGE, end);
      for (int at = Math.max(page * PAGE, managed.row().rangeStart()); at < last; at++) {
        List<ByteString> keys = managed.descriptor().hardenedKeys(at).orElseThrow();
        out.writeByte(keys.size());
        keys.forEach(key -> out.writeBytes(key.toBytes()));
      }
      store.putProperty(name(managed, page), out.toByteArray());
    }
  }
}
