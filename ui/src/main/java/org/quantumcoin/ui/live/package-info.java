/// What all pages look at: the node and the chosen wallet at one moment, fetched off the FX thread
/// and published on it.
@NullMarked
package org.quantumcoin.ui.live;

import org.jspecify.annotations.NullMarked;
