package org.quantumcoin.ui.overview;

/// A peer as a row of words. `id` tells rows of different moments apart.
public record PeerRow(
    long id, String address, String software, String height, String speed, String ping) {}
