module org.quantumcoin.wallet {
  requires transitive org.quantumcoin.node;
  requires static org.jspecify;
}
