package org.quantumcoin.wallet.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.TaggedHash;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.StrictBase64;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.node.script.sign.SignatureData;
import org.quantumcoin.node.script.sign.SignatureProducer;
import org.quantumcoin.node.script.sign.SigningProvider;
import org.quantumcoin.node.script.sign.TransactionSignatureCreator;

/// Signed messages for every kind of address (BIP-0322).
///
/// The message is put into a transaction that cannot exist (*to_spend*), whose one output is the
/// address's; the signature is a second transaction (*to_sign*) that spends it. So whatever can be
/// spent can sign, and nothing that is signed can move coins.
public final class GenericMessage {
  private static final TaggedHash TAG = new TaggedHash("BIP0322-signed-message");

  private static final String SIMPLE = "smp";
  private static final String FULL = "ful";
  private static final String PROOF_OF_FUNDS = "pof";

  /// Signatures with more are refused: a standard transaction has no more.
  private static final int MAX_BYTES = 400_000;

  private static final int LEGACY_BYTES = 65;

  private GenericMessage() {}

  static byte[] hash(String message) {
    return TAG.hash(message.getBytes(StandardCharsets.UTF_8));
  }

  /// BIP-0322, "Full": the transaction that is spent.
  static Transaction toSpend(Script challenge, String message) {
    Script commitment = new ScriptBuilder().op(Opcodes.OP_0).push(hash(message)).build();
    TxIn input = new TxIn(new OutPoint(Txid.ZERO, -1), commitment, 0);
    return Transaction.create(0, List.of(input), List.of(new TxOut(0, challenge)), 0);
  }

  /// The transaction that spends it.
  static Transaction toSign(
      Transaction toSpend,
      Script scriptSig,
      Witness witness,
      int version,
      int lockTime,
      int sequence) {
    TxIn input =
        new TxIn(new OutPoint(toSpend.txid(), 0), scriptSig, sequence).withWitness(witness);
    Script nothing = new ScriptBuilder().op(Opcodes.OP_RETURN).build();
    return Transaction.create(version, List.of(input), List.of(new TxOut(0, nothing)), lockTime);
  }

  /// In the short form, which holds the witness alone; empty where keys are missing or the address
  /// needs more than a witness, as those do that are older than segwit.
  public static Optional<String> signSimple(
      Script challenge, String message, SigningProvider keys, ScriptSatisfier satisfier) {
    if (!ScriptTemplates.isWitnessProgram(challenge)) {
      return Optional.empty();
    }
    return sign(challenge, message, keys, satisfier, 0, 0, 0)
        .map(tx -> {
          ByteWriter out = new ByteWriter();
          tx.inputs().getFirst().witness().write(out);
          return SIMPLE + StrictBase64.encode(out.toByteArray());
        });
  }

  /// In the long form, for any address; lock time and sequence number may say from when on the
  /// address could be spent so. `version` is 0, or 2 for relative lock times.
  public static Optional<String> signFull(
      Script challenge,
      String message,
      SigningProvider keys,
      ScriptSatisfier satisfier,
      int version,
      int lockTime,
      int sequence) {
    return sign(challenge, message, keys, satisfier, version, lockTime, sequence)
        .map(tx -> FULL + StrictBase64.encode(tx.toBytes()));
  }

  private static Optional<Transaction> sign(
      Script challenge,
      String message,
      SigningProvider keys,
      ScriptSatisfier satisfier,
      int version,
      int lockTime,
      int sequence) {
    Transaction toSpend = toSpend(challenge, message);
    Transaction unsigned =
        toSign(toSpend, Script.EMPTY, Witness.EMPTY, version, lockTime, sequence);
    PrecomputedTransactionData data = new PrecomputedTransactionData(unsigned, toSpend.outputs());
    SignatureData known = new SignatureData();
    boolean complete =
        SignatureProducer.produce(
            keys,
            new TransactionSignatureCreator(data, 0, 0, SigHash.DEFAULT),
            satisfier,
            challenge,
            known);
    return complete
        ? Optional.of(
            toSign(toSpend, known.scriptSig(), known.scriptWitness(), version, lockTime, sequence))
        : Optional.empty();
  }

  /// For an address's output script. Signatures without a prefix are taken for the old form where
  /// the address is a key's hash, else for the short one.
  public static MessageVerdict verify(Script challenge, String signature, String message) {
    String prefix = signature.length() >= 3 ? signature.substring(0, 3) : "";
    boolean hasPrefix =
        prefix.equals(SIMPLE) || prefix.equals(FULL) || prefix.equals(PROOF_OF_FUNDS);
    String text = hasPrefix ? signature.substring(3) : signature;
    if (text.isEmpty()) {
      return invalid("The signature is too short.");
    }
    if (text.length() > MAX_BYTES / 3 * 4) {
      return invalid("The signature is too long.");
    }
    Optional<byte[]> bytes = StrictBase64.decode(text);
    if (bytes.isEmpty()) {
      return invalid("The signature is not valid base64.");
    }
    if (!hasPrefix
        && bytes.get().length == LEGACY_BYTES
        && ScriptTemplates.isPayToPubkeyHash(challenge)) {
      return LegacyMessage.verify(challenge, text, message) == LegacyMessage.Verdict.VALID
          ? new MessageVerdict.Valid(0, 0, List.of())
          : invalid("Somebody else signed, or another message.");
    }
    Transaction toSpend = toSpend(challenge, message);
    return switch (prefix) {
      case FULL -> full(toSpend, bytes.get());
      case PROOF_OF_FUNDS -> FundsProof.verify(toSpend, bytes.get());
      default -> simple(toSpend, bytes.get());
    };
  }

  static MessageVerdict invalid(String reason) {
    return new MessageVerdict.Invalid(reason);
  }

  private static MessageVerdict simple(Transaction toSpend, byte[] bytes) {
    Witness witness;
    try {
      ByteReader in = new ByteReader(bytes);
      witness = Witness.read(in);
      in.expectEnd();
    } catch (DecodeException _) {
      return invalid("The signature is no witness.");
    }
    Transaction tx = toSign(toSpend, Script.EMPTY, witness, 0, 0, 0);
    return MessageCheck.spends(tx, toSpend.outputs(), List.of());
  }

  private static MessageVerdict full(Transaction toSpend, byte[] bytes) {
    Transaction tx;
    try {
      tx = Transaction.parse(bytes);
    } catch (DecodeException _) {
      return invalid("The signature is no transaction.");
    }
    if (tx.inputs().size() != 1) {
      return invalid("The signature has other inputs, whose coins it does not show.");
    }
    return MessageCheck.form(tx, toSpend)
        .orElseGet(() -> MessageCheck.spends(tx, toSpend.outputs(), List.of()));
  }
}
