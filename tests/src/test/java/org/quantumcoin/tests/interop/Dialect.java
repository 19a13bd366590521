package org.quantumcoin.tests.interop;

/// The three languages that scripts are written in.
enum Dialect {
  BASE,
  WITNESS_V0,
  TAPSCRIPT
}
