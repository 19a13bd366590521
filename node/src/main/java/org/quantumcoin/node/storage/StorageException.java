package org.quantumcoin.node.storage;

/// Our disk or files failed. Never says anything about the validity of a block, and stops the chain
/// writer, unless it is a [DamagedFileException].
///
/// The message is a sentence for people: what happened, to which file, and what to do.
public sealed class StorageException extends RuntimeException permits DamagedFileException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
