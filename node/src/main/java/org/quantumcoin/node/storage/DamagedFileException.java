package org.quantumcoin.node.storage;

/// A block or undo data that a file should hold is not there as it was written. The rest of the
/// disk works, and the node mends this by itself, so nothing has to stop.
public final class DamagedFileException extends StorageException {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String message) {
    super(message);
  }

  public DamagedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
