/// Devices: tokens that keep keys (PKCS #11), what is on them and what they are for. Opened from
/// the rail.
@NullMarked
package org.quantumcoin.ui.devices;

import org.jspecify.annotations.NullMarked;
