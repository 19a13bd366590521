/// `quantumcoin-cli`: sends one call to a node and prints the answer, as `bitcoin-cli` does.
///
/// It must answer in a fraction of a second, start of the virtual machine included, so it has a
/// small HTTP client and a small JSON of its own and loads nothing else of ours but the options.
/// Imports `app.config`.
@NullMarked
package org.quantumcoin.app.cli;

import org.jspecify.annotations.NullMarked;
