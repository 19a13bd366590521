package org.quantumcoin.node.rpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ArrayNode;

/// All methods by name. Each group of methods adds its own, in other modules too.
public final class RpcRegistry {
  private final Map<String, RpcMethod> methods = new ConcurrentSkipListMap<>();
  private final List<Runnable> barriers = new CopyOnWriteArrayList<>();

  public void add(RpcMethod method) {
    if (methods.putIfAbsent(method.name(), method) != null) {
      throw new IllegalArgumentException("method added twice: " + method.name());
    }
  }

  /// Something that returns when those who follow the node have seen all that happened before.
  public void addBarrier(Runnable barrier) {
    barriers.add(barrier);
  }

  void awaitFollowers() {
    barriers.forEach(Runnable::run);
  }

  public Optional<RpcMethod> find(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  public Iterable<RpcMethod> all() {
    return methods.values();
  }

  /// The list of all methods by category, or one method's whole help.
  String help(String name) {
    if (!name.isEmpty()) {
      RpcMethod method = methods.get(name);
      return method == null ? "help: unknown command: " + name : method.helpText().stripTrailing();
    }
    Map<String, RpcMethod> sorted = new TreeMap<>();
    methods.values().forEach(m -> sorted.put(m.category().heading() + " " + m.name(), m));
    StringBuilder text = new StringBuilder();
    RpcCategory category = RpcCategory.HIDDEN;
    for (RpcMethod method : sorted.values()) {
      if (method.category() == RpcCategory.HIDDEN) {
        continue;
      }
      if (method.category() != category) {
        text.append(text.isEmpty() ? "" : "\n");
        category = method.category();
        text.append("== ").append(category.heading()).append(" ==\n");
      }
      text.append(method.signature()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  /// For clients that turn words into JSON: method, position, name, and whether the parameter is a
  /// string.
  ArrayNode conversions() {
    ArrayNode all = Json.array();
    for (RpcMethod method : methods.values()) {
      for (int i = 0; i < method.params().size(); i++) {
        RpcParam param = method.params().get(i);
        addConversions(all, method, i, param);
        for (RpcParam member : param.inner()) {
          addConversions(all, method, i, member);
        }
      }
    }
    return all;
  }

  private static void addConversions(ArrayNode all, RpcMethod method, int index, RpcParam param) {
    boolean isString = param.type() == RpcType.STRING || param.type() == RpcType.HEX;
    for (String name : param.names().split("\\|", -1)) {
      all.add(Json.array().add(method.name()).add(index).add(name).add(isString));
    }
  }
}
