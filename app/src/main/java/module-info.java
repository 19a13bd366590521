/// The programs: what is constructed, from which options, in which order.
module org.quantumcoin.app {
  requires org.quantumcoin.ui;
  requires static org.jspecify;
}
