module org.quantumcoin.ui {
  requires transitive org.quantumcoin.wallet;
  requires static org.jspecify;
  requires transitive javafx.controls;
}
