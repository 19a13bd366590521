/// Long lists: rows that are fetched when they are looked at, and tables over them.
@NullMarked
package org.quantumcoin.ui.table;

import org.jspecify.annotations.NullMarked;
