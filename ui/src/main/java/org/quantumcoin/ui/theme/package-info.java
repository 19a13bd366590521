/// The looks of the window: light, dark and high contrast, and the size of its text.
@NullMarked
package org.quantumcoin.ui.theme;

import org.jspecify.annotations.NullMarked;
