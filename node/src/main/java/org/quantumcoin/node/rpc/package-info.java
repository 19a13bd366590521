/// JSON-RPC over HTTP: the server, its authentication, the dispatcher, and one class per group of
/// methods.
///
/// Names, parameters, results, error codes and texts, and HTTP statuses are Bitcoin Core 29's, so
/// that its client and every tool written for it work unchanged. Other modules add their methods to
/// [RpcRegistry]. Imports the parts of the node that the methods speak for. Used by `app` and by
/// the wallet's methods.
@NullMarked
package org.quantumcoin.node.rpc;

import org.jspecify.annotations.NullMarked;
