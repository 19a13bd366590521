/// Work off the FX thread and its way back: [FxBridge] alone crosses over.
@NullMarked
package org.quantumcoin.ui.task;

import org.jspecify.annotations.NullMarked;
