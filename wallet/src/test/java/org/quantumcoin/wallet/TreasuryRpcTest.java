package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.TreasuryDesk.PAYEE;
import static org.quantumcoin.wallet.TreasuryDesk.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.rpc.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// What the methods of treasuries refuse, and what they leave as it was.
class TreasuryRpcTest {
  private static final String POLICY =
      "{'per_payment':0.5,'per_day':0.9,'quorum':[{'from':0,'approvals':1}],'admin_approvals':2}";
  private static final String ID = "ab".repeat(32);

  @TempDir private Path folder;
  private TreasuryDesk desk;

  @BeforeEach
  void sitDown() {
    desk = TreasuryDesk.open(folder, POLICY);
    desk.fund(3);
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  private void refused(String part, String wallet, String method, Object... parameters) {
    assertThatThrownBy(() -> desk.call(wallet, method, parameters))
        .as(method)
        .isInstanceOf(RpcException.class)
        .hasMessageContaining(part);
  }

  private static JsonNode output(String amount) {
    return json("[{'%s':%s}]".formatted(PAYEE, amount));
  }

  /// Proposed by ana and known to all.
  private String proposed(String amount) {
    String id = desk.propose("ana", amount, "");
    desk.travel();
    return id;
  }

  private String approved(String amount) {
    String id = proposed(amount);
    JsonNode _ = desk.call("ben", "approveproposal", id);
    desk.travel();
    return id;
  }

  @Test
  void payment_goesItsWay() {
    String id = approved("0.3");
    JsonNode _ = desk.call("cleo", "signproposal", id);
    desk.travel();
    refused("1 of 2 have signed it", "ana", "broadcastproposal", id);
    JsonNode _ = desk.call("ana", "signproposal", id);
    JsonNode sent = desk.call("ana", "broadcastproposal", id);
    assertThat(sent.get("state").asString()).isEqualTo("broadcast");
    desk.travel();
    List<Transaction> pool = desk.node.pooledTransactions();
    assertThat(pool).hasSize(1);
    var _ = desk.node.mine(pool);
    desk.wallets.awaitEvents();
    for (String seat : desk.seats()) {
      assertThat(desk.state(seat, id)).isEqualTo("confirmed");
    }
  }

  @Test
  void methods_refuseWalletsThatAreNoSeats() {
    for (String method :
        List.of("gettreasuryinfo", "exporttreasury", "listproposals", "listpolicies")) {
      refused("is no seat of a treasury", "nobody", method);
    }
    for (String method :
        List.of(
            "getproposal",
            "reviewproposal",
            "approveproposal",
            "withdrawproposal",
            "submitproposal",
            "signproposal",
            "broadcastproposal",
            "approvepolicy")) {
      refused("is no seat of a treasury", "nobody", method, ID);
    }
    refused("is no seat of a treasury", "nobody", "rejectproposal", ID, "No.");
    refused("is no seat of a treasury", "nobody", "rejectpolicy", ID, "No.");
    refused("is no seat of a treasury", "nobody", "createproposal", output("0.1"));
    refused("is no seat of a treasury", "nobody", "proposepolicy", json(POLICY));
    refused("is no seat of a treasury", "nobody", "importtreasury", fileOf("ana"));
  }

  private String fileOf(String seat) {
    return Base64.getEncoder().encodeToString(desk.file(seat));
  }

  @Test
  void ids_mustBeOnesThatAreHere() {
    for (String method :
        List.of(
            "getproposal",
            "reviewproposal",
            "approveproposal",
            "withdrawproposal",
            "submitproposal",
            "signproposal",
            "broadcastproposal")) {
      refused("There is no proposal " + ID, "ana", method, ID);
      refused("64 hexadecimal digits", "ana", method, "ab");
      refused("64 hexadecimal digits", "ana", method, "zz".repeat(32));
      refused("", "ana", method, json("7"));
      refused("", "ana", method);
    }
    refused("There is no proposal", "ana", "rejectproposal", ID, "No.");
    refused("There is no change of policy", "ana", "approvepolicy", ID);
    refused("There is no change of policy", "ana", "rejectpolicy", ID, "No.");
  }

  @Test
  void createproposal_refusesWhatIsNoPayment() {
    refused("", "ana", "createproposal", json("7"));
    refused("", "ana", "createproposal", json("[]"));
    refused("", "ana", "createproposal", json("[{'nowhere':1}]"));
    refused("", "ana", "createproposal", output("-1"));
    refused("", "ana", "createproposal", output("0.1"), json("7"));
    refused("", "ana", "createproposal", output("0.1"), json("{'dedline_hours':1}"));
    refused("nsufficient funds", "ana", "createproposal", output("99"), json("{'fee_rate':5}"));
    for (String change : List.of("'changeAddress':'" + PAYEE + "'", "'change_type':'legacy'")) {
      refused(
          "goes back to the treasury",
          "ana",
          "createproposal",
          output("0.1"),
          json("{'fee_rate':5," + change + "}"));
    }
    refused(
        "There is no proposal",
        "ana",
        "createproposal",
        output("0.1"),
        json("{'fee_rate':5,'replaces':'" + ID + "'}"));
    assertThat(desk.call("ana", "listproposals")).isEmpty();
  }

  @Test
  void createproposal_spendsTheTreasurysCoinsOnly_andChangeComesBack() {
    Transaction foreign = importForeignCoin("ana", 10_000_000_000L);
    String coin = "{'txid':'%s','vout':0}".formatted(foreign.txid());
    refused(
        "is not the treasury's",
        "ana",
        "createproposal",
        output("0.1"),
        json("{'fee_rate':5,'inputs':[" + coin + "]}"));
    refused("nsufficient funds", "ana", "createproposal", output("5"), json("{'fee_rate':5}"));
    String id = desk.propose("ana", "1.5", "");
    JsonNode shown = desk.call("ana", "getproposal", id);
    assertThat(shown.get("coins").toString()).doesNotContain(foreign.txid().toString());
    String address = shown.get("change").get(0).get("address").asString();
    assertThat(desk.call("cleo", "getaddressinfo", address).get("ischange").asBoolean()).isTrue();
    assertThat(shown.get("payments")).hasSize(1);
  }

  /// A descriptor of ana's own beside the treasury's, active, and so much paid to it.
  private Transaction importForeignCoin(String wallet, long sats) {
    String key =
        desk.call(wallet, "gethdkeys", json("{'private':true}")).get(0).get("xprv").asString();
    for (boolean change : new boolean[] {false, true}) {
      String text = "wpkh(" + key + "/7/" + (change ? 1 : 0) + "/*)";
      ArrayNode requests =
          (ArrayNode)
              json(
                  "[{'desc':'%s','timestamp':'now','active':true,'internal':%s}]"
                      .formatted(DescriptorChecksum.append(text), change));
      JsonNode done = desk.call(wallet, "importdescriptors", requests).get(0);
      assertThat(done.get("success").asBoolean()).as(done.toString()).isTrue();
    }
    return desk.pay(desk.call(wallet, "getnewaddress", "", "bech32").asString(), sats);
  }

  @Test
  void otherMethods_leaveTheTreasurysCoinsAlone_andTheTryIsInTheLog() {
    refused("nsufficient funds", "ana", "send", output("0.1"), NOTHING, "unset", json("5"));
    String id = approved("0.3");
    JsonNode psbt = desk.call("ana", "getproposal", id).get("psbt");
    refused("only what was proposed and approved", "ana", "walletprocesspsbt", psbt);
    JsonNode coin = desk.call("ana", "getproposal", id).get("coins");
    refused(
        "only what was proposed and approved",
        "ana",
        "send",
        output("0.1"),
        NOTHING,
        "unset",
        json("5"),
        json("{'inputs':" + coin + ",'add_inputs':false,'change_type':'bech32'}"));
    assertThat(desk.call("ana", "getauditlog").toString())
        .contains("This wallet was asked to sign for coins of the treasury.");
  }

  private static final JsonNode NOTHING = json("null");

  @Test
  void lockedWallet_saysNothing() {
    String id = proposed("0.1");
    JsonNode _ = desk.call("ben", "encryptwallet", "correct horse");
    for (String method :
        List.of(
            "approveproposal",
            "withdrawproposal",
            "submitproposal",
            "signproposal",
            "broadcastproposal")) {
      refused("walletpassphrase", "ben", method, id);
    }
    refused("walletpassphrase", "ben", "rejectproposal", id, "No.");
    refused("walletpassphrase", "ben", "createproposal", output("0.1"));
    refused("walletpassphrase", "ben", "proposepolicy", json(POLICY));
    refused("walletpassphrase", "ben", "exporttreasury");
    assertThat(desk.state("ben", id)).isEqualTo("proposed");
    JsonNode _ = desk.call("ben", "walletpassphrase", "correct horse", json("60"));
    JsonNode _ = desk.call("ben", "approveproposal", id);
    assertThat(desk.state("ben", id)).isEqualTo("approved");
  }

  @Test
  void votes_countOnce_andAreGivenByOthers() {
    String id = proposed("0.1");
    refused("its own approval would not count", "ana", "approveproposal", id);
    JsonNode _ = desk.call("ben", "approveproposal", id);
    refused("has approved the proposal already", "ben", "approveproposal", id);
    refused("A rejection needs a reason", "cleo", "rejectproposal", id, " ");
    refused("", "cleo", "rejectproposal", id);
    refused("who alone can do this (withdrawn)", "cleo", "withdrawproposal", id);
    refused("who alone can do this (submitted)", "cleo", "submitproposal", id);
    refused("more than 1000 characters", "cleo", "rejectproposal", id, "x".repeat(1_001));
    JsonNode rejected = desk.call("cleo", "rejectproposal", id, "Too much.");
    assertThat(rejected.get("state").asString()).isEqualTo("rejected");
    desk.travel();
    refused("is rejected and is not signed", "ana", "signproposal", id);
    JsonNode _ = desk.call("ana", "withdrawproposal", id, "Later.");
    refused("there is nothing to decide any more", "ana", "withdrawproposal", id);
    desk.travel();
    refused("is withdrawn and cannot be approved", "cleo", "approveproposal", id);
  }

  @Test
  void signing_needsApproval_once_byTheRightKey() {
    String id = proposed("0.1");
    refused("is proposed and is not signed", "cleo", "signproposal", id);
    JsonNode _ = desk.call("ben", "approveproposal", id);
    desk.travel();
    JsonNode unsigned = desk.call("ana", "getproposal", id).get("psbt");
    refused("no valid signature of this seat", "cleo", "signproposal", id, unsigned);
    refused("", "cleo", "signproposal", id, "no psbt");
    refused("not both", "cleo", "signproposal", id, unsigned, "token", "1234");
    refused("is on no token", "cleo", "signproposal", id, "", "token", "1234");
    JsonNode _ = desk.call("cleo", "signproposal", id);
    JsonNode signed = desk.call("cleo", "getproposal", id).get("psbt");
    refused("no valid signature of this seat", "ana", "signproposal", id, signed);
    refused("has signed the proposal already", "cleo", "signproposal", id);
    refused("1 of 2 have signed it", "cleo", "broadcastproposal", id);
  }

  @Test
  void deadline_stopsEverything() {
    String id = desk.propose("ana", "0.1", "'deadline_hours':1");
    desk.travel();
    desk.now.addAndGet(3_601);
    refused("is expired and cannot be approved", "ben", "approveproposal", id);
    refused("is expired and is not signed", "ben", "signproposal", id);
    refused("is expired and cannot be sent", "ben", "broadcastproposal", id);
    refused("nothing to decide any more", "ben", "rejectproposal", id, "No.");
  }

  @Test
  void policy_isHeldByEachSeat() {
    String large = proposed("0.5");
    refused("a payment may take 0.50000000", "ben", "approveproposal", large);
    String first = approved("0.49");
    String second = proposed("0.42");
    refused("the limit is 0.90000000", "ben", "approveproposal", second);
    JsonNode _ = desk.call("cleo", "signproposal", first);
    JsonNode _ = desk.call("ana", "withdrawproposal", first, "Taken back, but signed.");
    desk.travel();
    refused("can still be sent", "ben", "approveproposal", second);
    String instead = desk.propose("ana", "0.42", "'replaces':'" + first + "'");
    desk.travel();
    JsonNode approved = desk.call("ben", "approveproposal", instead);
    assertThat(approved.get("state").asString()).isEqualTo("approved");
  }

  @Test
  void replacement_mustNotLetBothBePaid() {
    String id = proposed("0.1");
    JsonNode used = desk.call("ana", "getproposal", id).get("coins").get(0);
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode coin : desk.call("ana", "listunspent")) {
      if (!coin.get("txid").equals(used.get("txid"))) {
        others.add(coin);
      }
    }
    JsonNode other = others.getFirst();
    String options =
        "{'fee_rate':5,'replaces':'%s','inputs':[{'txid':'%s','vout':%d}]}"
            .formatted(id, other.get("txid").asString(), other.get("vout").asInt());
    refused("or both could be paid", "ana", "createproposal", output("0.1"), json(options));
    refused(
        "Only a proposal of this seat",
        "ben",
        "createproposal",
        output("0.1"),
        json("{'fee_rate':5,'replaces':'" + id + "'}"));
  }

  @Test
  void policies_areVotedOnWhileTheyAreOpen() {
    refused("no quorum", "ana", "proposepolicy", json("{}"));
    refused("has no rule called per_paymnt", "ana", "proposepolicy", json("{'per_paymnt':1}"));
    refused("must be an object", "ana", "proposepolicy", json("{'quorum':[1]}"));
    refused("", "ana", "proposepolicy", json("7"));
    refused("", "ana", "proposepolicy", json(POLICY.replace("0.5", "-0.5")));
    refused("", "ana", "proposepolicy", json(POLICY.replace("0.5", "'much'")));
    refused(
        "only 4 seats approve",
        "ana",
        "proposepolicy",
        json("{'quorum':[{'from':0,'approvals':5}],'admin_approvals':2}"));
    String id = desk.call("ana", "proposepolicy", json(POLICY)).get("id").asString();
    desk.travel();
    refused("A rejection needs a reason", "ben", "rejectpolicy", id, "");
    JsonNode adopted = desk.call("ben", "approvepolicy", id);
    assertThat(adopted.get("state").asString()).isEqualTo("adopted");
    refused("is adopted and is not voted on any more", "ben", "rejectpolicy", id, "No.");
    refused("is adopted and is not voted on any more", "ben", "approvepolicy", id);
  }

  @Test
  void files_thatWereChangedOrBelongElsewhere_changeNothing() {
    String id = proposed("0.1");
    byte[] old = desk.file("ana");
    JsonNode _ = desk.call("ben", "approveproposal", id);
    desk.travel();
    String text = Base64.getEncoder().encodeToString(old);
    JsonNode taken = desk.call("cleo", "importtreasury", text);
    assertThat(taken.get("added").asInt()).isZero();
    assertThat(desk.state("cleo", id)).isEqualTo("approved");
    for (int at : new int[] {0, 20, old.length / 2, old.length - 1}) {
      byte[] changed = old.clone();
      changed[at] ^= 1;
      refused("", "cleo", "importtreasury", Base64.getEncoder().encodeToString(changed));
    }
    refused("", "cleo", "importtreasury", text.substring(0, text.length() / 8 * 4));
    refused("neither base64 nor the path", "cleo", "importtreasury", "??");
    refused("cannot be read", "cleo", "importtreasury", folder.resolve("none.treasury"));
    refused("The file has no charter", "nobody", "jointreasury", text);
    refused(
        "is a seat of a treasury already",
        "cleo",
        "jointreasury",
        desk.call("ana", "exporttreasury").get("file"));
    assertThat(desk.state("cleo", id)).isEqualTo("approved");
  }

  @Test
  void fileOfAnotherTreasury_isRefused(@TempDir Path elsewhere) {
    try (TreasuryDesk other = TreasuryDesk.open(elsewhere, POLICY)) {
      String text = Base64.getEncoder().encodeToString(other.file("ana"));
      refused("belongs to another treasury", "ben", "importtreasury", text);
      JsonNode whole = other.call("ana", "exporttreasury").get("file");
      refused("No seat of the treasury", "nobody", "jointreasury", whole);
    }
  }

  @Test
  void treasury_isNotMadeOfWhatDoesNotFit() {
    String setup = desk.call("ana", "exportmultisigsetup").asString().strip();
    JsonNode policy = json("{'quorum':[{'from':0,'approvals':0}]}");
    String key = desk.call("nobody", "gettreasurykey").asString();
    String seat = "[{'name':'n','key':'%s','roles':['proposer'%s]%s}]";
    refused(
        "only 0 seats sign",
        "nobody",
        "createtreasury",
        "T",
        setup,
        json(seat.formatted(key, "", "")),
        policy);
    refused(
        "There is no role called boss",
        "nobody",
        "createtreasury",
        "T",
        setup,
        json(seat.formatted(key, ",'boss'", "")),
        policy);
    refused(
        "eight hexadecimal digits",
        "nobody",
        "createtreasury",
        "T",
        setup,
        json(seat.formatted(key, ",'signer'", ",'fingerprint':'x'")),
        policy);
    refused(
        "which no cosigner has",
        "nobody",
        "createtreasury",
        "T",
        setup,
        json(seat.formatted(key, ",'signer'", ",'fingerprint':'00000001'")),
        policy);
    refused("", "nobody", "createtreasury", "T", "no setup", json("[]"), policy);
    refused("", "nobody", "createtreasury", "T", setup, json("7"), policy);
    refused("", "nobody", "createtreasury", "", setup, json(seat.formatted(key, "", "")), policy);
  }

  @Test
  void treasury_isNotJoinedByAWalletThatDoesNotWatchIt() {
    String setup = desk.call("ana", "exportmultisigsetup").asString().strip();
    String key = desk.call("nobody", "gettreasurykey").asString();
    String seats = "[{'name':'n','key':'" + key + "','roles':['proposer']}";
    for (String name : List.of("ana", "ben")) {
      seats +=
          ",{'name':'%s','key':'%s','roles':['signer'],'fingerprint':'%s'}"
              .formatted(
                  name, desk.call(name, "gettreasurykey").asString(), desk.fingerprint(name));
    }
    refused(
        "Give it the treasury's setup first",
        "nobody",
        "createtreasury",
        "T",
        setup,
        json(seats + "]"),
        json("{'quorum':[{'from':0,'approvals':0}]}"));
    refused("is no seat of a treasury", "nobody", "gettreasuryinfo");
  }
}
