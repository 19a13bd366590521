package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;

/// One of those who decide.
///
/// @param identity the x-only key by which the seat signs events; it spends nothing
/// @param fingerprint of the cosigner that the seat is, for a signer
public record Seat(String name, ByteString identity, Set<Role> roles, OptionalInt fingerprint) {
  static final int MAX_NAME_CHARS = 40;

  public Seat {
    roles = Set.copyOf(roles);
    require(
        !name.isBlank()
            && name.length() <= MAX_NAME_CHARS
            && name.chars().noneMatch(Character::isISOControl),
        "The name of a seat has from 1 to %d characters.".formatted(MAX_NAME_CHARS));
    require(
        Secp256k1.isValidXOnlyKey(identity.toBytes()),
        "The identity key of %s is not valid: it has 64 hexadecimal digits.".formatted(name));
    require(!roles.isEmpty(), "The seat %s has no role.".formatted(name));
    require(
        roles.contains(Role.SIGNER) == fingerprint.isPresent(),
        "The seat %s signs if, and only if, it has the fingerprint of a cosigner.".formatted(name));
  }

  public boolean may(Role role) {
    return roles.contains(role);
  }

  String roleWords() {
    return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
  }

  void write(ByteWriter out) {
    out.writeVarString(name).writeBytes(identity.toBytes()).writeByte(Role.bits(roles));
    fingerprint.ifPresent(out::writeInt32);
  }

  static Seat read(ByteReader in) {
    String name = in.readVarString(4 * MAX_NAME_CHARS);
    ByteString identity = ByteString.of(in.readBytes(32));
    Set<Role> roles = Role.ofBits(in.readByte());
    OptionalInt fingerprint =
        roles.contains(Role.SIGNER) ? OptionalInt.of(in.readInt32()) : OptionalInt.empty();
    return new Seat(name, identity, roles, fingerprint);
  }
}
