/// The mempool: what waits, at which fees, and which of it the next blocks would hold. Opened from
/// the rail and from the status strip.
@NullMarked
package org.quantumcoin.ui.mempool;

import org.jspecify.annotations.NullMarked;
