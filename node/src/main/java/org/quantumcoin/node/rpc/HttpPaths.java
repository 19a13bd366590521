package org.quantumcoin.node.rpc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who answers which path of the server; the first that fits.
public final class HttpPaths {
  private record Route(String path, boolean exact, HttpPathHandler handler) {}

  private final List<Route> routes = new CopyOnWriteArrayList<>();

  public void addExact(String path, HttpPathHandler handler) {
    routes.add(new Route(path, true, handler));
  }

  public void addPrefix(String path, HttpPathHandler handler) {
    routes.add(new Route(path, false, handler));
  }

  Optional<HttpPathHandler> find(String path) {
    for (Route route : routes) {
      if (route.exact() ? path.equals(route.path()) : path.startsWith(route.path())) {
        return Optional.of(route.handler());
      }
    }
    return Optional.empty();
  }
}
