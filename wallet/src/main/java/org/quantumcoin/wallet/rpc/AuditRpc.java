package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.audit.AuditEntry;
import org.quantumcoin.wallet.audit.AuditReport;
import org.quantumcoin.wallet.audit.TreeHead;
import org.quantumcoin.wallet.shared.AuditDesk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods of the audit log.
final class AuditRpc {
  private static final int USUAL_COUNT = 10;

  private final WalletCalls calls;

  AuditRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getauditlog", WALLET)
            .help("The last entries of this wallet's audit log, and the head of the whole log.")
            .param(RpcParam.optional("count", RpcType.NUMBER, "10", "How many entries"))
            .param(
                RpcParam.optional("skip", RpcType.NUMBER, "0", "How many of the last to leave out"))
            .result(
                "{ \"size\": n, \"root\": \"hex\", \"entries\": [{\"entry\",\"time\",\"seat\",\"kind\",\"text\",\"payload\"},...] }    (json object)")
            .example("100")
            .handler(calls.on(AuditRpc::show)));
    registry.add(
        RpcMethod.of("exportauditlog", WALLET)
            .help("Writes the whole audit log, signed, to a new file.")
            .param(RpcParam.required("filename", RpcType.STRING, "Where to; it must not exist yet"))
            .result("{ \"filename\": \"str\", \"entries\": n }    (json object)")
            .example("\"/media/stick/audit.log\"")
            .handler(calls.on(AuditRpc::export)));
    registry.add(
        RpcMethod.of("verifyauditlog", WALLET)
            .help(
                "Checks an exported audit log and names the first entry that is altered, missing or extra.\n"
                    + "With the name of a seat of this wallet's treasury also against all heads that this seat has shown.")
            .param(RpcParam.required("filename", RpcType.STRING, "The exported file"))
            .param(RpcParam.optional("seat", RpcType.STRING, "", "Whose log it should be"))
            .result(
                "{ \"good\": bool, \"entries\": n, \"first_bad\": n, \"sentence\": \"str\", \"key\": \"hex\" }    (json object)")
            .example("\"/media/stick/audit.log\" \"Ana\"")
            .handler(WalletCalls.guarded(this::verify)));
  }

  private static JsonNode show(Wallet wallet, RpcCall call) {
    int count = Math.max(call.integer(0, USUAL_COUNT), 0);
    int skip = Math.max(call.integer(1, 0), 0);
    return wallet.locked(() -> {
      List<AuditEntry> all = wallet.journal().log().entries();
      TreeHead head = wallet.journal().head();
      ObjectNode json = Json.object().put("size", head.size()).put("root", head.root().toHex());
      ArrayNode entries = json.putArray("entries");
      int to = Math.max(all.size() - skip, 0);
      int from = (int) Math.max((long) to - count, 0);
      for (AuditEntry each : all.subList(from, to)) {
        entries
            .addObject()
            .put("entry", each.sequence())
            .put("time", each.time())
            .put("seat", each.seat())
            .put("kind", each.kind())
            .put("text", each.text())
            .put("payload", each.payload().toHex());
      }
      return json;
    });
  }

  private static JsonNode export(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    Path file = Path.of(call.string(0));
    if (Files.exists(file)) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "%s already exists. If you are sure this is what you want, move it out of the way first."
              .formatted(file));
    }
    String text = wallet.exportAuditLog();
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw WalletCalls.error(
          RpcErrorCode.MISC_ERROR,
          "The file %s cannot be written (%s).".formatted(file, e.getMessage()));
    }
    return Json.object()
        .put("filename", file.toString())
        .put("entries", wallet.locked(() -> wallet.journal().head().size()));
  }

  private JsonNode verify(RpcCall call) {
    Path file = Path.of(call.string(0));
    AuditReport report;
    try {
      if (Files.size(file) > AuditDesk.MAX_FILE_BYTES) {
        throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "The file is too large.");
      }
      report =
          call.has(1)
              ? new AuditDesk(calls.wallet(call)).verify(file, Optional.of(call.string(1)))
              : AuditDesk.verify(file);
    } catch (IOException e) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "The file %s cannot be read (%s).".formatted(file, e.getMessage()));
    }
    ObjectNode json = Json.object().put("good", report.good()).put("entries", report.entries());
    report.firstBad().ifPresent(number -> json.put("first_bad", number));
    return json.put("sentence", report.sentence()).put("key", report.key().toHex());
  }
}
