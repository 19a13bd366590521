package org.quantumcoin.node.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.storage.StorageException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Runs calls, whatever they came by: finds the method, puts named parameters in order, and refuses
/// everything until the node has started.
public final class RpcDispatcher {
  private record Active(String method, long startedNanos) {}

  private final RpcRegistry registry;
  private final Map<Long, Active> active = new ConcurrentSkipListMap<>();
  private final AtomicLong nextCall = new AtomicLong();
  private final CompletableFuture<Void> stopping = new CompletableFuture<>();

  /// What start-up is doing now; empty when it is done.
  private volatile Optional<String> warmup = Optional.of("RPC server started");

  public RpcDispatcher(RpcRegistry registry) {
    this.registry = registry;
  }

  /// Says what start-up is doing; callers are told until [#ready()].
  public void warmup(String status) {
    warmup = Optional.of(status);
  }

  public void ready() {
    warmup = Optional.empty();
  }

  /// Completes when the node begins to stop: methods that wait end then. They are never
  /// interrupted, because that would close files under them.
  public CompletableFuture<Void> stopping() {
    return stopping;
  }

  /// Runs one call. What goes wrong is an [RpcException].
  public JsonNode call(String method, JsonNode params, String user, String path) {
    Optional<String> status = warmup;
    if (status.isPresent()) {
      throw new RpcException(RpcErrorCode.IN_WARMUP, status.get());
    }
    RpcMethod found =
        registry
            .find(method)
            .orElseThrow(() -> new RpcException(RpcErrorCode.METHOD_NOT_FOUND, "Method not found"));
    List<JsonNode> positions = new ArrayList<>();
    if (params.isObject()) {
      positions.addAll(NamedParams.toPositions(params, found.params()));
    } else {
      params.forEach(positions::add);
    }
    Log.debug(
        LogCategory.RPC, () -> "ThreadRPCServer method=" + printable(method) + " user=" + user);
    long id = nextCall.getAndIncrement();
    active.put(id, new Active(method, System.nanoTime()));
    try {
      return found.run(new RpcCall(method, positions, user, path));
    } finally {
      active.remove(id);
    }
  }

  /// As [#call], for those at whom a call's thread ends: whatever a method throws becomes an
  /// [RpcException], and what is a fault of ours is logged.
  JsonNode answer(String method, JsonNode params, String user, String path) {
    try {
      return call(method, params, user, path);
    } catch (RpcException e) {
      throw e;
    } catch (StorageException e) {
      Log.error("RPC " + printable(method) + " failed: " + e.getMessage());
      throw new RpcException(RpcErrorCode.DATABASE_ERROR, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      Log.error("RPC " + printable(method) + " failed", e);
      String message = e.getMessage();
      throw new RpcException(
          RpcErrorCode.MISC_ERROR, message == null ? e.getClass().getSimpleName() : message);
    }
  }

  /// The calls that run now, with how long they have, in microseconds.
  ArrayNode activeCommands() {
    ArrayNode commands = Json.array();
    long now = System.nanoTime();
    for (Active call : active.values()) {
      commands.add(
          Json.object()
              .put("method", call.method())
              .put("duration", (now - call.startedNanos()) / 1_000));
    }
    return commands;
  }

  RpcRegistry registry() {
    return registry;
  }

  private static String printable(String method) {
    return method.replaceAll("[^A-Za-z0-9_.-]", "");
  }
}
