package org.quantumcoin.node.p2p;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The permissions of one peer.
public record PeerPermissions(Set<PeerPermission> granted) {
  public static final PeerPermissions NONE = new PeerPermissions(Set.of());

  public PeerPermissions {
    Set<PeerPermission> all = EnumSet.noneOf(PeerPermission.class);
    all.addAll(granted);
    if (all.contains(PeerPermission.NOBAN)) {
      all.add(PeerPermission.DOWNLOAD);
    }
    if (all.contains(PeerPermission.FORCERELAY)) {
      all.add(PeerPermission.RELAY);
    }
    granted = Set.copyOf(all);
  }

  public boolean has(PeerPermission permission) {
    return granted.contains(permission);
  }

  PeerPermissions with(PeerPermissions more) {
    Set<PeerPermission> all = EnumSet.noneOf(PeerPermission.class);
    all.addAll(granted);
    all.addAll(more.granted);
    return new PeerPermissions(all);
  }

  /// As `getpeerinfo` names them, in its order.
  public List<String> names() {
    return granted.stream().sorted().map(PeerPermission::label).toList();
  }
}
