package org.quantumcoin.ui.format;

import java.util.Set;
import java.util.stream.Collectors;
import org.quantumcoin.wallet.treasury.Role;

/// What a seat may do, in words.
public final class RoleWords {
  private RoleWords() {}

  public static String role(Role role) {
    return Messages.text("role." + role.word());
  }

  public static String roles(Set<Role> roles) {
    return roles.stream().sorted().map(RoleWords::role).collect(Collectors.joining(", "));
  }
}
