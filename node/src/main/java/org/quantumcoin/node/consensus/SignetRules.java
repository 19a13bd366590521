package org.quantumcoin.node.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptCheck;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;

/// Signet's block signatures (BIP-0325): the coinbase carries a solution to the network's
/// challenge.
public final class SignetRules {
  /// Marks the push with the solution behind the witness commitment.
  private static final byte[] TAG = {(byte) 0xec, (byte) 0xc7, (byte) 0xda, (byte) 0xa2};

  private static final int FLAGS =
      ScriptFlags.P2SH | ScriptFlags.WITNESS | ScriptFlags.DERSIG | ScriptFlags.NULLDUMMY;

  private SignetRules() {}

  /// Whether a block carries a valid solution; the genesis block needs none.
  public static boolean isSolved(Block block, Script challenge) {
    if (block.header().previous().equals(BlockHash.ZERO)) {
      return true;
    }
    int at = BlockRules.witnessCommitmentIndex(block);
    if (at < 0) {
      return false;
    }
    Transaction coinbase = block.transactions().get(0);
    Optional<Extracted> extracted = extract(coinbase.outputs().get(at).script());
    if (extracted.isEmpty()) {
      return false;
    }
    Script scriptSig = Script.EMPTY;
    Witness witness = Witness.EMPTY;
    byte[] solution = extracted.get().solution();
    if (solution.length > 0) {
      try {
        ByteReader in = new ByteReader(solution);
        scriptSig = Script.read(in);
        witness = Witness.read(in);
        in.expectEnd();
      } catch (DecodeException _) {
        return false;
      }
    }
    return verify(block, coinbase, at, extracted.get().rest(), challenge, scriptSig, witness);
  }

  private static boolean verify(
      Block block,
      Transaction coinbase,
      int commitmentAt,
      Script commitmentWithoutSolution,
      Script challenge,
      Script scriptSig,
      Witness witness) {
    List<TxOut> outputs = new ArrayList<>(coinbase.outputs());
    outputs.set(
        commitmentAt, new TxOut(outputs.get(commitmentAt).value(), commitmentWithoutSolution));
    List<TxIn> inputs = coinbase.inputs();
    Transaction modified =
        Transaction.create(coinbase.version(), inputs, outputs, coinbase.lockTime());
    Hash256 root = merkleRootWith(block, modified.txid());

    BlockHeader header = block.header();
    ByteWriter signed = new ByteWriter(72);
    signed.writeInt32(header.version());
    header.previous().write(signed);
    root.write(signed);
    signed.writeUint32(header.time());

    Script toSpendSig =
        Script.of(
            new ByteWriter()
                .writeByte(0)
                .writeByte(72)
                .writeBytes(signed.toByteArray())
                .toByteArray());
    Transaction toSpend =
        Transaction.create(
            0,
            List.of(new TxIn(OutPoint.NULL, toSpendSig, 0)),
            List.of(new TxOut(0, challenge)),
            0);
    Transaction toSign =
        Transaction.create(
            0,
            List.of(new TxIn(new OutPoint(toSpend.txid(), 0), scriptSig, 0, witness)),
            List.of(new TxOut(0, Script.fromHex("6a"))),
            0);
    TxOut spent = toSpend.outputs().get(0);
    PrecomputedTransactionData data = new PrecomputedTransactionData(toSign, List.of(spent));
    return new ScriptCheck(data, 0, spent, FLAGS).run() == ScriptError.OK;
  }

  private static Hash256 merkleRootWith(Block block, Txid coinbase) {
    List<Hash256> leaves = new ArrayList<>();
    leaves.add(coinbase.hash());
    for (int i = 1; i < block.transactions().size(); i++) {
      leaves.add(block.transactions().get(i).txid().hash());
    }
    return MerkleTree.of(leaves).hash();
  }

  /// The solution, and the commitment with the solution's push cut down to its tag.
  private static final class Extracted {
    private final byte[] solution;
    private final Script rest;

    Extracted(byte[] solution, Script rest) {
      this.solution = solution;
      this.rest = rest;
    }

    byte[] solution() {
      return solution;
    }

    Script rest() {
      return rest;
    }
  }

  /// Finds the first push that begins with the tag and holds more (Core's
  /// `FetchAndClearCommitmentSection`); a script without one has an empty solution, a script that
  /// cannot be parsed has none.
  private static Optional<Extracted> extract(Script script) {
    ByteWriter rest = new ByteWriter();
    byte[] solution = {};
    boolean found = false;
    int at = 0;
    while (at < script.length()) {
      int opcode = script.at(at);
      int head = pushHead(opcode);
      if (at + head > script.length()) {
        break;
      }
      long size = pushSize(script, at, opcode);
      if (size > script.length() - at - head) {
        break;
      }
      int next = at + head + (int) size;
      byte[] data = script.toBytes(at + head, next);
      boolean tagged =
          data.length > TAG.length && Arrays.equals(data, 0, TAG.length, TAG, 0, TAG.length);
      if (!found && tagged) {
        found = true;
        solution = Arrays.copyOfRange(data, TAG.length, data.length);
        rest.writeByte(TAG.length).writeBytes(TAG);
      } else {
        rest.writeBytes(script.toBytes(at, next));
      }
      at = next;
    }
    Script cleared = found ? Script.of(rest.toByteArray()) : script;
    return Optional.of(new Extracted(solution, cleared));
  }

  private static int pushHead(int opcode) {
    return switch (opcode) {
      case 0x4c -> 2;
      case 0x4d -> 3;
      case 0x4e -> 5;
      default -> 1;
    };
  }

  private static long pushSize(Script script, int at, int opcode) {
    return switch (opcode) {
      case 0x4c -> script.at(at + 1);
      case 0x4d -> script.at(at + 1) | script.at(at + 2) << 8;
      case 0x4e ->
          script.at(at + 1)
              | script.at(at + 2) << 8
              | script.at(at + 3) << 16
              | (long) script.at(at + 4) << 24;
      default -> opcode <= 75 ? opcode : 0;
    };
  }
}
