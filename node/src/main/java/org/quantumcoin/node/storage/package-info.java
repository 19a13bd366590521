/// Bytes on disk: block and undo files in Core's format, and the key-value stores under
/// `blocks/index` and `chainstate`.
///
/// Knows bytes, not rules. Imports `encoding`, `crypto` and `primitives`. Used by `chain` and
/// `index`.
@NullMarked
package org.quantumcoin.node.storage;

import org.jspecify.annotations.NullMarked;
