/// The node as a whole: how it is configured, and what builds and owns its parts.
///
/// Each part below imports only those that stand before it in the list of the module's README; this
/// package imports them all. Used by `app` alone.
@NullMarked
package org.quantumcoin.node;

import org.jspecify.annotations.NullMarked;
