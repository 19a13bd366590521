package org.quantumcoin.node.p2p.sync;

import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.ConnectionType;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.p2p.message.FilterAdd;
import org.quantumcoin.node.p2p.message.FilterLoad;
import org.quantumcoin.node.p2p.message.ServiceFlags;

/// Takes the bloom filters that peers give us (BIP-0037), from those to whom we offer that
/// (BIP-0111); others are cut off.
final class BloomFilters {
  /// No script holds an element that is longer (Core's `MAX_SCRIPT_ELEMENT_SIZE`).
  static final int MAX_ELEMENT_BYTES = 520;

  private final PeerManager manager;
  private final Punishment punishment;

  BloomFilters(PeerManager manager, Punishment punishment) {
    this.manager = manager;
    this.punishment = punishment;
  }

  void load(SyncPeer peer, FilterLoad loaded) {
    if (!isOffered(peer, loaded.command())) {
      return;
    }
    if (!BloomFilter.isAllowed(loaded)) {
      punishment.misbehaving(peer, "too-large bloom filter");
      return;
    }
    if (peer.peer.type() != ConnectionType.BLOCK_RELAY) {
      peer.bloomFilter = BloomFilter.of(loaded);
      peer.peer.wantTransactions(true);
    }
  }

  void add(SyncPeer peer, FilterAdd added) {
    if (!isOffered(peer, added.command())) {
      return;
    }
    BloomFilter filter = peer.bloomFilter;
    boolean relays = peer.peer.type() != ConnectionType.BLOCK_RELAY;
    if (added.element().length() > MAX_ELEMENT_BYTES || (relays && filter == null)) {
      punishment.misbehaving(peer, "bad filteradd message");
    } else if (filter != null) {
      filter.add(added.element().toBytes());
    }
  }

  void clear(SyncPeer peer) {
    if (isOffered(peer, "filterclear")) {
      peer.bloomFilter = null;
      peer.peer.wantTransactions(false);
    }
  }

  private boolean isOffered(SyncPeer peer, String command) {
    if ((manager.services(peer.peer) & ServiceFlags.BLOOM) != 0) {
      return true;
    }
    Log.debug(
        LogCategory.NET,
        () ->
            command
                + " received despite not offering bloom services, disconnecting peer="
                + peer.id());
    peer.peer.disconnect();
    return false;
  }
}
