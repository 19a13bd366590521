package org.quantumcoin.wallet.treasury;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a seat may do.
public enum Role {
  PROPOSER(1),
  APPROVER(2),
  SIGNER(4),
  AUDITOR(8),
  ADMIN(16);

  /// In charters; never another.
  private final int bit;

  Role(int bit) {
    this.bit = bit;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  static int bits(Collection<Role> roles) {
    int bits = 0;
    for (Role role : roles) {
      bits |= role.bit;
    }
    return bits;
  }

  static Set<Role> ofBits(int bits) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : values()) {
      if ((bits & role.bit) != 0) {
        roles.add(role);
      }
    }
    return roles;
  }
}
