package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.rpc.RpcErrorCode.INVALID_PARAMETER;
import static org.quantumcoin.node.rpc.RpcErrorCode.WALLET_ERROR;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.PsbtInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Payments that spend coins which are not the wallet's.
final class ForeignInputsTest {
  private static final String KEY =
      "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
  private static final String DESCRIPTOR = "wpkh(" + KEY + ")";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;
  private OutPoint own;
  private OutPoint foreign;
  private String payee;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
    own =
        TestPayments.output(
            server.receive(server.text(wallet, "getnewaddress", "", "bech32"), 100_000), 0);
    foreign = pay("0014751e76e8199196d454941c45d1b3a323f1433bd6", true);
    payee = server.addresses.encode(TestPayments.foreignScript(71)).orElseThrow();
  }

  @AfterEach
  void close() {
    server.close();
  }

  /// To somebody else, in a block or the mempool.
  private OutPoint pay(String script, boolean mined) {
    Transaction tx =
        TestPayments.pay(
            List.of(TestPayments.foreignCoin(script.hashCode())),
            new TxOut(70_000, Script.of(Hex.decode(script))));
    if (mined) {
      server.node.mine(List.of(tx));
    } else {
      server.node.addToPool(tx);
    }
    server.wallets.awaitEvents();
    return TestPayments.output(tx, 0);
  }

  private static JsonNode json(String text) {
    return MAPPER.readTree(text.replace('\'', '"'));
  }

  private static String input(OutPoint coin, String more) {
    return "{'txid':'%s','vout':%d%s}".formatted(coin.txid(), coin.index(), more);
  }

  private JsonNode outputs() {
    return json("[{'%s':'0.0015'}]".formatted(payee));
  }

  private JsonNode fund(OutPoint coin, String weight, String options) {
    return server.call(
        wallet,
        "walletcreatefundedpsbt",
        json("[" + input(coin, weight) + "," + input(own, "") + "]"),
        outputs(),
        0,
        json("{'fee_rate':10" + options + "}"));
  }

  private long fee(OutPoint coin, String weight, String options) {
    return fund(coin, weight, options).get("fee").decimalValue().movePointRight(8).longValueExact();
  }

  @Test
  void weight_isPaidFor() {
    long light = fee(foreign, ",'weight':400", "");
    assertThat(fee(foreign, ",'weight':800", "")).isEqualTo(light + 1_000);
  }

  @Test
  void solvingData_ofAnyKind_isEnough() {
    String sum = DescriptorChecksum.append(DESCRIPTOR);
    long byKey = fee(foreign, "", ",'solving_data':{'pubkeys':['" + KEY + "']}");
    assertThat(fee(foreign, "", ",'solving_data':{'descriptors':['" + sum + "']}"))
        .isEqualTo(byKey);
    // 41 bytes, and a witness of 72 and 33 bytes with their lengths.
    assertThat(fee(foreign, ",'weight':272", "")).isEqualTo(byKey);
  }

  @Test
  void coinOfWhichNothingIsKnown_isRefused() {
    String text =
        server.refused(
            WALLET_ERROR,
            wallet,
            "walletcreatefundedpsbt",
            json("[" + input(foreign, "") + "," + input(own, "") + "]"),
            outputs());
    assertThat(text)
        .isEqualTo(
            "Not solvable pre-selected input COutPoint(%s, 0)"
                .formatted(foreign.txid().toString().substring(0, 10)));
  }

  @Test
  void coinThatDoesNotExist_isRefused() {
    JsonNode inputs = json("[" + input(TestPayments.foreignCoin(9), ",'weight':400") + "]");
    assertThat(server.refused(WALLET_ERROR, wallet, "walletcreatefundedpsbt", inputs, outputs()))
        .isEqualTo("Unable to find UTXO for external input");
  }

  @Test
  void weight_isRefusedBeyondItsEdges() {
    assertThat(fee(foreign, ",'weight':165", "")).isPositive();
    for (String weight : List.of(",'weight':164", ",'weight':400001", ",'weight':'400'")) {
      server.refused(
          INVALID_PARAMETER,
          wallet,
          "walletcreatefundedpsbt",
          json("[" + input(foreign, weight) + "]"),
          outputs());
    }
  }

  /// What a signer needs who has no node: the whole transaction, or for taproot the output.
  @Test
  void psbt_showsTheCoinsOfOthers() throws PsbtException {
    for (boolean mined : new boolean[] {true, false}) {
      OutPoint legacy =
          pay(
              mined
                  ? "76a914751e76e8199196d454941c45d1b3a323f1433bd688ac"
                  : "76a914851e76e8199196d454941c45d1b3a323f1433bd688ac",
              mined);
      PsbtInput input = psbtInput(legacy);
      assertThat(input.nonWitnessUtxo()).isNotNull();
      assertThat(input.spent().orElseThrow().value()).isEqualTo(70_000);
    }
    PsbtInput taproot =
        psbtInput(
            pay("512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", true));
    assertThat(taproot.nonWitnessUtxo()).isNull();
    assertThat(taproot.witnessUtxo()).isNotNull();
  }

  private PsbtInput psbtInput(OutPoint coin) throws PsbtException {
    String text = fund(coin, ",'weight':400", "").get("psbt").stringValue();
    return Psbt.fromBase64(text).inputs().getFirst();
  }

  @Test
  void send_leavesTheInputOfAnotherUnsigned() throws PsbtException {
    JsonNode inputs = json("[" + input(foreign, ",'weight':400") + "," + input(own, "") + "]");
    JsonNode options = Json.object().put("fee_rate", 10).set("inputs", inputs);
    JsonNode sent =
        server.call(
            wallet, "send", outputs(), Json.nothing(), Json.nothing(), Json.nothing(), options);
    assertThat(sent.get("complete").booleanValue()).isFalse();
    Psbt psbt = Psbt.fromBase64(sent.get("psbt").stringValue());
    assertThat(psbt.inputs().getFirst().isFinal()).isFalse();
    assertThat(psbt.inputs().getLast().isFinal()).isTrue();
  }
}
