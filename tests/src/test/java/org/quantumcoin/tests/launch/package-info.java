/// The packaged programs as their users start them: launchers, exit status, silence on standard
/// error, time to answer.
@NullMarked
package org.quantumcoin.tests.launch;

import org.jspecify.annotations.NullMarked;
