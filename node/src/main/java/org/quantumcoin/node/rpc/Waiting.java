package org.quantumcoin.node.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.quantumcoin.node.storage.StorageException;

/// Waits, on a call's thread, for what the chain does on its own.
final class Waiting {
  private Waiting() {}

  /// The value of a future; its failure becomes an error reply.
  static <T> T on(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RpcException(RpcErrorCode.MISC_ERROR, "Shutting down");
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private static RpcException failure(Throwable cause) {
    RpcErrorCode code =
        cause instanceof StorageException || cause instanceof RejectedExecutionException
            ? RpcErrorCode.DATABASE_ERROR
            : RpcErrorCode.MISC_ERROR;
    return cause instanceof RpcException known
        ? known
        : new RpcException(code, String.valueOf(cause.getMessage()));
  }
}
