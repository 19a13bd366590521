/// Backups: copies of the wallet on disks and on paper, its recovery words, and the proof that a
/// backup would bring it back. Opened from the rail.
@NullMarked
package org.quantumcoin.ui.backups;

import org.jspecify.annotations.NullMarked;
