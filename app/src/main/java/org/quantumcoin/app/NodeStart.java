package org.quantumcoin.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.node.ClientVersion;
import org.quantumcoin.node.FullNode;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.BlockMaker;
import org.quantumcoin.node.rpc.NodeRpc;
import org.quantumcoin.node.storage.StorageException;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.DescriptorException;
import org.quantumcoin.wallet.descriptor.Expansion;
import org.quantumcoin.wallet.rpc.DescriptorRpc;
import org.quantumcoin.wallet.rpc.MessageRpc;
import org.quantumcoin.wallet.rpc.MultisigRpc;
import org.quantumcoin.wallet.rpc.PsbtKeysRpc;
import org.quantumcoin.wallet.rpc.PsbtRpc;

/// Starts a node within its process, step by step, and makes RPC answer with it.
final class NodeStart {
  /// A node that runs, and its wallets unless they are switched off.
  record Started(FullNode node, Optional<WalletStart.Opened> wallets) {}

  private NodeStart() {}

  /// As [#run(NodeProcess, Consumer)] when nobody watches.
  static Started run(NodeProcess process) throws ConfigException {
    return run(process, process.dispatcher()::warmup);
  }

  /// Returns when the node is at the best chain on disk and connects to peers. `step` is told in a
  /// sentence what comes next. Fails with a sentence for the operator; what was opened is closed
  /// with the process.
  static Started run(NodeProcess process, Consumer<String> step) throws ConfigException {
    try {
      step.accept("Loading block index…");
      FullNode node =
          FullNode.open(process.config(), process.clock(), failure -> stopOn(process, failure));
      process.onClose("node", () -> node.close(process::closing));
      registerMethods(process, node);
      step.accept("Verifying blocks…");
      node.loadChain().join();
      step.accept("Loading wallets…");
      Optional<WalletStart.Opened> wallets = WalletStart.run(process, node);
      step.accept("Starting network threads…");
      node.connect();
      process.dispatcher().ready();
      EventCommands.attach(process, node);
      return new Started(node, wallets);
    } catch (StorageException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    } catch (CompletionException e) {
      throw new ConfigException(
          String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
    } catch (IOException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  /// Every method must be there before the first call is let in.
  private static void registerMethods(NodeProcess process, FullNode node) {
    BlockMaker maker = new BlockMaker(node.chain(), node.templates());
    AddressPrefixes prefixes = process.config().params().addresses();
    NodeRpc.register(
        process.dispatcher(),
        new NodeRpc.Parts(
            node.chain(),
            node.indexes(),
            node.mempool(),
            node.mempoolKeeper(),
            node::peers,
            maker,
            text -> output(text, prefixes),
            process.clock(),
            ClientVersion.NUMBER,
            process.config().peers().banTimeSeconds()));
    new DescriptorRpc(
            node.chain(), node.indexes(), maker::generate, process.dispatcher().stopping())
        .register(process.registry());
    new PsbtRpc(process.config().params(), new SecureRandom()).register(process.registry());
    new PsbtKeysRpc(node.chain(), txid -> node.mempool().find(txid)).register(process.registry());
    new MultisigRpc(prefixes).register(process.registry());
    new MessageRpc(prefixes).register(process.registry());
  }

  /// The output that a descriptor of one script stands for; of the four that one key can be written
  /// as, the witness one, as Core chooses.
  private static Optional<Script> output(String text, AddressPrefixes prefixes) {
    try {
      List<Descriptor> parsed = Descriptor.parse(text, prefixes, false);
      if (parsed.size() != 1 || parsed.getFirst().isRange()) {
        return Optional.empty();
      }
      return parsed
          .getFirst()
          .expand(0)
          .map(Expansion::scripts)
          .map(scripts ->
              switch (scripts.size()) {
                case 1 -> scripts.getFirst();
                case 4 -> scripts.get(2);
                default -> scripts.get(1);
              });
    } catch (DescriptorException _) {
      return Optional.empty();
    }
  }

  private static void stopOn(NodeProcess process, StorageException failure) {
    Log.error("The node stops: " + failure.getMessage());
    process.fail(String.valueOf(failure.getMessage()));
  }
}
