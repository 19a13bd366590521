/// The debug log: one file a person or a script can read, with categories that cost one volatile
/// read while they are off.
///
/// Lines, categories and options are Bitcoin Core's, because operators' scripts read them. Imports
/// nothing of ours; everything that has something to say imports it, except the pure packages
/// (`primitives`, `script`, `consensus`), which say it in their results.
@NullMarked
package org.quantumcoin.node.log;

import org.jspecify.annotations.NullMarked;
