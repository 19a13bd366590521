/// Network: how much goes over it and when, whether others can reach this node, and what each kind
/// of connection and message costs. Opened from the rail.
@NullMarked
package org.quantumcoin.ui.network;

import org.jspecify.annotations.NullMarked;
