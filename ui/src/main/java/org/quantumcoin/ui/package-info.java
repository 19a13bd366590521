/// The stage, its shell and its themes, and the words on it.
///
/// `app` calls [Desktop] with a [NodeSession]; nothing of the node is called on the FX thread.
/// Imports the screens below and the node's `api`.
@NullMarked
package org.quantumcoin.ui;

import org.jspecify.annotations.NullMarked;
