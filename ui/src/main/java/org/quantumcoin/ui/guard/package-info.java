/// When the miner rests, though a person wants it: outside of its hours, on battery, when the
/// processor is hot, while the chain is fetched or somebody pays.
///
/// [MinerGuard] decides and is pure; [Sensors] reads the machine; [MinerWatch] brings both to the
/// node, on the thread that fetches. Imports the node's `api` and words; `live` and the pages show
/// what was decided.
@NullMarked
package org.quantumcoin.ui.guard;

import org.jspecify.annotations.NullMarked;
