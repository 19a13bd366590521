/// Stand-ins for the roles of a node, for view models' tests.
@NullMarked
package org.quantumcoin.ui.testing;

import org.jspecify.annotations.NullMarked;
