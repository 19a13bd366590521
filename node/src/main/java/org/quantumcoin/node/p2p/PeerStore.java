package org.quantumcoin.node.p2p;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.address.AnchorsFile;
import org.quantumcoin.node.p2p.address.NetGroups;
import org.quantumcoin.node.p2p.address.PeersFile;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// What is known of peers from earlier runs, and where it is kept.
///
/// @param anchors those to connect to first
/// @param peersFile empty when nothing is kept
public record PeerStore(
    BanList bans,
    AddressManager addresses,
    List<TimedAddress> anchors,
    Optional<PeersFile> peersFile,
    Optional<AnchorsFile> anchorsFile) {

  /// Nothing is known and nothing will be kept.
  public static PeerStore inMemory(RandomGenerator random) {
    return new PeerStore(
        BanList.inMemory(),
        AddressManager.create(random),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /// `banlist.json`, `peers.dat` and `anchors.dat` in a folder. Throws with a sentence for the
  /// operator when the addresses are damaged.
  ///
  /// @param magic of the network
  /// @param useAnchors false with `-connect`, where nobody else is connected to
  public static PeerStore open(
      Path folder,
      int magic,
      boolean useAnchors,
      NetGroups groups,
      RandomGenerator random,
      long nowSeconds)
      throws IOException {
    PeersFile peersFile = new PeersFile(folder.resolve("peers.dat"), magic, groups);
    AnchorsFile anchorsFile = new AnchorsFile(folder.resolve("anchors.dat"), magic);
    return new PeerStore(
        BanList.open(folder.resolve("banlist.json"), nowSeconds),
        peersFile.open(random),
        useAnchors ? anchorsFile.take() : List.of(),
        Optional.of(peersFile),
        useAnchors ? Optional.of(anchorsFile) : Optional.empty());
  }
}
