package org.quantumcoin.ui.shell;

/// Something that the palette offers.
///
/// @param words other names that people look for it by
/// @param detail shown beside the title: a group, a key
public record Command(String title, String words, String detail, String icon, Runnable action) {}
