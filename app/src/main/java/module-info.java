module org.quantumcoin.app {
  requires org.quantumcoin.ui;
  requires static org.jspecify;
}
