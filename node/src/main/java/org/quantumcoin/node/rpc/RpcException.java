package org.quantumcoin.node.rpc;

/// A call that ends with an error reply.
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RpcErrorCode code;

  public RpcException(RpcErrorCode code, String message) {
    // Error replies are ordinary answers: no stack trace, and no cost for asking wrongly.
    super(message, null, false, false);
    this.code = code;
  }

  public RpcErrorCode code() {
    return code;
  }

  /// The text of the reply.
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
