/// Addresses: those that the wallet has given out or taken for change, with what came in at each,
/// their labels and QR codes; and the address book of others, to be paid from. Labels come and go
/// as files here (BIP-0329).
@NullMarked
package org.quantumcoin.ui.addresses;

import org.jspecify.annotations.NullMarked;
