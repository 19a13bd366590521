/// The programs, and the one place where everything is constructed: plain constructors, started in
/// order, stopped in reverse.
///
/// [Daemon] is the headless node and loads no class of the desktop. Imports everything; nobody
/// imports it.
@NullMarked
package org.quantumcoin.app;

import org.jspecify.annotations.NullMarked;
