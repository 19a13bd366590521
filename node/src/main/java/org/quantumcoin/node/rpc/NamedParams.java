package org.quantumcoin.node.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts named parameters in their positions, as Core's `transformNamedArguments` does.
///
/// Positions left out before a given one become null, those after the last one stay out, since
/// methods look at how many were given. A member `args` holds leading positional ones. Members of
/// an options object may be named directly.
final class NamedParams {
  private final Map<String, JsonNode> given = new LinkedHashMap<>();
  private final List<JsonNode> positions = new ArrayList<>();
  private int hole;
  private int leadingHole;
  private @Nullable RpcParam first;

  private NamedParams(JsonNode named) {
    named.forEachEntry(given::put);
  }

  static List<JsonNode> toPositions(JsonNode named, List<RpcParam> params) {
    NamedParams work = new NamedParams(named);
    for (RpcParam param : params) {
      work.place(param);
    }
    return work.withPositional();
  }

  private void place(RpcParam param) {
    Optional<String> name = nameUsed(param);
    ObjectNode options = Json.object();
    for (RpcParam member : param.inner()) {
      Optional<String> memberName = nameUsed(member);
      if (memberName.isPresent()) {
        options.set(memberName.get(), take(memberName.get()));
      }
    }
    if (name.isEmpty() && options.isEmpty()) {
      hole++;
      if (positions.isEmpty()) {
        leadingHole = hole;
      }
      return;
    }
    for (int i = 0; i < hole; i++) {
      positions.add(Json.nothing());
    }
    hole = 0;
    if (first == null) {
      first = param;
    }
    if (name.isEmpty()) {
      positions.add(options);
      return;
    }
    if (!options.isEmpty()) {
      throw invalid(
          "Parameter %s conflicts with parameter %s"
              .formatted(name.get(), options.propertyNames().iterator().next()));
    }
    positions.add(take(name.get()));
  }

  private List<JsonNode> withPositional() {
    List<JsonNode> result = positions;
    JsonNode args = given.get("args");
    if (args != null && args.isArray()) {
      given.remove("args");
      if (leadingHole < args.size() && first != null) {
        throw invalid(
            "Parameter "
                + first.names()
                + " specified twice both as positional and named argument");
      }
      result = new ArrayList<>();
      args.forEach(result::add);
      for (int i = result.size(); i < positions.size(); i++) {
        result.add(positions.get(i));
      }
    }
    if (!given.isEmpty()) {
      throw invalid("Unknown named parameter " + given.keySet().iterator().next());
    }
    return result;
  }

  private Optional<String> nameUsed(RpcParam param) {
    for (String name : param.names().split("\\|", -1)) {
      if (given.containsKey(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private JsonNode take(String name) {
    JsonNode value = given.remove(name);
    if (value == null) {
      throw new IllegalStateException("taken twice: " + name);
    }
    return value;
  }

  private static RpcException invalid(String message) {
    return new RpcException(RpcErrorCode.INVALID_PARAMETER, message);
  }
}
