package org.quantumcoin.ui.send;

import org.quantumcoin.node.primitives.Script;

/// One of many who are paid together.
///
/// @param address as it was written
/// @param label who it is or what for; or empty
public record Payee(String address, Script script, long sats, String label) {}
