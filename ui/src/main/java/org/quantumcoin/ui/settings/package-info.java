/// Settings: what a person may choose, searchable, each with what it does and its usual value.
@NullMarked
package org.quantumcoin.ui.settings;

import org.jspecify.annotations.NullMarked;
