package org.quantumcoin.wallet.rpc;

import java.nio.file.Path;
import java.util.Optional;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.wallet.Wallets;

/// Adds the methods of wallets to a node's registry.
public final class WalletRpc {
  private WalletRpc() {}

  /// What is to be opened at the next start; kept by the program's settings.
  public interface StartupList {
    /// Keeps nothing, where no node is started again.
    StartupList NONE =
        new StartupList() {
          @Override
          public void add(String name) {}

          @Override
          public void remove(String name) {}
        };

    void add(String name);

    void remove(String name);
  }

  /// All of them, those of tokens included.
  ///
  /// @param tokenLibrary of `-pkcs11`
  public static void register(
      RpcRegistry registry, Wallets wallets, StartupList startup, Optional<Path> tokenLibrary) {
    registry.addBarrier(wallets::awaitEvents);
    TokenCalls tokens = new TokenCalls(tokenLibrary);
    WalletCalls calls = new WalletCalls(wallets);
    new WalletFilesRpc(calls, startup).register(registry);
    new BackupRpc(calls).register(registry);
    new PassphraseRpc(calls).register(registry);
    new RecoveryRpc(calls, startup).register(registry);
    new WalletSettingsRpc(calls).register(registry);
    new AddressRpc(calls).register(registry);
    new AddressGroupsRpc(calls).register(registry);
    new WalletDescriptorsRpc(calls).register(registry);
    new ChildSecretsRpc(calls).register(registry);
    new BalanceRpc(calls).register(registry);
    new UnspentRpc(calls).register(registry);
    new ReceivedRpc(calls).register(registry);
    new HistoryRpc(calls).register(registry);
    new PrunedFundsRpc(calls).register(registry);
    new SpendRpc(calls).register(registry);
    new WalletPsbtRpc(calls).register(registry);
    new WalletMessageRpc(calls).register(registry);
    new BumpFeeRpc(calls).register(registry);
    new FundRpc(calls).register(registry);
    new SendAllRpc(calls).register(registry);
    new MultisigSetupRpc(calls, tokens).register(registry);
    new TreasuryRpc(calls).register(registry);
    new ProposalRpc(calls, tokens).register(registry);
    new PolicyRpc(calls).register(registry);
    new AuditRpc(calls).register(registry);
    new LabelRpc(calls).register(registry);
    new PaymentUriRpc(wallets.config().params()).register(registry);
    new BatchRpc(calls).register(registry);
    new PrivacyRpc(calls).register(registry);
    new PaperRpc(calls).register(registry);
    new UrRpc().register(registry);
    new TokenRpc(tokens, wallets).register(registry);
  }
}
