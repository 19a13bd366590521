/// Coins: what the wallet can spend, piece by piece. Coins are chosen by their boxes, and then
/// frozen, freed, named or spent together.
@NullMarked
package org.quantumcoin.ui.coins;

import org.jspecify.annotations.NullMarked;
