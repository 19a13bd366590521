/// Mining: threads, speed, when it rests, what to expect of them, who is paid, and what was found.
@NullMarked
package org.quantumcoin.ui.mining;

import org.jspecify.annotations.NullMarked;
