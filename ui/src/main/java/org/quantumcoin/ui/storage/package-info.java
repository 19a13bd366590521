/// Storage: what the chain takes on disk, how far the indexes are, and how long the space lasts.
/// Opened from the rail.
@NullMarked
package org.quantumcoin.ui.storage;

import org.jspecify.annotations.NullMarked;
