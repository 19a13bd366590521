package org.quantumcoin.node.api;

import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;

/// A block by its header and, where it is stored, by what is in it.
///
/// `confirmations` count the block itself; -1 off the active chain. `bits`, `versionHex`, `target`
/// and `chainWork` are hexadecimal as RPC shows them; times are unix seconds.
public record BlockDetails(
    BlockRef ref,
    boolean active,
    int confirmations,
    Optional<BlockHash> next,
    int version,
    String versionHex,
    Hash256 merkleRoot,
    long nonce,
    String bits,
    String target,
    double difficulty,
    String chainWork,
    Optional<Contents> contents) {

  /// What is in a stored block. Sizes are bytes, `weight` weight units, money satoshis.
  ///
  /// @param strippedSizeBytes without witnesses
  /// @param rewardSats what the coinbase pays out
  /// @param feeSats what the transactions pay; empty where what they spend is not known
  /// @param minerText what can be read of the coinbase's script, blanks for all else; written by
  ///   the miner, so anything
  /// @param minerAddress whom the coinbase pays most, if that is an address
  public record Contents(
      int transactions,
      int sizeBytes,
      int strippedSizeBytes,
      int weight,
      long rewardSats,
      OptionalLong feeSats,
      String minerText,
      Optional<String> minerAddress) {}
}
