/// Peers: whom the node talks to, with everything known of each, and what can be done about it.
/// Opened from the rail and from the status strip.
@NullMarked
package org.quantumcoin.ui.peers;

import org.jspecify.annotations.NullMarked;
