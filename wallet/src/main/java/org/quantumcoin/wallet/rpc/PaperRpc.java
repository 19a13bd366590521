package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.nio.file.Path;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import tools.jackson.databind.JsonNode;

/// `savepaperbackup`. Core has no such method.
final class PaperRpc {
  private final WalletCalls calls;

  PaperRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("savepaperbackup", WALLET)
            .help(
                """
                Writes a PDF to be printed and kept: the wallet's descriptors without secrets as text and QR codes, their first addresses, and how to bring the wallet back.
                With the recovery words, which stand on a page of their own, the file is as good as the money: print it without a network, and delete it.\
                """)
            .param(
                RpcParam.required(
                    "filename", RpcType.STRING, "Where to, a whole path; it must not exist yet"))
            .param(
                RpcParam.optional(
                    "with_words",
                    RpcType.BOOLEAN,
                    "false",
                    "Also the recovery words (requires wallet to be unlocked)"))
            .result(
                "{ \"filename\": \"str\", \"pages\": n, \"with_words\": bool }    (json object)")
            .example("\"/media/stick/wallet.pdf\"")
            .handler(calls.on(this::save)));
  }

  private JsonNode save(Wallet wallet, RpcCall call) {
    boolean withWords = call.bool(1, false);
    if (withWords) {
      WalletCalls.expectUnlocked(wallet);
    }
    Path file = RpcFiles.fresh(call.string(0));
    int pages = wallet.backups().paper(file, withWords);
    return Json.object()
        .put("filename", file.toString())
        .put("pages", pages)
        .put("with_words", withWords);
  }
}
