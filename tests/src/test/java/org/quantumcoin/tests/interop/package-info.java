/// Our node against other implementations' programs: their peers, their RPC, their files.
///
/// The programs are found in the folder that the environment variable `BITCOIND_BIN` names; without
/// it these tests are reported skipped.
@NullMarked
package org.quantumcoin.tests.interop;

import org.jspecify.annotations.NullMarked;
