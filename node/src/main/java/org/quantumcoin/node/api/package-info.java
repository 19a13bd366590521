/// What the node shows to wallets, windows and RPC: small role interfaces and immutable snapshots.
///
/// Nothing here does anything; `FullNode` implements it, tests fake it. Imports `primitives` only,
/// so that whoever works against a node needs nothing of its inside.
@NullMarked
package org.quantumcoin.node.api;

import org.jspecify.annotations.NullMarked;
