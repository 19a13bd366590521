/// Options: the command line, the configuration file, the data directory and its lock.
///
/// They are treated as Bitcoin Core's `ArgsManager` treats them, down to its error texts and its
/// oddities of precedence, because operators' files and scripts rely on them. Imports `node`'s
/// settings records, `params` and `log`. Used by the programs' main classes and by the command-line
/// client.
@NullMarked
package org.quantumcoin.app.config;

import org.jspecify.annotations.NullMarked;
