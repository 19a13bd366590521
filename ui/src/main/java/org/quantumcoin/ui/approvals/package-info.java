/// Payments that several seats decide on: what waits, each in full with this seat's own checks, and
/// the way of what is said from one seat to the other. Opened from the rail, the status strip and
/// the form for payments.
@NullMarked
package org.quantumcoin.ui.approvals;

import org.jspecify.annotations.NullMarked;
