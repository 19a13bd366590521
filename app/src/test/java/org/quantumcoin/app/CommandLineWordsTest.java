package org.quantumcoin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.cli.Conversions;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;

/// What the client sends as JSON, and what the methods of a node take.
final class CommandLineWordsTest {
  /// Methods whose texts are JSON to the client, as in Core's.
  private static final List<String> CORES_OWN = List.of("echojson");

  @TempDir Path folder;

  @Test
  void everyParameter_isSentAsWhatItsMethodTakes() throws ConfigException {
    Arguments arguments =
        StartOptions.read(
                new String[] {
                  "-regtest", "-datadir=" + folder, "-listen=0", "-server=0", "-printtoconsole=0"
                },
                "quantumcoin-node",
                System.out,
                System.err)
            .orElseThrow();
    List<String> wrong = new ArrayList<>();
    try (NodeProcess process = NodeProcess.open(arguments, false)) {
      NodeStart.Started _ = NodeStart.run(process);
      for (RpcMethod method : process.registry().all()) {
        Conversions words = new Conversions(method.name());
        for (int i = 0; i < method.params().size(); i++) {
          RpcParam param = method.params().get(i);
          boolean json = isJson(method, param);
          for (String name : param.names().split("\\|", -1)) {
            if (words.isJson(name) != json || words.isJson(i) != json) {
              wrong.add("%s %s at %d".formatted(method.name(), name, i));
            }
          }
          for (RpcParam member : param.inner()) {
            for (String name : member.names().split("\\|", -1)) {
              if (words.isJson(name) != isJson(method, member)) {
                wrong.add("%s %s, an option".formatted(method.name(), name));
              }
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isJson(RpcMethod method, RpcParam param) {
    return CORES_OWN.contains(method.name())
        || switch (param.type()) {
          case STRING, HEX -> false;
          case AMOUNT, RANGE, NUMBER, BOOLEAN, OBJECT, OPTIONS, ARRAY -> true;
        };
  }
}
