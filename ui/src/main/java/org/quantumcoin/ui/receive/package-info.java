/// Receive: an address to be paid on, as text, link and QR code, and the payment as it comes in.
/// Opened from the rail; one address is there at once.
@NullMarked
package org.quantumcoin.ui.receive;

import org.jspecify.annotations.NullMarked;
