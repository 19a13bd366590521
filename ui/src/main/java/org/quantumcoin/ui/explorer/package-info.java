/// Blocks: the chain, block by block, and transactions taken apart; the explorer. Opened from the
/// rail, the palette and every place that names a block or a transaction of others.
@NullMarked
package org.quantumcoin.ui.explorer;

import org.jspecify.annotations.NullMarked;
