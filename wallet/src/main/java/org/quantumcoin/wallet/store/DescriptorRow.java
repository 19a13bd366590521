package org.quantumcoin.wallet.store;

/// A descriptor of the wallet.
///
/// @param givenForm as it was given, less its secrets, with checksum
/// @param publicForm the same with hardened steps taken, so that every script follows from it
/// @param createdAt unix seconds before which none of its scripts was used
/// @param rangeEnd the first index beyond those looked for
/// @param nextIndex the next to be given out
public record DescriptorRow(
    int id,
    String givenForm,
    String publicForm,
    boolean hasSecret,
    long createdAt,
    Role role,
    int rangeStart,
    int rangeEnd,
    int nextIndex) {

  public DescriptorRow withRole(Role changed) {
    return new DescriptorRow(
        id, givenForm, publicForm, hasSecret, createdAt, changed, rangeStart, rangeEnd, nextIndex);
  }

  public DescriptorRow withRange(int end, int next) {
    return new DescriptorRow(
        id, givenForm, publicForm, hasSecret, createdAt, role, rangeStart, end, next);
  }

  /// What new addresses are taken from it for.
  public enum Role {
    NONE(0),
    RECEIVING(1),
    CHANGE(2);

    private final int code;

    Role(int code) {
      this.code = code;
    }

    /// As the schema numbers it.
    int code() {
      return code;
    }

    static Role of(int code) {
      return switch (code) {
        case 1 -> RECEIVING;
        case 2 -> CHANGE;
        default -> NONE;
      };
    }
  }
}
