package org.quantumcoin.node.rpc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.api.ConsoleAccess;
import org.quantumcoin.node.rpc.ConsoleLine.Argument;
import org.quantumcoin.node.rpc.ConsoleLine.Call;
import org.quantumcoin.node.rpc.ConsoleLine.Word;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The console of a window: lines that people type, run as calls of the same methods that RPC has,
/// without a server between.
public final class Console implements ConsoleAccess {
  /// Before a command whose parameters are given by name, as for the command-line client.
  static final String NAMED = "-named";

  /// Who calls, in the log.
  private static final String USER = "console";

  private static final int RESULT_INDENT = 2;

  private final RpcDispatcher dispatcher;
  private final SensitiveCalls sensitive;

  public Console(RpcDispatcher dispatcher) {
    this.dispatcher = dispatcher;
    this.sensitive = new SensitiveCalls(dispatcher.registry());
  }

  @Override
  public Reply run(String line, Optional<String> wallet) {
    if (line.length() > MAX_LINE_CHARS) {
      return new Reply.NotUnderstood("The line is too long.", MAX_LINE_CHARS);
    }
    // The path of a request names the wallet.
    String path =
        wallet
            .map(name ->
                "/wallet/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .orElse("/");
    try {
      return new Reply.Result(print(value(ConsoleLine.parse(line), path)));
    } catch (ConsoleSyntaxException e) {
      return new Reply.NotUnderstood(String.valueOf(e.getMessage()), e.position());
    } catch (RpcException e) {
      return new Reply.Failed(e.code().code(), String.valueOf(e.getMessage()));
    }
  }

  private JsonNode value(Call call, String path) {
    List<String> words = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      words.add(
          switch (argument) {
            case Word(String text) -> text;
            case Call inner -> asWord(value(inner, path));
          });
    }
    JsonNode result;
    if (call.method().equals(NAMED)) {
      if (words.isEmpty()) {
        throw new RpcException(RpcErrorCode.METHOD_NOT_FOUND, "A method's name is missing");
      }
      String method = words.getFirst();
      JsonNode params = named(params(method), words.subList(1, words.size()));
      result = dispatcher.answer(method, params, USER, path);
    } else {
      JsonNode params = positional(params(call.method()), words);
      result = dispatcher.answer(call.method(), params, USER, path);
    }
    for (String step : call.query()) {
      result = pick(result, step);
    }
    return result;
  }

  private List<RpcParam> params(String method) {
    return dispatcher.registry().find(method).map(RpcMethod::params).orElse(List.of());
  }

  private static ArrayNode positional(List<RpcParam> params, List<String> words) {
    ArrayNode array = Json.array();
    for (int i = 0; i < words.size(); i++) {
      array.add(
          i < params.size() ? convert(params.get(i), words.get(i)) : Json.string(words.get(i)));
    }
    return array;
  }

  /// Words without a name come first, in `args`.
  private static ObjectNode named(List<RpcParam> params, List<String> words) {
    ObjectNode object = Json.object();
    List<String> unnamed = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        unnamed.add(word);
      } else {
        String name = word.substring(0, equals);
        String value = word.substring(equals + 1);
        object.set(
            name,
            parameter(params, name)
                .map(param -> convert(param, value))
                .orElseGet(() -> Json.string(value)));
      }
    }
    if (!unnamed.isEmpty() && !object.has("args")) {
      object.set("args", positional(params, unnamed));
    }
    return object;
  }

  /// A parameter, or a member of an options object, by one of its names.
  private static Optional<RpcParam> parameter(List<RpcParam> params, String name) {
    for (RpcParam param : params) {
      for (RpcParam inner : param.inner()) {
        if (inner.isCalled(name)) {
          return Optional.of(inner);
        }
      }
      if (param.isCalled(name)) {
        return Optional.of(param);
      }
    }
    return Optional.empty();
  }

  /// A word as what the parameter wants: text, or else JSON. Where a method takes both, text that
  /// is no JSON stays text.
  private static JsonNode convert(RpcParam param, String word) {
    if (param.type() == RpcType.STRING || param.type() == RpcType.HEX) {
      return Json.string(word);
    }
    Optional<JsonNode> json = JsonReader.read(word);
    if (json.isEmpty() && param.checked()) {
      throw new RpcException(RpcErrorCode.PARSE_ERROR, "Error parsing JSON: " + word);
    }
    return json.orElseGet(() -> Json.string(word));
  }

  private static JsonNode pick(JsonNode from, String step) {
    JsonNode picked = Json.nothing();
    if (from.isObject()) {
      picked = from.path(step);
    } else if (from.isArray() && step.matches("[0-9]{1,9}")) {
      picked = from.path(Integer.parseInt(step));
    }
    if (picked.isMissingNode() || picked.isNull()) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER, "Invalid result query: there is no [" + step + "]");
    }
    return picked;
  }

  private static String asWord(JsonNode value) {
    return value.isString() ? value.stringValue() : Json.write(value);
  }

  private static String print(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isString() ? value.stringValue() : Json.writePretty(value, RESULT_INDENT);
  }

  @Override
  public List<String> methods() {
    List<String> names = new ArrayList<>();
    for (RpcMethod method : dispatcher.registry().all()) {
      if (method.category() != RpcCategory.HIDDEN) {
        names.add(method.name());
      }
    }
    return names;
  }

  @Override
  public Optional<String> help(String method) {
    return dispatcher.registry().find(method).map(found -> found.helpText().stripTrailing());
  }

  @Override
  public String forHistory(String line) {
    return sensitive.redact(line);
  }
}
