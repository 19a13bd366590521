/// The wallet at a glance: what it holds and what came and went last. Where no wallet is open, how
/// to make one, bring one back from its words, or open one that is there.
@NullMarked
package org.quantumcoin.ui.wallet;

import org.jspecify.annotations.NullMarked;
