/// Our node killed at moments it did not choose: after each restart it must carry on, and in the
/// end agree with the node it learns from.
///
/// Uses the processes of `interop`; skipped without a bitcoind.
@NullMarked
package org.quantumcoin.tests.recovery;

import org.jspecify.annotations.NullMarked;
