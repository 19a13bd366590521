package org.quantumcoin.wallet.psbt;

/// Bytes that are no PSBT, or a PSBT that cannot be what is asked of it. The message is a sentence,
/// Core's where it has one.
public final class PsbtException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean inStream;

  public PsbtException(String message) {
    this(message, false);
  }

  private PsbtException(String message, boolean inStream) {
    super(message, null, false, false);
    this.inStream = inStream;
  }

  /// A fault found while fields were read.
  static PsbtException inStream(String message) {
    return new PsbtException(message, true);
  }

  /// The message as Core's RPC shows it: its faults of reading are C++ stream failures, which add
  /// their kind.
  public String rpcMessage() {
    return inStream ? getMessage() + ": iostream error" : String.valueOf(getMessage());
  }
}
