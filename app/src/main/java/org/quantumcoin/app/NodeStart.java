package org.quantumcoin.app;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.node.ClientVersion;
import org.quantumcoin.node.FullNode;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.rpc.NodeRpc;
import org.quantumcoin.node.storage.StorageException;

/// Starts a node within its process, step by step, and makes RPC answer with it.
final class NodeStart {
  private NodeStart() {}

  /// As [#run(NodeProcess, Consumer)] when nobody watches.
  static FullNode run(NodeProcess process) throws ConfigException {
    return run(process, process.dispatcher()::warmup);
  }

  /// Returns when the node is at the best chain on disk and connects to peers. `step` is told in a
  /// sentence what comes next. Fails with a sentence for the operator; what was opened is closed
  /// with the process.
  static FullNode run(NodeProcess process, Consumer<String> step) throws ConfigException {
    try {
      step.accept("Loading block index…");
      FullNode node =
          FullNode.open(process.config(), process.clock(), failure -> stopOn(process, failure));
      process.onClose("node", () -> node.close(process::closing));
      NodeRpc.register(
          process.dispatcher(),
          new NodeRpc.Parts(
              node.chain(),
              node.mempool(),
              node::peers,
              process.clock(),
              ClientVersion.NUMBER,
              process.config().mempool().minRelayFee(),
              process.config().mempool().incrementalRelayFee()));
      step.accept("Verifying blocks…");
      node.loadChain().join();
      step.accept("Starting network threads…");
      node.connect();
      process.dispatcher().ready();
      return node;
    } catch (StorageException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    } catch (CompletionException e) {
      throw new ConfigException(
          String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
    } catch (IOException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  private static void stopOn(NodeProcess process, StorageException failure) {
    Log.error("The node stops: " + failure.getMessage());
    process.requestShutdown();
  }
}
