/// Payments: many payees in a grid, typed, pasted from a spreadsheet, read from a CSV file or taken
/// from a template, and paid in one transaction. Opened from the rail.
@NullMarked
package org.quantumcoin.ui.payments;

import org.jspecify.annotations.NullMarked;
