package org.quantumcoin.wallet.audit;

import java.util.OptionalLong;
import org.quantumcoin.node.encoding.ByteString;

/// What a verification found.
///
/// @param entries that are good, counted from the first
/// @param firstBad the number of the first entry that is altered, missing or extra
/// @param sentence for people
/// @param key by which the log is signed, x-only; empty if it could not be read
public record AuditReport(
    boolean good, long entries, OptionalLong firstBad, String sentence, ByteString key) {}
