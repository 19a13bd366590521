/// The console: the node's methods for people who type them, with completion, help and a history
/// that keeps no secrets. Opened from the rail.
@NullMarked
package org.quantumcoin.ui.console;

import org.jspecify.annotations.NullMarked;
