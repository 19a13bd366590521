package org.quantumcoin.node.api;

import java.util.List;

/// The peers, for those who look at them and decide whom we talk to.
///
/// Everything here answers from the peer thread, within moments; nothing waits for the network.
public interface PeerAccess {
  List<PeerStatus> peers();

  /// The same peers with everything known of them, in order of connection.
  List<PeerDetails> peerDetails();

  Traffic traffic();

  /// Bytes since the start, both ways.
  record Traffic(long receivedBytes, long sentBytes) {}

  /// How this node can be reached, and over what it reaches others.
  Reach reach();

  /// The ways in and out.
  ///
  /// @param active whether networking is switched on
  /// @param listening addresses with ports at which connections are taken; none without `-listen`
  /// @param maxConnections both ways (`-maxconnections`)
  /// @param relaysTransactions false with `-blocksonly`
  /// @param networks kinds of addresses that are connected to, as `getpeerinfo` names them;
  ///   connections go out directly, never by a proxy
  record Reach(
      boolean active,
      List<String> listening,
      int maxConnections,
      boolean relaysTransactions,
      List<String> networks) {
    /// A node without networking.
    public static final Reach NONE = new Reach(false, List.of(), 0, false, List.of());

    public Reach {
      listening = List.copyOf(listening);
      networks = List.copyOf(networks);
    }
  }

  /// Ends a connection. The peer may come back; [#ban] keeps it away.
  PeerAction disconnect(long peerId);

  /// Ends all connections with an address or subnet (`192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`)
  /// and accepts none from it for `seconds`; 0 for the usual time (`-bantime`). Outlives a restart.
  /// Connected nodes of [#addNode] within it are no longer kept connected; those of `-connect` come
  /// back all the same.
  PeerAction ban(String addressOrSubnet, long seconds);

  /// Bans the address of a peer, whatever name it goes by.
  PeerAction ban(long peerId, long seconds);

  /// Takes back a ban, named as [#bans] names it.
  PeerAction unban(String addressOrSubnet);

  /// Those in force, in order of their addresses.
  List<Ban> bans();

  /// A ban; times are unix seconds.
  record Ban(String subnet, long createdAt, long until) {}

  /// Keeps a node (`host`, `host:port`) connected from now on, until the next start.
  PeerAction addNode(String node);

  /// Keeps it connected no longer; its connection stays.
  PeerAction removeNode(String node);

  /// Tries one connection now.
  PeerAction connectOnce(String node);

  List<AddedNode> addedNodes();

  /// A node that is kept connected, and the addresses of the connections there are to it.
  record AddedNode(String node, List<String> connections) {
    public AddedNode {
      connections = List.copyOf(connections);
    }

    public boolean isConnected() {
      return !connections.isEmpty();
    }
  }

  boolean isNetworkActive();

  /// Switches all networking off, which ends every connection, or on.
  PeerAction setNetworkActive(boolean active);

  /// What became of something asked.
  sealed interface PeerAction {
    /// Done; `disconnected` connections were ended by it.
    record Done(int disconnected) implements PeerAction {}

    record Refused(Reason reason) implements PeerAction {}
  }

  /// Why something was not done.
  enum Reason {
    /// The node does not talk to others yet, or not at all.
    NO_NETWORK,
    /// The connection has ended meanwhile.
    NO_SUCH_PEER,
    /// Not an address or subnet written in numbers.
    NOT_AN_ADDRESS,
    /// No host's name, or one that nobody could look up.
    NOT_A_NODE,
    ALREADY_BANNED,
    NOT_BANNED,
    /// As many bans as are kept.
    TOO_MANY_BANS,
    ALREADY_ADDED,
    NOT_ADDED
  }
}
