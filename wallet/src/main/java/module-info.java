/// The wallet: keys, descriptors, coins, spending. It knows the node by its interfaces and value
/// types.
module org.quantumcoin.wallet {
  requires transitive org.quantumcoin.node;
  requires static org.jspecify;
  requires com.google.zxing;
  requires com.h2database;
  requires flyway.core;
  requires ipkcs11wrapper;
  requires java.logging;
  requires java.sql;
  requires org.bouncycastle.provider;

  exports org.quantumcoin.wallet to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.audit to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.coins to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.descriptor to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.keys to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.message to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.miniscript to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.multisig to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.paper to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.payment to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.psbt to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.psbt.role to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.shared to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.spend to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.store to
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.rpc to
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.token to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.treasury to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.ur to
      org.quantumcoin.ui,
      org.quantumcoin.app;
  exports org.quantumcoin.wallet.view to
      org.quantumcoin.ui,
      org.quantumcoin.app;
}
