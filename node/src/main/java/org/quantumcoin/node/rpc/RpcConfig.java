package org.quantumcoin.node.rpc;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.p2p.Subnet;

/// How the RPC server is reached and by whom.
///
/// @param enabled `-server`
/// @param binds where it listens
/// @param allowed `-rpcallowip`: who may connect besides this machine
/// @param user `-rpcuser`
/// @param password `-rpcpassword`; without one a cookie is made
/// @param users `-rpcauth`
/// @param cookieFile `-rpccookiefile`; none with `-norpccookiefile`
/// @param cookiePermissions `-rpccookieperms` as `rwxrwxrwx`; by default the owner alone
/// @param threads `-rpcthreads`: requests that run at the same time
/// @param workQueue `-rpcworkqueue`: requests that wait or run; what is beyond gets HTTP 503
/// @param timeoutSeconds `-rpcservertimeout`: after so long without a request a connection is
///   closed
/// @param whitelist `-rpcwhitelist`: methods by user
/// @param whitelistDefault `-rpcwhitelistdefault`: users without a whitelist may call nothing
public record RpcConfig(
    boolean enabled,
    List<InetSocketAddress> binds,
    List<Subnet> allowed,
    Optional<String> user,
    Optional<String> password,
    List<RpcUser> users,
    Optional<Path> cookieFile,
    Optional<String> cookiePermissions,
    int threads,
    int workQueue,
    int timeoutSeconds,
    Map<String, Set<String>> whitelist,
    boolean whitelistDefault) {

  @Override
  public String toString() {
    return "RpcConfig[binds=" + binds + "]";
  }
}
