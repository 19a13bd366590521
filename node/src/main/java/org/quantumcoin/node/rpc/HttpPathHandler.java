package org.quantumcoin.node.rpc;

/// Answers the requests to a path of the server. Runs on a virtual thread and may block.
@FunctionalInterface
public interface HttpPathHandler {
  HttpReply handle(HttpQuery query);
}
