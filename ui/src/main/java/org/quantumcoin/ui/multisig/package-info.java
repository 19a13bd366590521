/// Several signers make a wallet together: their keys are put into slots, the setup is checked and
/// compared, taken into a wallet and kept; and those who hold it take seats in a treasury. Opened
/// from the rail, and from pages that need a treasury.
@NullMarked
package org.quantumcoin.ui.multisig;

import org.jspecify.annotations.NullMarked;
