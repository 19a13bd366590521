/// Controls that screens share: the sync ring, the live chart, block cubes.
@NullMarked
package org.quantumcoin.ui.control;

import org.jspecify.annotations.NullMarked;
