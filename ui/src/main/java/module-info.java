/// The window: screens in the model-view-viewmodel pattern over the node's and the wallet's
/// interfaces.
module org.quantumcoin.ui {
  requires transitive org.quantumcoin.node;
  requires transitive org.quantumcoin.wallet;
  requires static org.jspecify;
  requires com.google.zxing;
  requires com.nulabinc.zxcvbn;
  requires javafx.controls;
  requires atlantafx.base;
  requires org.kordamp.ikonli.javafx;
  requires org.kordamp.ikonli.feather;

  exports org.quantumcoin.ui to
      org.quantumcoin.app;
  exports org.quantumcoin.ui.live to
      org.quantumcoin.app;
}
