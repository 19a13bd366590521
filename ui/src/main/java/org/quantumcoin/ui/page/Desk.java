package org.quantumcoin.ui.page;

import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.Work;

/// What every page works with: what there is to see, the way to other pages and to the person, and
/// the way off the FX thread.
public record Desk(Live live, Navigator navigator, Prompts prompts, Work work) {}
