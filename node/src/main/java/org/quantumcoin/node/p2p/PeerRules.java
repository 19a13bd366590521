package org.quantumcoin.node.p2p;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the operator grants to some peers, what he offers to all, and how he limits them.
///
/// @param whitelist `-whitelist`
/// @param whitebinds `-whitebind`: listened at besides other addresses
/// @param relayByDefault `-whitelistrelay`: an implicit grant includes `relay`
/// @param forceRelayByDefault `-whitelistforcerelay`: it includes `forcerelay`
/// @param forceDnsSeed `-forcednsseed`
/// @param maxUploadBytes `-maxuploadtarget`: what a day's upload should stay under; 0 for no limit
/// @param filters what is offered besides blocks and transactions
public record PeerRules(
    List<Range> whitelist,
    List<Bind> whitebinds,
    boolean relayByDefault,
    boolean forceRelayByDefault,
    boolean forceDnsSeed,
    long maxUploadBytes,
    OfferedFilters filters) {
  /// What bitcoind does without options.
  public static final PeerRules DEFAULTS =
      new PeerRules(List.of(), List.of(), true, false, false, 0, OfferedFilters.NONE);

  /// Peers with an address in a range.
  public record Range(Subnet subnet, Grant grant) {}

  /// Peers that connect to an address of ours.
  public record Bind(InetSocketAddress address, Grant grant) {}

  public PeerRules {
    whitelist = List.copyOf(whitelist);
    whitebinds = List.copyOf(whitebinds);
  }

  /// The same without filters.
  public PeerRules(
      List<Range> whitelist,
      List<Bind> whitebinds,
      boolean relayByDefault,
      boolean forceRelayByDefault,
      boolean forceDnsSeed,
      long maxUploadBytes) {
    this(
        whitelist,
        whitebinds,
        relayByDefault,
        forceRelayByDefault,
        forceDnsSeed,
        maxUploadBytes,
        OfferedFilters.NONE);
  }

  /// The same rules with other filters.
  public PeerRules offering(OfferedFilters offered) {
    return new PeerRules(
        whitelist,
        whitebinds,
        relayByDefault,
        forceRelayByDefault,
        forceDnsSeed,
        maxUploadBytes,
        offered);
  }

  /// What a peer may do that connects from `remote` to `local`.
  PeerPermissions inbound(InetAddress remote, InetSocketAddress local) {
    List<Grant> grants = new ArrayList<>();
    for (Bind bind : whitebinds) {
      boolean anywhere = bind.address().getAddress().isAnyLocalAddress();
      boolean here =
          bind.address().getPort() == local.getPort()
              && (anywhere || bind.address().getAddress().equals(local.getAddress()));
      if (here) {
        grants.add(bind.grant());
      }
    }
    for (Range range : whitelist) {
      if (range.grant().inbound() && range.subnet().contains(remote)) {
        grants.add(range.grant());
      }
    }
    return resolve(grants);
  }

  /// What a peer may do that an operator had us connect to.
  PeerPermissions manual(InetAddress remote) {
    return resolve(
        whitelist.stream()
            .filter(range -> range.grant().outbound() && range.subnet().contains(remote))
            .map(Range::grant)
            .toList());
  }

  private PeerPermissions resolve(List<Grant> grants) {
    PeerPermissions all = PeerPermissions.NONE;
    for (Grant grant : grants) {
      all = all.with(grant.implicit() ? implicit() : grant.permissions());
    }
    return all;
  }

  /// Core's meaning of a whitelist entry without permissions.
  private PeerPermissions implicit() {
    Set<PeerPermission> granted = EnumSet.of(PeerPermission.MEMPOOL, PeerPermission.NOBAN);
    if (relayByDefault) {
      granted.add(PeerPermission.RELAY);
    }
    if (forceRelayByDefault) {
      granted.add(PeerPermission.FORCERELAY);
    }
    return new PeerPermissions(granted);
  }
}
