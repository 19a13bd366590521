package org.quantumcoin.tests.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Somebody who uses a wallet until its node is killed, and keeps a journal of what the wallet
/// acknowledged. What was on its way at the kill may have happened or not; what was acknowledged
/// has.
///
/// One thread at a time: the user's own while the node lives, the test's between kill and start.
final class WalletUser {
  private static final int WALLET_ERROR = -4;
  private static final int INSUFFICIENT_FUNDS = -6;
  private static final int WRONG_PASSPHRASE = -14;
  private static final int WRONG_STATE = -15;
  private static final List<String> TYPES = List.of("legacy", "p2sh-segwit", "bech32", "bech32m");

  private final OurNode node;
  private final String wallet;
  private final Random random;
  private final Path backup;
  private final List<String> foreign;

  /// Acknowledged addresses, for others to pay to while the user works.
  private final List<String> addresses = new CopyOnWriteArrayList<>();

  private final Set<String> givenOut = new HashSet<>();

  /// The labels that an address may have: one, or two while a change of it is on its way.
  private final Map<String, Set<String>> labels = new HashMap<>();

  private final Map<String, String> sent = new HashMap<>();
  private final Set<String> lockedCoins = new HashSet<>();
  private final Set<String> unlockedCoins = new HashSet<>();
  private final Map<String, Integer> rangeEnds = new HashMap<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private @Nullable String passphrase;
  private @Nullable String nextPassphrase;
  private @Nullable Map<String, Set<String>> backedUp;
  private boolean backingUp;
  private int serial;

  WalletUser(OurNode node, String wallet, Random random, Path folder, List<String> foreign) {
    this.node = node;
    this.wallet = wallet;
    this.random = random;
    this.backup = folder.resolve(wallet + ".qcw");
    this.foreign = foreign;
  }

  private JsonNode call(String method, Object... parameters) {
    return node.walletCall(wallet, method, parameters);
  }

  List<String> addresses() {
    return addresses;
  }

  Map<String, Integer> done() {
    return done;
  }

  int sentCount() {
    return sent.size();
  }

  /// The first keys and addresses.
  void begin() {
    noteDescriptors();
    for (int i = 0; i < 4; i++) {
      newAddress();
    }
  }

  private void noteDescriptors() {
    rangeEnds.putAll(descriptors());
  }

  private Map<String, Integer> descriptors() {
    Map<String, Integer> ends = new HashMap<>();
    for (JsonNode each : call("listdescriptors").get("descriptors")) {
      ends.put(each.get("desc").asString(), each.get("range").get(1).asInt());
    }
    return ends;
  }

  /// Works until the connection breaks, which is the kill.
  void work() {
    try {
      while (true) {
        String what = act();
        done.merge(what, 1, Integer::sum);
      }
    } catch (UncheckedIOException | JacksonException _) {
      // The kill, which ends the connection or cuts an answer short.
    }
  }

  private String act() {
    int choice = random.nextInt(100);
    if (choice < 20) {
      newAddress();
      return "address";
    }
    if (choice < 25) {
      String change = call("getrawchangeaddress", type()).asString();
      assertThat(givenOut.add(change)).as("%s was given out before", change).isTrue();
      return "change address";
    }
    if (choice < 32) {
      relabel();
      return "label";
    }
    if (choice < 62) {
      return send();
    }
    if (choice < 68) {
      return bump();
    }
    if (choice < 80) {
      return lockOrUnlock();
    }
    if (choice < 85) {
      call("keypoolrefill", 20 + random.nextInt(40));
      noteDescriptors();
      return "refill";
    }
    if (choice < 92) {
      backUp();
      return "backup";
    }
    return secure();
  }

  private String type() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private void newAddress() {
    String label = "label " + serial++;
    String address = call("getnewaddress", label, type()).asString();
    assertThat(givenOut.add(address)).as("%s was given out before", address).isTrue();
    labels.put(address, Set.of(label));
    addresses.add(address);
  }

  private void relabel() {
    String address = addresses.get(random.nextInt(addresses.size()));
    String label = "label " + serial++;
    Set<String> possible = new HashSet<>(labels.getOrDefault(address, Set.of()));
    possible.add(label);
    labels.put(address, possible);
    call("setlabel", address, label);
    labels.put(address, Set.of(label));
  }

  private String send() {
    List<String> to = random.nextInt(4) == 0 ? addresses : foreign;
    String note = "note " + serial++;
    try {
      unlock();
      String address = to.get(random.nextInt(to.size()));
      String amount = "0." + (10 + random.nextInt(90));
      sent.put(call("sendtoaddress", address, amount, note).asString(), note);
      return "send";
    } catch (Bitcoind.RpcException e) {
      // Too little money, or a chain that is too long for the mempool.
      assertThat(e.code()).as(e.getMessage()).isIn(INSUFFICIENT_FUNDS, WALLET_ERROR);
      return "send in vain";
    }
  }

  private String bump() {
    if (sent.isEmpty()) {
      return "bump in vain";
    }
    List<String> all = new ArrayList<>(sent.keySet());
    String txid = all.get(random.nextInt(all.size()));
    try {
      unlock();
      String fresh = call("bumpfee", txid).get("txid").asString();
      sent.put(fresh, sent.getOrDefault(txid, ""));
      return "bump";
    } catch (Bitcoind.RpcException e) {
      // Confirmed, or replaced before, or with children.
      assertThat(e.code()).as(e.getMessage()).isIn(WALLET_ERROR, INSUFFICIENT_FUNDS, -8);
      return "bump in vain";
    }
  }

  private void unlock() {
    String known = passphrase;
    if (known != null) {
      call("walletpassphrase", known, 600);
    }
  }

  private String lockOrUnlock() {
    if (!lockedCoins.isEmpty() && random.nextInt(3) > 0) {
      String coin = lockedCoins.iterator().next();
      lockedCoins.remove(coin);
      if (coinIsLocked(coin)) {
        call("lockunspent", true, coins(coin));
        unlockedCoins.add(coin);
      }
      return "unlock coin";
    }
    JsonNode coins = call("listunspent", 1);
    if (coins.size() < 2) {
      return "lock in vain";
    }
    JsonNode chosen = coins.get(random.nextInt(coins.size()));
    String coin = chosen.get("txid").asString() + ":" + chosen.get("vout").asInt();
    unlockedCoins.remove(coin);
    try {
      call("lockunspent", false, coins(coin), true);
    } catch (Bitcoind.RpcException e) {
      // Reorganised or spent since.
      assertThat(e.code()).as(e.getMessage()).isEqualTo(-8);
      return "lock in vain";
    }
    lockedCoins.add(coin);
    return "lock coin";
  }

  private boolean coinIsLocked(String coin) {
    return locks().contains(coin);
  }

  private Set<String> locks() {
    Set<String> found = new HashSet<>();
    for (JsonNode each : call("listlockunspent")) {
      found.add(each.get("txid").asString() + ":" + each.get("vout").asInt());
    }
    return found;
  }

  private static ArrayNode coins(String coin) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    int colon = coin.indexOf(':');
    list.addObject()
        .put("txid", coin.substring(0, colon))
        .put("vout", Integer.parseInt(coin.substring(colon + 1)));
    return list;
  }

  private void backUp() {
    Map<String, Set<String>> before = Map.copyOf(labels);
    backingUp = true;
    call("backupwallet", backup.toString());
    backingUp = false;
    backedUp = before;
  }

  /// Puts a passphrase on the wallet, or another.
  private String secure() {
    String old = passphrase;
    if (old == null && random.nextInt(4) > 0) {
      return "not yet encrypted";
    }
    String fresh = "passphrase " + serial++;
    nextPassphrase = fresh;
    if (old == null) {
      call("encryptwallet", fresh);
    } else {
      call("walletpassphrasechange", old, fresh);
    }
    passphrase = fresh;
    nextPassphrase = null;
    noteDescriptors();
    return old == null ? "encrypt" : "passphrase";
  }

  // After a restart.

  /// Everything that was acknowledged is there.
  void verify() {
    assertThat(node.call("listwallets").toString()).contains('"' + wallet + '"');
    verifyPassphrase();
    Map<String, Integer> ends = descriptors();
    rangeEnds.forEach((descriptor, end) ->
        assertThat(ends.getOrDefault(descriptor, -1))
            .as("range of %s", descriptor)
            .isGreaterThanOrEqualTo(end));
    verifyLabels(wallet, labels);
    sent.forEach((txid, note) -> {
      JsonNode tx = call("gettransaction", txid);
      if (!note.isEmpty() && tx.has("comment")) {
        assertThat(tx.get("comment").asString()).isEqualTo(note);
      }
    });
    Set<String> locks = locks();
    assertThat(lockedCoins).isSubsetOf(locks);
    assertThat(locks).noneMatch(unlockedCoins::contains);
    if (backingUp || random.nextInt(5) == 0) {
      verifyBackup();
    }
    noteDescriptors();
  }

  private void verifyLabels(String name, Map<String, Set<String>> expected) {
    Map<String, String> found = new HashMap<>();
    for (JsonNode label : node.walletCall(name, "listlabels")) {
      node.walletCall(name, "getaddressesbylabel", label.asString())
          .forEachEntry((address, _) -> found.put(address, label.asString()));
    }
    expected.forEach((address, possible) ->
        assertThat(possible)
            .as("label of %s", address)
            .contains(found.getOrDefault(address, "(none)")));
  }

  /// Exactly one passphrase opens the wallet; which one, is known from now on.
  private void verifyPassphrase() {
    String old = passphrase;
    String fresh = nextPassphrase;
    int oldAnswer = old == null ? WRONG_PASSPHRASE : tryPassphrase(old);
    int freshAnswer = fresh == null ? WRONG_PASSPHRASE : tryPassphrase(fresh);
    if (old == null && freshAnswer != 0) {
      // Encryption did not happen, and nobody began it or nobody was told so.
      assertThat(tryPassphrase("any")).as("not encrypted").isEqualTo(WRONG_STATE);
    } else {
      assertThat(List.of(oldAnswer, freshAnswer)).containsOnlyOnce(0).contains(WRONG_PASSPHRASE);
      passphrase = oldAnswer == 0 ? old : fresh;
    }
    nextPassphrase = null;
    // The secrets are those of the descriptors: each can be read.
    assertThat(call("listdescriptors", true).get("descriptors")).isNotEmpty();
  }

  private int tryPassphrase(String text) {
    try {
      call("walletpassphrase", text, 600);
      return 0;
    } catch (Bitcoind.RpcException e) {
      return e.code();
    }
  }

  /// The file is absent if no backup was acknowledged, and else whole: the old one or the new one.
  private void verifyBackup() {
    Map<String, Set<String>> expected = backedUp;
    boolean interrupted = backingUp;
    backingUp = false;
    if (expected == null) {
      if (!interrupted || !Files.exists(backup)) {
        return;
      }
      expected = Map.of();
    }
    String name = wallet + "-restored-" + serial++;
    node.call("restorewallet", name, backup.toString());
    Map<String, Integer> found = new HashMap<>();
    for (JsonNode each : node.walletCall(name, "listdescriptors").get("descriptors")) {
      found.put(each.get("desc").asString(), 0);
    }
    assertThat(found).isNotEmpty();
    assertThat(expected.keySet()).isSubsetOf(addressesOf(name));
    node.call("unloadwallet", name);
    done.merge(interrupted ? "restored after a cut" : "restored", 1, Integer::sum);
  }

  private Set<String> addressesOf(String name) {
    Set<String> found = new HashSet<>();
    for (JsonNode label : node.walletCall(name, "listlabels")) {
      node.walletCall(name, "getaddressesbylabel", label.asString())
          .forEachEntry((address, _) -> found.add(address));
    }
    return found;
  }
}
