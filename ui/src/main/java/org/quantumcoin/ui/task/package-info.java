/// Work off the FX thread and its way back: [FxBridge] alone crosses over. What is read again and
/// again is read by [Refresher] (at most so often) or [OneAtATime] (at most one at a time).
/// [Poller] looks at the node at a [Pace]. [Foreground] knows what has precedence.
@NullMarked
package org.quantumcoin.ui.task;

import org.jspecify.annotations.NullMarked;
