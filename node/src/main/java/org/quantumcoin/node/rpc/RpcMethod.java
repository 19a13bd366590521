package org.quantumcoin.node.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A method: its name, its parameters, its help, and what it does.
///
/// Made as `RpcMethod.of("getblockhash", BLOCKCHAIN).help("…").param(…).result("…").example("1000")
/// .handler(this::getBlockHash)`.
public final class RpcMethod {
  /// What a method does. Runs on a virtual thread and may block.
  @FunctionalInterface
  public interface Handler {
    JsonNode handle(RpcCall call);
  }

  private final String name;
  private final RpcCategory category;
  private final List<RpcParam> params;
  private final String help;
  private final String result;
  private final List<String> examples;
  private final Handler handler;

  private RpcMethod(Builder builder, Handler handler) {
    this.name = builder.name;
    this.category = builder.category;
    this.params = List.copyOf(builder.params);
    this.help = builder.help;
    this.result = builder.result;
    this.examples = List.copyOf(builder.examples);
    this.handler = handler;
  }

  public static Builder of(String name, RpcCategory category) {
    return new Builder(name, category);
  }

  public String name() {
    return name;
  }

  public RpcCategory category() {
    return category;
  }

  public List<RpcParam> params() {
    return params;
  }

  /// Runs the method, after the checks that all methods have in common: number of parameters, then
  /// their types.
  JsonNode run(RpcCall call) {
    if (!takes(call.count())) {
      throw new RpcException(RpcErrorCode.MISC_ERROR, helpText());
    }
    ObjectNode wrong = Json.object();
    for (int i = 0; i < params.size(); i++) {
      Optional<String> mismatch = params.get(i).mismatch(call.get(i));
      if (mismatch.isPresent()) {
        wrong.put("Position %d (%s)".formatted(i + 1, params.get(i).names()), mismatch.get());
      }
    }
    if (!wrong.isEmpty()) {
      throw new RpcException(
          RpcErrorCode.TYPE_ERROR, "Wrong type passed:\n" + Json.writePretty(wrong, 4));
    }
    for (int i = 0; i < params.size(); i++) {
      params
          .get(i)
          .wrongMember(call.get(i))
          .ifPresent(what -> {
            throw new RpcException(RpcErrorCode.TYPE_ERROR, what);
          });
    }
    return handler.handle(call);
  }

  private boolean takes(int count) {
    int needed = 0;
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).required()) {
        needed = i + 1;
      }
    }
    return count >= needed && count <= params.size();
  }

  /// The first line of the help: the name and the parameters, optional ones in parentheses.
  String signature() {
    StringBuilder line = new StringBuilder(name);
    boolean inOptional = false;
    for (RpcParam param : params) {
      if (param.hidden()) {
        break;
      }
      if (!param.required() && !inOptional) {
        line.append(" (");
        inOptional = true;
      } else if (param.required() && inOptional) {
        line.append(" )");
        inOptional = false;
      }
      line.append(' ').append(param.oneLine());
    }
    return line.append(inOptional ? " )" : "").toString();
  }

  String helpText() {
    StringBuilder text = new StringBuilder(signature()).append("\n\n").append(help).append("\n");
    appendParams(text);
    if (!result.isEmpty()) {
      text.append("\nResult:\n").append(result).append("\n");
    }
    if (!examples.isEmpty()) {
      text.append("\nExamples:\n");
      examples.forEach(arguments ->
          text.append(("> quantumcoin-cli " + name + " " + arguments).strip()).append("\n"));
    }
    return text.toString();
  }

  private void appendParams(StringBuilder text) {
    int width = 0;
    for (RpcParam param : params) {
      width = Math.max(width, param.name().length());
    }
    int number = 0;
    for (RpcParam param : params) {
      if (param.hidden()) {
        break;
      }
      text.append(number == 0 ? "\nArguments:\n" : "");
      number++;
      text.append(number).append(". ").append(param.name());
      text.repeat(' ', width - param.name().length() + 4).append(param.describe()).append("\n");
      for (RpcParam member : param.inner()) {
        if (member.hidden()) {
          continue;
        }
        text.append("     \"").append(member.name()).append("\": ");
        text.append(member.describe()).append("\n");
      }
    }
  }

  /// Collects what a method is.
  public static final class Builder {
    private final String name;
    private final RpcCategory category;
    private final List<RpcParam> params = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private String help = "";
    private String result = "";

    private Builder(String name, RpcCategory category) {
      this.name = name;
      this.category = category;
    }

    public Builder help(String text) {
      help = text;
      return this;
    }

    public Builder param(RpcParam param) {
      params.add(param);
      return this;
    }

    public Builder result(String text) {
      result = text;
      return this;
    }

    /// The arguments of a call on the command line.
    public Builder example(String arguments) {
      examples.add(arguments);
      return this;
    }

    public RpcMethod handler(Handler handler) {
      return new RpcMethod(this, handler);
    }
  }
}
