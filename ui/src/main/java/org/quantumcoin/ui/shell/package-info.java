/// The frame around the pages: rail, top bar, status strip, command palette, and the pages for
/// starting, failing and stopping. Shows pages by their [org.quantumcoin.ui.page.Place] and knows
/// nothing of what is on them.
@NullMarked
package org.quantumcoin.ui.shell;

import org.jspecify.annotations.NullMarked;
