/// Numbers as people read them: bytes, rates, durations, heights. Pure functions.
@NullMarked
package org.quantumcoin.ui.format;

import org.jspecify.annotations.NullMarked;
