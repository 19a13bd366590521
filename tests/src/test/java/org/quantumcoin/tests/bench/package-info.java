/// How fast the parts are (JMH), and the whole beside a real bitcoind (races of sync, wallets,
/// mempools and propagation). Runs of their own, described in the module's README with the figures
/// of the last one.
@NullMarked
package org.quantumcoin.tests.bench;

import org.jspecify.annotations.NullMarked;
