/// Our node after harm it did not choose: killed at any moment, with damaged or missing files, on a
/// full disk, or beside a second process on the same folder. It carries on or says what to do, and
/// in the end agrees with the node it learns from.
///
/// Uses the processes of `interop`; what compares with a bitcoind is skipped without one.
@NullMarked
package org.quantumcoin.tests.recovery;

import org.jspecify.annotations.NullMarked;
