/// Our node among peers that wish it ill, and among many of its own kind.
@NullMarked
package org.quantumcoin.tests.network;

import org.jspecify.annotations.NullMarked;
