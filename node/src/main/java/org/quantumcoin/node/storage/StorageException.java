package org.quantumcoin.node.storage;

/// Our disk or files failed. Never says anything about the validity of a block, and stops the chain
/// writer.
///
/// The message is a sentence for people: what happened, to which file, and what to do.
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
