/// What the system tells a person who looks elsewhere: payments, decisions that wait, blocks found,
/// a node that stopped.
///
/// [NewsWatch] finds out on the thread that fetches, [Herald] decides on the FX thread what is
/// worth telling and how, [Notifier] tells. Nothing here imports JavaFX' scene.
@NullMarked
package org.quantumcoin.ui.notify;

import org.jspecify.annotations.NullMarked;
