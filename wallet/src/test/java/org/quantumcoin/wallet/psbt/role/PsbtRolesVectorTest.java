package org.quantumcoin.wallet.psbt.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.vectors.Vectors;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import tools.jackson.databind.JsonNode;

class PsbtRolesVectorTest {
  private static final AddressPrefixes REGTEST =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "bcrt");

  private static JsonNode cases(String role) {
    return Vectors.json("psbt/psbt_roles.json").get(role);
  }

  private static Psbt psbt(JsonNode text) throws PsbtException {
    return Psbt.fromBase64(text.asString());
  }

  @Test
  void creator() {
    for (JsonNode test : cases("creator")) {
      List<TxIn> inputs = new ArrayList<>();
      for (JsonNode input : test.get("inputs")) {
        Txid txid = Txid.fromHex(input.get("txid").asString());
        inputs.add(new TxIn(new OutPoint(txid, input.get("vout").asInt()), Script.EMPTY, -1));
      }
      List<TxOut> outputs = new ArrayList<>();
      Addresses addresses = new Addresses(REGTEST);
      for (JsonNode output : test.get("outputs")) {
        for (Map.Entry<String, JsonNode> entry : output.properties()) {
          long sats = entry.getValue().decimalValue().movePointRight(8).longValueExact();
          outputs.add(new TxOut(sats, addresses.script(entry.getKey()).orElseThrow()));
        }
      }
      assertThat(Psbt.of(Transaction.create(2, inputs, outputs, 0)).toBase64())
          .isEqualTo(test.get("result").asString());
    }
    Vectors.report("psbt/psbt_roles creator", cases("creator").size());
  }

  @Test
  void signer() throws PsbtException {
    for (JsonNode test : cases("signer")) {
      try (DescriptorKeys keys = new DescriptorKeys()) {
        for (JsonNode wif : test.get("privkeys")) {
          keys.addKey(Wif.decode(wif.asString(), REGTEST).orElseThrow());
        }
        Psbt signed =
            new Signer(keys, ScriptSatisfier.NONE)
                .sign(psbt(test.get("psbt")), OptionalInt.of(SigHash.ALL), false)
                .psbt();
        assertThat(signed.toBase64()).isEqualTo(test.get("result").asString());
      }
    }
    Vectors.report("psbt/psbt_roles signer", cases("signer").size());
  }

  @Test
  void combiner() throws PsbtException {
    for (JsonNode test : cases("combiner")) {
      List<Psbt> parts = new ArrayList<>();
      for (JsonNode part : test.get("combine")) {
        parts.add(psbt(part));
      }
      assertThat(Combiner.combine(parts).toBase64()).isEqualTo(test.get("result").asString());
    }
    Vectors.report("psbt/psbt_roles combiner", cases("combiner").size());
  }

  @Test
  void finalizer() throws PsbtException {
    for (JsonNode test : cases("finalizer")) {
      Finalizer.Result result =
          new Finalizer(ScriptSatisfier.NONE).finish(psbt(test.get("finalize")));
      assertThat(result.complete()).isTrue();
      assertThat(result.psbt().toBase64()).isEqualTo(test.get("result").asString());
    }
    Vectors.report("psbt/psbt_roles finalizer", cases("finalizer").size());
  }

  @Test
  void extractor() throws PsbtException {
    for (JsonNode test : cases("extractor")) {
      Transaction tx = Extractor.extract(psbt(test.get("extract")));
      assertThat(Hex.encode(tx.toBytes())).isEqualTo(test.get("result").asString());
    }
    Vectors.report("psbt/psbt_roles extractor", cases("extractor").size());
  }

  /// No key of these cases is published, so that the refusal itself is what counts.
  @Test
  void signerFail() throws PsbtException {
    int count = 0;
    for (JsonNode test : Vectors.json("psbt/psbt_cases.json")) {
      if (!test.get("kind").asString().equals("signer_fail")) {
        continue;
      }
      Psbt psbt = psbt(test.get("psbt"));
      Signer.Result result =
          new Signer(new DescriptorKeys(), ScriptSatisfier.NONE)
              .sign(psbt, OptionalInt.empty(), true);
      assertThat(result.inputs()).as("%s", test).anyMatch(report -> report.refusal().isPresent());
      count++;
    }
    Vectors.report("psbt/psbt_cases signer_fail", count);
  }
}
