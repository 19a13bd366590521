/// Payments that several seats decide on: what waits, each in full with this seat's own checks, and
/// the way of what is said from one seat to the other; and payments that others made (PSBT), for
/// wallets that decide alone. Opened from the rail, the status strip, the form for payments, and by
/// `.psbt` files.
@NullMarked
package org.quantumcoin.ui.approvals;

import org.jspecify.annotations.NullMarked;
