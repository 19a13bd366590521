/// The programs: what is constructed, from which options, in which order.
module org.quantumcoin.app {
  requires org.quantumcoin.ui;
  requires org.quantumcoin.wallet;
  requires static org.jspecify;
}
