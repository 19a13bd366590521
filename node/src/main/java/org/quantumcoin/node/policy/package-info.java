/// What we relay and mine of our own accord: stricter than `consensus`, and never a reason to
/// refuse a block.
///
/// Pure: no I/O, no clock, no log. Imports `script`, `primitives` and what those import. Used by
/// mempool and mining. Values and reject reasons are Core 29's (`policy/policy.cpp`).
@NullMarked
package org.quantumcoin.node.policy;

import org.jspecify.annotations.NullMarked;
