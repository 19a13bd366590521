package org.quantumcoin.node.p2p;

import java.util.EnumSet;
import java.util.Set;
import org.quantumcoin.node.encoding.DecodeException;

/// What `-whitelist` or `-whitebind` says before its `@`.
///
/// @param permissions those named; for an implicit grant none
/// @param implicit nothing was named: the operator's defaults hold
/// @param inbound for connections that others open
/// @param outbound for connections that we open by an operator's word
public record Grant(
    PeerPermissions permissions, boolean implicit, boolean inbound, boolean outbound) {

  /// A grant and the text behind it, which tells to whom.
  public record Parsed(Grant grant, String target) {}

  /// Reads `[permissions@]target`; throws [DecodeException] with Core's sentence. With `incoming`
  /// only connections that others open can be meant, as for `-whitebind`.
  public static Parsed parse(String text, boolean incoming) {
    int at = text.indexOf('@');
    if (at < 0) {
      return new Parsed(new Grant(PeerPermissions.NONE, true, true, false), text);
    }
    Set<PeerPermission> named = EnumSet.noneOf(PeerPermission.class);
    boolean in = false;
    boolean out = false;
    for (String word : text.substring(0, at).split(",", -1)) {
      switch (word) {
        // Empty entries are allowed.
        case "" -> {}
        case "all" -> named.addAll(EnumSet.allOf(PeerPermission.class));
        case "bloom" -> named.add(PeerPermission.BLOOMFILTER);
        case "in" -> in = true;
        case "out" -> {
          if (incoming) {
            throw new DecodeException(
                "whitebind may only be used for incoming connections (\"out\" was passed)");
          }
          out = true;
        }
        default -> named.add(permission(word));
      }
    }
    if ((in || out) && named.isEmpty()) {
      throw new DecodeException("Only direction was set, no permissions: '" + text + "'");
    }
    Grant grant = new Grant(new PeerPermissions(named), false, in || !out, out);
    return new Parsed(grant, text.substring(at + 1));
  }

  private static PeerPermission permission(String word) {
    for (PeerPermission each : PeerPermission.values()) {
      if (each.label().equals(word)) {
        return each;
      }
    }
    throw new DecodeException("Invalid P2P permission: '" + word + "'");
  }
}
