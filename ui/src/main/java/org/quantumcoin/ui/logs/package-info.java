/// The log: its last lines as they come, with a filter and its categories. Opened from the rail.
@NullMarked
package org.quantumcoin.ui.logs;

import org.jspecify.annotations.NullMarked;
