/// Transactions: all payments of the wallet as a list that filters, sorts and exports, and each of
/// them on a page of its own with what can be done about it.
@NullMarked
package org.quantumcoin.ui.history;

import org.jspecify.annotations.NullMarked;
