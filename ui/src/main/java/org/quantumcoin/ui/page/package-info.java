/// What a page is, which there are, and how one gets from one to the other. Screens implement
/// [Page]; the shell shows them.
@NullMarked
package org.quantumcoin.ui.page;

import org.jspecify.annotations.NullMarked;
