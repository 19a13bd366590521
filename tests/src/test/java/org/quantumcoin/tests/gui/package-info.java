/// Click-throughs of the window, headless.
@NullMarked
package org.quantumcoin.tests.gui;

import org.jspecify.annotations.NullMarked;
