package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.DescriptorException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Miniscript within descriptors, and the normal form of descriptors with secrets: text, addresses
/// and the words of errors are bitcoind's.
final class MiniscriptInteropTest {
  private static final AddressPrefixes REGTEST =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "bcrt");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String A =
      "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
  private static final String B =
      "02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5";
  private static final String C =
      "02f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9";
  private static final String TREE =
      "tpubD6NzVbkrYhZ4WaWSyoBvQwbpLkojyoTZPRsgXELWz3Popb3qkjcJyJUGLnL4qHHoQvao8ESaAstxYSnhyswJ76uZPStJRJCTKvosUCJZL5B";
  private static final String SECRET_TREE =
      "tprv8ZgxMBicQKsPd7Uf69XL1XwhmjHopUGep8GuEiJDZmbQz6o58LninorQAfcKZWARbtRtfnLcJ5MQ2AtHcQJCCRUcMRvmDUjyEmNUWwx8UbK";
  private static final String HASH =
      "e38990d0c7fc009880a9c07c23842e886c6bbdc964ce6bdd5817ad357335ee6f";

  /// Knots refuses tapscript with OP_IF, which Core does not; we follow Core.
  private static final String REDUCED_DATA = "under reduced-data";

  private static Bitcoind bitcoind;

  @BeforeAll
  static void start() {
    Bitcoind.assumeAvailable();
    bitcoind = Bitcoind.start();
  }

  @AfterAll
  static void stop() {
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  private static List<String> texts() {
    List<String> inner =
        List.of(
            "and_v(v:pk(A),older(144))",
            "or_d(pk(A),and_v(v:pkh(B),older(144)))",
            "or_d(multi(2,A,B),and_v(v:pkh(C),older(65535)))",
            "or_d(multi_a(2,A,B),and_v(v:pk(C),after(800000)))",
            "andor(pk(A),sha256(H),and_v(v:pk(B),after(1700000000)))",
            "thresh(2,pk(A),s:pk(B),sln:older(10))",
            "thresh(3,pk(A),s:pk(B),s:pk(C),sln:after(5))",
            "t:or_c(pk(A),and_v(v:pk(B),or_c(pk(C),v:hash256(H))))",
            "c:or_i(pk_k(A),pk_h(B))",
            "and_n(pk(A),or_i(pk(B),older(5)))",
            "or_b(pk(A),s:pk(B))",
            "and_b(pk(A),a:pkh(B))",
            "j:and_v(v:pk(A),older(5))",
            "or_i(and_v(v:pkh(A),older(2)),pk(B))",
            "and_v(or_c(pk(A),v:older(5)),pk(B))",
            "and_v(v:pk(A),pk(A))",
            "and_v(v:pk(A),and_v(v:after(5),after(500000000)))",
            "or_i(pk(A),older(5))",
            "or_d(sha256(H),pk(A))",
            "andor(older(1),pk(A),pk(B))",
            "and_b(older(1),a:older(2))",
            "older(5)",
            "pk_k(A)",
            "multi(0,A)",
            "thresh(2,pk(A))",
            "and_v(v:pk(A),0)",
            "and_v(v:pk(bad),older(5))",
            "older(0)",
            "and_v(pk(A),older(5))",
            "nope(A)",
            "uuj:and_v(v:multi(2,A,B),after(1231488000))",
            "and_v(v:pk(T/<0;1>/*),older(5))",
            "or_d(pk(T/<0;1>/*),and_v(v:pkh(T/<2;3>/*),older(5)))",
            "or_d(pk(T/<0;1>/*),and_v(v:pkh(T/<2;3;4>/*),older(5)))",
            "or_d(pk([deadbeef/1'/2]T/0/*),and_v(v:pkh(T/1/*),older(5)))");
    List<String> texts = new ArrayList<>();
    for (String text : inner) {
      String known =
          text.replaceAll("\\bA\\b", A)
              .replaceAll("\\bB\\b", B)
              .replaceAll("\\bC\\b", C)
              .replaceAll("\\bT\\b", TREE)
              .replaceAll("\\bH\\b", HASH);
      texts.add("wsh(" + known + ")");
      texts.add("sh(wsh(" + known + "))");
      texts.add("tr(" + TREE + "/7," + known + ")");
      texts.add("sh(" + known + ")");
      texts.add(known);
    }
    return texts;
  }

  private static String ours(String text) {
    try {
      return Descriptor.parse(text, REGTEST, false).getFirst().format();
    } catch (DescriptorException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String theirs(String text) {
    try {
      return bitcoind.call("getdescriptorinfo", text).get("descriptor").asString();
    } catch (Bitcoind.RpcException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void parse_saysWhatBitcoindSays() {
    SoftAssertions softly = new SoftAssertions();
    for (String text : texts()) {
      String theirs = theirs(text);
      String ours = ours(text);
      if (theirs.contains(REDUCED_DATA)) {
        continue;
      }
      softly.assertThat(theirs).as(text).contains(ours);
    }
    softly.assertAll();
  }

  @Test
  void addresses_areBitcoinds() {
    SoftAssertions softly = new SoftAssertions();
    Addresses addresses = new Addresses(REGTEST);
    int compared = 0;
    for (String text : texts()) {
      String canonical = ours(text);
      if (!canonical.contains("#") || text.contains("<")) {
        continue;
      }
      Descriptor descriptor = Descriptor.parse(canonical, REGTEST, true).getFirst();
      if (descriptor.outputType().isEmpty() || theirs(text).contains(REDUCED_DATA)) {
        continue;
      }
      JsonNode theirs =
          descriptor.isRange()
              ? bitcoind.call("deriveaddresses", canonical, MAPPER.createArrayNode().add(3).add(3))
              : bitcoind.call("deriveaddresses", canonical);
      String ours =
          addresses.encode(descriptor.expand(3).orElseThrow().scripts().getFirst()).orElseThrow();
      softly.assertThat(ours).as(text).isEqualTo(theirs.get(0).asString());
      compared++;
    }
    softly.assertThat(compared).isGreaterThan(30);
    softly.assertAll();
  }

  @Test
  void normalForm_isThatOfListdescriptors() {
    bitcoind.call("createwallet", "normal", false, true);
    SoftAssertions softly = new SoftAssertions();
    for (String text :
        List.of(
            "wpkh(" + SECRET_TREE + "/84'/1'/0'/0/*)",
            "wpkh([deadbeef/5'/6]" + SECRET_TREE + "/84h/1h/0h/1/*)",
            "tr(" + SECRET_TREE + "/86h/1h/0h/0/*)",
            "pkh(" + SECRET_TREE + "/1h/2/*h)",
            "sh(wpkh(" + SECRET_TREE + "/3/4/*))",
            "wsh(sortedmulti(1," + SECRET_TREE + "/48'/0/*," + SECRET_TREE + "/49'/0/*))")) {
      Descriptor descriptor = Descriptor.parse(text, REGTEST, false).getFirst();
      String checked = descriptor.formatWithSecrets();
      var request = MAPPER.createArrayNode();
      request.addObject().put("desc", checked).put("timestamp", "now");
      JsonNode result = bitcoind.walletCall("normal", "importdescriptors", request);
      softly.assertThat(result.get(0).get("success").asBoolean()).as("%s", result).isTrue();
      softly.assertThat(listed(false)).contains(descriptor.formatNormalized().orElseThrow());
      softly.assertThat(listed(true)).contains(checked);
    }
    softly.assertAll();
  }

  private static List<String> listed(boolean secrets) {
    List<String> texts = new ArrayList<>();
    bitcoind
        .walletCall("normal", "listdescriptors", secrets)
        .get("descriptors")
        .forEach(entry -> texts.add(entry.get("desc").asString()));
    return texts;
  }
}
