/// The dashboard: is my node fine, and what is it doing? Opened by the shell as its first page.
///
/// The view model takes snapshots of the node and turns them into words and numbers; the view only
/// binds to it.
@NullMarked
package org.quantumcoin.ui.overview;

import org.jspecify.annotations.NullMarked;
