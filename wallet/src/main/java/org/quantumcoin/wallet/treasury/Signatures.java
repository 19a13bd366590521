package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.util.Optional;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.script.ExecutionData;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.SignatureChecker;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.script.TransactionSignatureChecker;
import org.quantumcoin.node.script.sign.SignatureData.LeafKey;
import org.quantumcoin.wallet.descriptor.DerivedKey;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.descriptor.TaprootTree;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;

/// Takes a seat's signatures out of the PSBT that it sent, and nothing else: those made by its own
/// key, each checked. A bad or foreign signature would otherwise stand in the place of a good one
/// when PSBTs are combined, and stop the payment.
final class Signatures {
  private static final int SCHNORR_BYTES = 64;

  private final Content content;
  private final SetupScripts scripts;
  private final MultisigKind kind;
  private final Psbt proposed;
  private final PrecomputedTransactionData data;

  Signatures(Psbt proposed, Content content, SetupScripts scripts, MultisigKind kind) {
    this.proposed = proposed;
    this.content = content;
    this.scripts = scripts;
    this.kind = kind;
    this.data = new PrecomputedTransactionData(content.tx(), content.spent());
  }

  /// The proposal with the signatures of the cosigner with this fingerprint. Throws
  /// [TreasuryException] unless there is a valid one for every coin.
  Psbt of(Psbt sent, int fingerprint) {
    Transaction tx = sent.unsignedTx();
    require(
        tx.txid().equals(content.tx().txid()),
        "The signed payment is not the one that was proposed: " + content.difference(tx) + ".");
    Psbt result = proposed.copy();
    for (int i = 0; i < result.inputs().size(); i++) {
      boolean taken =
          kind == MultisigKind.P2TR
              ? takeSchnorr(result.inputs().get(i), sent.inputs().get(i), i, fingerprint)
              : takeEcdsa(result.inputs().get(i), sent.inputs().get(i), i, fingerprint);
      require(taken, "There is no valid signature of this seat for coin %d.".formatted(i));
    }
    return result;
  }

  private SignatureChecker checker(int index) {
    return new TransactionSignatureChecker(data, index, content.spent().get(index).value());
  }

  private Optional<SetupScripts.Place> place(int index) {
    return Content.place(proposed.inputs().get(index), content.spent().get(index), scripts);
  }

  private static Optional<DerivedKey> key(SetupScripts.Place place, int fingerprint) {
    return place.expansion().keys().stream()
        .filter(key -> key.origin().fingerprint() == fingerprint)
        .findFirst();
  }

  private boolean takeEcdsa(PsbtInput into, PsbtInput from, int index, int fingerprint) {
    Optional<SetupScripts.Place> place = place(index);
    Optional<DerivedKey> key = place.flatMap(at -> key(at, fingerprint));
    if (key.isEmpty()) {
      return false;
    }
    byte[] publicKey = key.get().publicKey();
    // The innermost script is the one that holds the keys.
    Script script =
        place.orElseThrow().expansion().innerScripts().stream()
            .max((a, b) -> Integer.compare(a.length(), b.length()))
            .orElseThrow();
    SigVersion version = kind == MultisigKind.P2SH ? SigVersion.BASE : SigVersion.WITNESS_V0;
    ByteString name = ByteString.of(publicKey);
    ByteString signature = from.partialSignatures().get(name);
    boolean valid =
        signature != null
            && signsAll(signature)
            && checker(index)
                .checkEcdsa(signature.toBytes(), publicKey, script.toBytes(), 0, version);
    if (valid) {
      into.partialSignatures().put(name, signature);
    }
    return valid;
  }

  /// Signs the whole payment, and not a part of it that others could complete as they like.
  private static boolean signsAll(ByteString signature) {
    return !signature.isEmpty() && signature.at(signature.length() - 1) == 1;
  }

  private boolean takeSchnorr(PsbtInput into, PsbtInput from, int index, int fingerprint) {
    Optional<SetupScripts.Place> place = place(index);
    Optional<DerivedKey> key = place.flatMap(at -> key(at, fingerprint));
    Optional<TaprootTree> tree = place.flatMap(at -> at.expansion().taproot());
    if (key.isEmpty() || tree.isEmpty() || tree.get().leaves().size() != 1) {
      return false;
    }
    byte[] xOnly = key.get().xOnly();
    Script script = tree.get().leaves().getFirst().script();
    byte[] leafHash = Taproot.leafHash(Taproot.LEAF_TAPSCRIPT, script);
    LeafKey leaf = new LeafKey(ByteString.of(xOnly), ByteString.of(leafHash));
    ByteString signature = from.tapScriptSignatures().get(leaf);
    boolean valid =
        signature != null
            && (signature.length() == SCHNORR_BYTES
                || (signature.length() == SCHNORR_BYTES + 1 && signsAll(signature)))
            && checker(index)
                    .checkSchnorr(
                        signature.toBytes(),
                        xOnly,
                        SigVersion.TAPSCRIPT,
                        ExecutionData.scriptPath(leafHash))
                == ScriptError.OK;
    if (valid) {
      into.tapScriptSignatures().put(leaf, signature);
    }
    return valid;
  }
}
