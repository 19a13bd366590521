/// What the window remembers from one start to the next: looks, language, place. Nothing secret and
/// nothing that money depends on; a file that cannot be read is as none.
@NullMarked
package org.quantumcoin.ui.prefs;

import org.jspecify.annotations.NullMarked;
