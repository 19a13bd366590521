package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.CONTROL;
import static org.quantumcoin.node.rpc.RpcCategory.HIDDEN;

import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongConsumer;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods about the process itself.
public final class ControlRpc {
  private static final int MAX_ECHO_PARAMS = 10;

  /// The largest time that fits nanoseconds in 64 bits, as Core bounds it.
  private static final long MAX_MOCK_TIME = Long.MAX_VALUE / 1_000_000_000L;

  private final RpcDispatcher dispatcher;
  private final Host host;
  private final long startedAt;

  /// What the methods need of the process.
  ///
  /// @param clock the node's time
  /// @param setMockTime sets it, in unix seconds; 0 lets it run
  /// @param mockable whether the chain lets time be set
  /// @param logPath the log file's path
  /// @param shutdown begins to stop the node and returns at once
  public record Host(
      Clock clock, LongConsumer setMockTime, boolean mockable, String logPath, Runnable shutdown) {}

  public ControlRpc(RpcDispatcher dispatcher, Host host) {
    this.dispatcher = dispatcher;
    this.host = host;
    this.startedAt = host.clock().instant().getEpochSecond();
  }

  /// Adds the methods to the dispatcher's registry.
  public void register() {
    RpcRegistry registry = dispatcher.registry();
    registry.add(
        RpcMethod.of("help", CONTROL)
            .help("List all commands, or get help for a specified command.")
            .param(
                RpcParam.optional(
                    "command", RpcType.STRING, "all commands", "The command to get help on"))
            .result("\"str\"    (string) The help text")
            .handler(this::help));
    registry.add(
        RpcMethod.of("stop", CONTROL)
            .help("Request a graceful shutdown of the node.")
            .param(RpcParam.optional("wait", RpcType.NUMBER, "", "how long to wait in ms").hide())
            .result("\"str\"    (string) A string saying that the node is stopping")
            .handler(this::stop));
    registry.add(
        RpcMethod.of("uptime", CONTROL)
            .help("Returns the total uptime of the server.")
            .result("n    (numeric) The number of seconds that the server has been running")
            .example("")
            .handler(_ -> Json.number(now() - startedAt)));
    registry.add(
        RpcMethod.of("getrpcinfo", CONTROL)
            .help("Returns details of the RPC server.")
            .result(
                """
                {                              (json object)
                  "active_commands" : [...],   (json array) All active commands: method, and duration in microseconds
                  "logpath" : "str"            (string) The complete file path to the debug log
                }\
                """)
            .example("")
            .handler(_ ->
                Json.object()
                    .set("active_commands", dispatcher.activeCommands())
                    .put("logpath", host.logPath())));
    registry.add(
        RpcMethod.of("getmemoryinfo", CONTROL)
            .help("Returns information about memory usage.")
            .param(
                RpcParam.optional(
                    "mode",
                    RpcType.STRING,
                    "\"stats\"",
                    "what is answered: \"stats\" or \"mallocinfo\""))
            .result("{ \"locked\" : {...} }    (json object) The memory that is locked for secrets")
            .example("")
            .handler(ControlRpc::memoryInfo));
    registry.add(
        RpcMethod.of("logging", CONTROL)
            .help(
                "Gets and sets the logging configuration. Without arguments it answers which categories are on.\n"
                    + "Categories are first included, then excluded. Known ones: "
                    + LogCategory.labels()
                    + "; all, 1.")
            .param(
                RpcParam.optional("include", RpcType.ARRAY, "", "The categories to add")
                    .shownAs("[\"include_category\",...]"))
            .param(
                RpcParam.optional("exclude", RpcType.ARRAY, "", "The categories to remove")
                    .shownAs("[\"exclude_category\",...]"))
            .result(
                "{ \"category\" : true|false, ... }    (json object) whether each category is on")
            .example("\"[\\\"all\\\"]\" \"[\\\"http\\\"]\"")
            .handler(ControlRpc::logging));
    registry.add(
        RpcMethod.of("setmocktime", HIDDEN)
            .help("Set the local time to given timestamp (-regtest only)")
            .param(
                RpcParam.required(
                    "timestamp",
                    RpcType.NUMBER,
                    "Unix time; 0 to go back to using the system time."))
            .result("null    (json null)")
            .handler(this::setMockTime));
    registry.add(echo("echo"));
    registry.add(echo("echojson"));
  }

  private long now() {
    return host.clock().instant().getEpochSecond();
  }

  private JsonNode help(RpcCall call) {
    String command = call.string(0, "");
    return command.equals("dump_all_command_conversions")
        ? dispatcher.registry().conversions()
        : Json.string(dispatcher.registry().help(command));
  }

  private JsonNode stop(RpcCall call) {
    // The wait lets a test see other calls refused while the node goes down.
    if (call.has(0)) {
      try {
        Thread.sleep(Math.max(0, call.integer(0)));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    host.shutdown().run();
    return Json.string("QuantumCoin stopping");
  }

  /// There is no pool of locked pages here: secrets are wiped, not pinned. The fields stay for the
  /// clients that read them.
  private static JsonNode memoryInfo(RpcCall call) {
    String mode = call.string(0, "stats");
    return switch (mode) {
      case "stats" -> {
        ObjectNode locked = Json.object();
        for (String field :
            new String[] {"used", "free", "total", "locked", "chunks_used", "chunks_free"}) {
          locked.put(field, 0);
        }
        yield Json.object().set("locked", locked);
      }
      case "mallocinfo" ->
          throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "mallocinfo mode not available");
      default -> throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "unknown mode " + mode);
    };
  }

  private static JsonNode logging(RpcCall call) {
    call.get(0).forEach(word -> switchCategory(RpcCall.string(word), true));
    call.get(1).forEach(word -> switchCategory(RpcCall.string(word), false));
    ObjectNode state = Json.object();
    Arrays.stream(LogCategory.values())
        .sorted(Comparator.comparing(LogCategory::label))
        .forEach(category -> state.put(category.label(), Log.isEnabled(category)));
    return state;
  }

  private static void switchCategory(String word, boolean on) {
    if (LogCategory.isAll(word)) {
      if (on) {
        Log.enableAll();
      } else {
        Log.disableAll();
      }
      return;
    }
    LogCategory category =
        LogCategory.of(word)
            .orElseThrow(() ->
                new RpcException(
                    RpcErrorCode.INVALID_PARAMETER, "unknown logging category " + word));
    if (on) {
      Log.enable(category);
    } else {
      Log.disable(category);
    }
  }

  private JsonNode setMockTime(RpcCall call) {
    if (!host.mockable()) {
      throw new RpcException(
          RpcErrorCode.MISC_ERROR, "setmocktime is for regression testing (-regtest mode) only");
    }
    long time = call.longInteger(0);
    if (time < 0 || time > MAX_MOCK_TIME) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "Mocktime must be in the range [0, %d], not %d.".formatted(MAX_MOCK_TIME, time));
    }
    host.setMockTime().accept(time);
    return Json.nothing();
  }

  private static RpcMethod echo(String name) {
    RpcMethod.Builder method =
        RpcMethod.of(name, HIDDEN)
            .help("Simply echo back the input arguments. This command is for testing.");
    for (int i = 0; i < MAX_ECHO_PARAMS; i++) {
      method.param(RpcParam.optional("arg" + i, RpcType.STRING, "", "").unchecked());
    }
    return method.handler(call -> {
      ArrayNode all = Json.array();
      call.params().forEach(all::add);
      return all;
    });
  }
}
