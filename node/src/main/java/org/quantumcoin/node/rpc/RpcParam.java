package org.quantumcoin.node.rpc;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One parameter of a method: what it may be called, of what type it is, whether it is needed.
///
/// @param names its name; further ones after `|` are accepted as well
/// @param defaultText what the help says of an omitted one; null when it is required
/// @param oneLine how it is shown in the first line of the help
/// @param inner for [RpcType#OPTIONS]: the members, which may also be given as named parameters
/// @param checked whether the type is checked before the method runs
public record RpcParam(
    String names,
    RpcType type,
    boolean required,
    @Nullable String defaultText,
    String help,
    String oneLine,
    List<RpcParam> inner,
    boolean checked,
    boolean hidden) {

  public static RpcParam required(String names, RpcType type, String help) {
    return new RpcParam(
        names, type, true, null, help, oneLine(names, type), List.of(), true, false);
  }

  public static RpcParam optional(String names, RpcType type, String defaultText, String help) {
    return new RpcParam(
        names, type, false, defaultText, help, oneLine(names, type), List.of(), true, false);
  }

  /// A parameter whose members may be given by name at the top level.
  public static RpcParam options(String names, String help, List<RpcParam> members) {
    return new RpcParam(
        names,
        RpcType.OPTIONS,
        false,
        "",
        help,
        oneLine(names, RpcType.OPTIONS),
        members,
        true,
        false);
  }

  /// The same, shown otherwise in the help's first line.
  public RpcParam shownAs(String text) {
    return new RpcParam(names, type, required, defaultText, help, text, inner, checked, hidden);
  }

  /// The same, its type left to the method.
  public RpcParam unchecked() {
    return new RpcParam(names, type, required, defaultText, help, oneLine, inner, false, hidden);
  }

  /// The same, not shown in the help.
  public RpcParam hide() {
    return new RpcParam(names, type, required, defaultText, help, oneLine, inner, checked, true);
  }

  /// The name it goes by.
  public String name() {
    int bar = names.indexOf('|');
    return bar < 0 ? names : names.substring(0, bar);
  }

  /// What is wrong with the value's type, if anything.
  Optional<String> mismatch(JsonNode value) {
    boolean omitted = !required && value.isNull();
    if (!checked || omitted || type.expected().isEmpty()) {
      return Optional.empty();
    }
    String actual = Json.typeName(value);
    return actual.equals(type.expected())
        ? Optional.empty()
        : Optional.of(
            "JSON value of type " + actual + " is not of expected type " + type.expected());
  }

  /// What is wrong with the members of an options object, if anything (Core's `RPCTypeCheckObj`). A
  /// name that is not known is refused: an option that is misspelt would count as not given.
  Optional<String> wrongMember(JsonNode value) {
    if (type != RpcType.OPTIONS || !value.isObject()) {
      return Optional.empty();
    }
    for (RpcParam member : inner) {
      for (String each : member.names.split("\\|", -1)) {
        JsonNode given = value.path(each);
        if (!given.isMissingNode() && member.mismatch(given).isPresent()) {
          return Optional.of(
              "JSON value of type %s for field %s is not of expected type %s"
                  .formatted(Json.typeName(given), each, member.type.expected()));
        }
      }
    }
    return value.propertyNames().stream()
        .filter(name -> inner.stream().noneMatch(member -> member.isCalled(name)))
        .findFirst()
        .map(name -> "Unexpected key " + name);
  }

  boolean isCalled(String wanted) {
    return List.of(names.split("\\|", -1)).contains(wanted);
  }

  String describe() {
    StringBuilder text = new StringBuilder("(").append(type.shown());
    if (required) {
      text.append(", required");
    } else {
      text.append(", optional");
      if (defaultText != null && !defaultText.isEmpty()) {
        text.append(", default=").append(defaultText);
      }
    }
    return text.append(") ").append(help).toString();
  }

  private static String oneLine(String names, RpcType type) {
    int bar = names.indexOf('|');
    String name = bar < 0 ? names : names.substring(0, bar);
    return switch (type) {
      case STRING, HEX -> "\"" + name + "\"";
      case NUMBER, RANGE, AMOUNT, BOOLEAN -> name;
      case OBJECT, OPTIONS -> name;
      case ARRAY -> name;
    };
  }
}
