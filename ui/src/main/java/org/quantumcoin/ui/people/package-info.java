/// Who signs and decides with this wallet: the seats of its treasury, or the cosigners of its
/// setup. Opened from the rail.
@NullMarked
package org.quantumcoin.ui.people;

import org.jspecify.annotations.NullMarked;
