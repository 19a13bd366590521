/// The dependency rules: who may import whom, and what the pure packages may not touch.
@NullMarked
package org.quantumcoin.tests.arch;

import org.jspecify.annotations.NullMarked;
