/// The wallet's audit log: every entry, whether the log is whole and unaltered, and its export.
/// Opened from the rail and from proposals.
@NullMarked
package org.quantumcoin.ui.audit;

import org.jspecify.annotations.NullMarked;
