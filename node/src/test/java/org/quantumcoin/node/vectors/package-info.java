/// Reads published test vectors where they are kept; used by the `…VectorTest` classes of every
/// module.
@NullMarked
package org.quantumcoin.node.vectors;

import org.jspecify.annotations.NullMarked;
