package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.MINING;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockStatus;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.consensus.DifficultyRules;
import org.quantumcoin.node.consensus.TxRules;
import org.quantumcoin.node.consensus.VersionBits;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mining.BlockTemplate;
import org.quantumcoin.node.mining.BlockTemplateBuilder;
import org.quantumcoin.node.p2p.PeerManager;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `getblocktemplate`, for miners of other makers: templates, long polling and proposals (BIP-0022,
/// BIP-0023), deployments (BIP-0009) and witnesses (BIP-0145).
final class TemplateRpc {
  /// A template is made anew for new transactions after so long.
  private static final long FRESH_SECONDS = 5;

  /// Who waits for new transactions waits at least so long, and is then looked after more often.
  private static final long FIRST_LOOK_SECONDS = 60;

  private static final long NEXT_LOOK_SECONDS = 10;

  /// The miner replaces it with his own.
  private static final Script ANYONE = Script.fromHex("51");

  private static final int HASH_DIGITS = 64;

  private final ChainManager chain;
  private final Mempool pool;
  private final Supplier<Optional<PeerManager>> peers;
  private final BlockTemplateBuilder templates;
  private final InstantSource clock;
  private final CompletableFuture<Void> stopping;
  private final Object lock = new Object();
  private Optional<Made> last = Optional.empty();

  /// A template, its check, which may not be done yet, the count of the pool's changes before it,
  /// and when it was made.
  private record Made(
      BlockTemplate template, CompletableFuture<?> checked, long changes, long atSeconds) {}

  /// @param stopping completes when the server ends
  TemplateRpc(
      ChainManager chain,
      Mempool pool,
      Supplier<Optional<PeerManager>> peers,
      BlockTemplateBuilder templates,
      InstantSource clock,
      CompletableFuture<Void> stopping) {
    this.chain = chain;
    this.pool = pool;
    this.peers = peers;
    this.templates = templates;
    this.clock = clock;
    this.stopping = stopping;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("getblocktemplate", MINING)
            .help(
                """
                If the request parameters include a 'mode' key, that is used to explicitly select between the default 'template' request or a 'proposal'.
                It returns data needed to construct a block to work on.
                For full specification, see BIPs 22, 23, 9, and 145.\
                """)
            .param(
                RpcParam.required(
                        "template_request",
                        RpcType.OBJECT,
                        "Format of the template: mode (template or proposal), capabilities, rules (segwit is required), longpollid, data (the block to check, in hex, for a proposal)")
                    .shownAs(
                        "{\"mode\":\"str\",\"capabilities\":[\"str\",...],\"rules\":[\"segwit\",\"str\",...],\"longpollid\":\"str\",\"data\":\"hex\"}"))
            .result(
                "{...}    (json object) version, rules, previousblockhash, transactions, coinbasevalue, longpollid, target, mintime, curtime, bits, height, default_witness_commitment; for a proposal null or the reason of its refusal")
            .example("{\"rules\": [\"segwit\"]}")
            .handler(this::template));
  }

  private JsonNode template(RpcCall call) {
    JsonNode request = call.get(0);
    JsonNode mode = request.path("mode");
    boolean proposal = mode.isString() && mode.stringValue().equals("proposal");
    boolean plain =
        mode.isMissingNode()
            || mode.isNull()
            || (mode.isString() && mode.stringValue().equals("template"));
    if (proposal) {
      return propose(request.path("data"));
    }
    if (!plain) {
      throw new RpcException(RpcErrorCode.INVALID_PARAMETER, "Invalid mode");
    }
    expectConnected();
    Set<String> rules = new HashSet<>();
    request.path("rules").forEach(rule -> rules.add(RpcCall.string(rule)));
    JsonNode poll = request.path("longpollid");
    if (!poll.isMissingNode() && !poll.isNull()) {
      awaitNews(poll);
    }
    boolean signet = chain.params().consensus().signetChallenge().isPresent();
    if (signet && !rules.contains("signet")) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "getblocktemplate must be called with the signet rule set (call with {\"rules\": [\"segwit\", \"signet\"]})");
    }
    if (!rules.contains("segwit")) {
      throw new RpcException(
          RpcErrorCode.INVALID_PARAMETER,
          "getblocktemplate must be called with the segwit rule set (call with {\"rules\": [\"segwit\"]})");
    }
    Made made = current();
    // While it is being checked.
    JsonNode described = describe(made);
    Waiting.on(made.checked());
    return described;
  }

  /// Whoever mines alone, or on an old tip, mines for nothing. Test chains may.
  private void expectConnected() {
    if (chain.params().chain() != Chain.MAIN) {
      return;
    }
    String name = chain.params().coin().displayName();
    if (peers.get().map(manager -> manager.info().isEmpty()).orElse(true)) {
      throw new RpcException(RpcErrorCode.CLIENT_NOT_CONNECTED, name + " is not connected!");
    }
    if (chain.snapshot().initialBlockDownload()) {
      throw new RpcException(
          RpcErrorCode.CLIENT_IN_INITIAL_DOWNLOAD,
          name + " is in initial sync and waiting for blocks...");
    }
  }

  private JsonNode propose(JsonNode data) {
    if (!data.isString()) {
      throw new RpcException(RpcErrorCode.TYPE_ERROR, "Missing data String key for proposal");
    }
    Block block = SubmitRpc.parse(data.stringValue());
    BlockIndex known = chain.find(block.hash());
    if (known != null) {
      if (known.isValid(BlockStatus.VALID_SCRIPTS)) {
        return Json.string("duplicate");
      }
      return Json.string(known.isFailed() ? "duplicate-invalid" : "duplicate-inconclusive");
    }
    return Waiting.on(templates.propose(block))
        .map(refusal -> Json.string(refusal.isEmpty() ? "rejected" : refusal))
        .orElseGet(Json::nothing);
  }

  /// Until the tip moves, or the pool has changed and a minute has passed.
  private void awaitNews(JsonNode poll) {
    BlockHash tip = chain.snapshot().tip().hash();
    long changes;
    if (poll.isString()) {
      String id = poll.stringValue();
      int digits = Math.min(HASH_DIGITS, id.length());
      tip = new BlockHash(RpcCall.hash(Json.string(id.substring(0, digits)), "longpollid"));
      changes = number(id.substring(digits));
    } else {
      changes = last().map(Made::changes).orElse(0L);
    }
    BlockHash seen = tip;
    CompletableFuture<Void> moved = new CompletableFuture<>();
    ChainListener listener =
        new ChainListener() {
          @Override
          public void tipChanged(ChainSnapshot now, BlockIndex fork) {
            moved.complete(null);
          }
        };
    try (ChainService.Subscription _ = chain.subscribe(listener)) {
      long patience = FIRST_LOOK_SECONDS;
      while (chain.snapshot().tip().hash().equals(seen) && !moved.isDone()) {
        CompletableFuture<Object> ended = CompletableFuture.anyOf(moved, stopping);
        Waiting.on(ended.completeOnTimeout(this, patience, TimeUnit.SECONDS));
        if (stopping.isDone()) {
          throw new RpcException(RpcErrorCode.CLIENT_NOT_CONNECTED, "Shutting down");
        }
        if (pool.changeCount() != changes) {
          return;
        }
        patience = NEXT_LOOK_SECONDS;
      }
    }
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private Optional<Made> last() {
    synchronized (lock) {
      return last;
    }
  }

  /// The last one while it is good enough: to choose from a full pool is work.
  private Made current() {
    synchronized (lock) {
      long now = clock.instant().getEpochSecond();
      long changes = pool.changeCount();
      BlockHash tip = chain.snapshot().tip().hash();
      Optional<Made> usable =
          last.filter(made -> !made.checked().isCompletedExceptionally())
              .filter(made -> made.template().parent().hash().equals(tip))
              .filter(made -> made.changes() == changes || now - made.atSeconds() <= FRESH_SECONDS);
      if (usable.isEmpty()) {
        BlockTemplateBuilder.Draft draft = templates.draft(ANYONE);
        usable =
            Optional.of(new Made(Waiting.on(draft.assembled()), draft.checked(), changes, now));
        last = usable;
      }
      return usable.get();
    }
  }

  private ObjectNode describe(Made made) {
    BlockTemplate template = made.template();
    NetworkParams.Consensus rules = chain.params().consensus();
    BlockIndex parent = template.parent();
    int height = template.height();
    boolean segwit = chain.softForks().isSegwitActiveAt(height);
    int scale = segwit ? 1 : Transaction.WITNESS_SCALE_FACTOR;
    long time = Math.max(template.minTime(), clock.instant().getEpochSecond());
    int bits = DifficultyRules.nextBits(parent, time, rules);
    Transaction coinbase = template.block().transactions().getFirst();
    ObjectNode json = Json.object();
    json.set("capabilities", Json.array().add("proposal"));
    json.put("version", template.block().header().version());
    json.set("rules", rules(parent, height, segwit));
    json.set("vbavailable", signalled(parent));
    json.put("vbrequired", 0);
    json.put("previousblockhash", parent.hash().toString());
    json.set("transactions", transactions(template, scale));
    json.set("coinbaseaux", Json.object());
    json.put("coinbasevalue", coinbase.outputs().getFirst().value());
    json.put("longpollid", parent.hash().toString() + made.changes());
    json.put("target", BlockJson.target(bits));
    json.put("mintime", template.minTime());
    json.set("mutable", Json.array().add("time").add("transactions").add("prevblock"));
    json.put("noncerange", "00000000ffffffff");
    json.put("sigoplimit", BlockRules.MAX_SIGOPS_COST / scale);
    json.put("sizelimit", TxRules.MAX_BLOCK_WEIGHT / scale);
    if (segwit) {
      json.put("weightlimit", TxRules.MAX_BLOCK_WEIGHT);
    }
    json.put("curtime", time);
    json.put("bits", BlockJson.hex8(bits));
    json.put("height", height);
    rules.signetChallenge().ifPresent(challenge -> json.put("signet_challenge", challenge.toHex()));
    if (segwit) {
      json.put("default_witness_commitment", coinbase.outputs().getLast().script().toHex());
    }
    return json;
  }

  /// A `!` says that a miner must know the rule to make valid blocks.
  private ArrayNode rules(BlockIndex parent, int height, boolean segwit) {
    ArrayNode rules = Json.array();
    if (chain.softForks().isCsvActiveAt(height)) {
      rules.add("csv");
    }
    if (segwit) {
      rules.add("!segwit");
    }
    if (chain.params().consensus().signetChallenge().isPresent()) {
      rules.add("!signet");
    }
    for (VersionBits deployment : chain.softForks().deployments()) {
      if (deployment.stateAfter(parent) == VersionBits.State.ACTIVE) {
        rules.add(deployment.deployment().name());
      }
    }
    return rules;
  }

  private ObjectNode signalled(BlockIndex parent) {
    ObjectNode bits = Json.object();
    for (VersionBits deployment : chain.softForks().deployments()) {
      VersionBits.State state = deployment.stateAfter(parent);
      if (state == VersionBits.State.STARTED || state == VersionBits.State.LOCKED_IN) {
        bits.put(deployment.deployment().name(), deployment.deployment().bit());
      }
    }
    return bits;
  }

  private static ArrayNode transactions(BlockTemplate template, int sigOpScale) {
    List<Transaction> all = template.block().transactions();
    Map<Txid, Integer> places = new HashMap<>();
    ArrayNode list = Json.array();
    for (int i = 1; i < all.size(); i++) {
      Transaction tx = all.get(i);
      ObjectNode json = list.addObject();
      json.put("data", Hex.encode(tx.toBytes()));
      json.put("txid", tx.txid().toString());
      json.put("hash", tx.wtxid().toString());
      Set<Integer> needed = new HashSet<>();
      ArrayNode depends = json.putArray("depends");
      for (TxIn input : tx.inputs()) {
        Integer place = places.get(input.prevout().txid());
        if (place != null && needed.add(place)) {
          depends.add(place);
        }
      }
      json.put("fee", template.fees().get(i - 1));
      json.put("sigops", template.sigOpCosts().get(i - 1) / sigOpScale);
      json.put("weight", tx.weight());
      places.put(tx.txid(), i);
    }
    return list;
  }
}
