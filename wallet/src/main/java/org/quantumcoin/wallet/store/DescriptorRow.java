package org.quantumcoin.wallet.store;

/// A descriptor of the wallet.
///
/// @param publicForm with checksum, without secrets
/// @param createdAt unix seconds before which none of its scripts was used
/// @param rangeEnd the first index beyond those looked for
/// @param nextIndex the next to be given out
public record DescriptorRow(
    int id,
    String publicForm,
    boolean hasSecret,
    long createdAt,
    Role role,
    int rangeStart,
    int rangeEnd,
    int nextIndex) {

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
