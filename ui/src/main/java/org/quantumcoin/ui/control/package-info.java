/// Controls that screens share: the sync ring, the live chart, block cubes, the transaction
/// diagram, QR codes, forms and toolbars.
@NullMarked
package org.quantumcoin.ui.control;

import org.jspecify.annotations.NullMarked;
