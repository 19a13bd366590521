package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Taproot;

/// Makes output scripts of every kind together with what spends them.
final class LockGenerator {
  private static final Script ANCHOR = Script.fromHex("51024e73");
  private static final byte[] NOTHING = {};

  private final Chance chance;
  private final ScriptGenerator scripts;

  LockGenerator(Chance chance) {
    this.chance = chance;
    this.scripts = new ScriptGenerator(chance);
  }

  /// An output script, what kind it is, and how an input satisfies it.
  record Lock(String kind, Script script, Unlock unlock) {}

  interface Unlock {
    void accept(Spend spend, TxDraft.Input input);
  }

  Lock any(TxTimes times) {
    return switch (chance.below(32)) {
      case 0, 1, 2, 3, 4 -> bare(times);
      case 5, 6, 7, 8, 9 -> p2sh(times);
      case 10, 11, 12, 13 -> p2wsh(times);
      case 14, 15 -> nested(p2wsh(times));
      case 16 -> p2pk();
      case 17, 18 -> p2pkh();
      case 19, 20 -> p2wpkh();
      case 21 -> nested(p2wpkh());
      case 22 -> bareMultisig();
      case 23, 24 -> taprootKeyPath();
      case 25, 26, 27, 28, 29 -> taprootScriptPath(times);
      case 30 -> unknownProgram();
      default -> chance.percent(50) ? anchor() : nested(otherProgram());
    };
  }

  private Lock bare(TxTimes times) {
    Puzzle puzzle = scripts.puzzle(Dialect.BASE, times);
    return new Lock("bare", puzzle.script(), (spend, input) -> input.push(puzzle.solve(spend)));
  }

  private Lock p2sh(TxTimes times) {
    Puzzle puzzle = scripts.puzzle(Dialect.BASE, times);
    Script redeem = puzzle.script();
    return new Lock(
        "P2SH",
        ScriptTemplates.payToScriptHash(redeem),
        (spend, input) -> {
          List<byte[]> stack = puzzle.solve(spend);
          stack.add(redeem.toBytes());
          input.push(stack);
        });
  }

  private Lock p2wsh(TxTimes times) {
    Puzzle puzzle = scripts.puzzle(Dialect.WITNESS_V0, times);
    Script script = puzzle.script();
    return new Lock(
        "P2WSH",
        ScriptTemplates.payToWitnessScriptHash(script),
        (spend, input) -> {
          input.witness = puzzle.solve(spend);
          input.witness.add(script.toBytes());
        });
  }

  /// A witness program behind a script hash (BIP-0141, "P2SH-P2WPKH").
  private static Lock nested(Lock program) {
    return new Lock(
        "P2SH-" + program.kind(),
        ScriptTemplates.payToScriptHash(program.script()),
        (spend, input) -> {
          program.unlock().accept(spend, input);
          input.push(List.of(program.script().toBytes()));
        });
  }

  private byte[] sign(Spend spend, Dialect dialect, Script script, SecretKey key) {
    return spend.by(dialect, script).sign(key, scripts.hashType(dialect), 0, -1);
  }

  private Lock p2pk() {
    SecretKey key = KeyRing.any(chance);
    Script script = ScriptTemplates.payToPubkey(KeyRing.ecdsa(key, chance));
    return new Lock(
        "P2PK",
        script,
        (spend, input) -> input.push(List.of(sign(spend, Dialect.BASE, script, key))));
  }

  private Lock p2pkh() {
    SecretKey key = KeyRing.any(chance);
    byte[] publicKey = KeyRing.ecdsa(key, chance);
    Script script = ScriptTemplates.payToPubkeyHash(Hash160.hash(publicKey));
    return new Lock(
        "P2PKH",
        script,
        (spend, input) -> input.push(List.of(sign(spend, Dialect.BASE, script, key), publicKey)));
  }

  private Lock p2wpkh() {
    SecretKey key = KeyRing.any(chance);
    byte[] publicKey = KeyRing.ecdsa(key, chance);
    byte[] hash = Hash160.hash(publicKey);
    Script code = ScriptTemplates.payToPubkeyHash(hash);
    return new Lock(
        "P2WPKH",
        ScriptTemplates.payToWitnessPubkeyHash(hash),
        (spend, input) ->
            input.witness =
                new ArrayList<>(List.of(sign(spend, Dialect.WITNESS_V0, code, key), publicKey)));
  }

  private Lock bareMultisig() {
    int keys = chance.percent(15) ? chance.between(4, 20) : chance.between(1, 3);
    int required = chance.between(1, Math.min(keys, 16));
    List<SecretKey> ring = new ArrayList<>();
    List<byte[]> publicKeys = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      ring.add(KeyRing.any(chance));
      publicKeys.add(KeyRing.ecdsa(ring.get(i), chance));
    }
    Script script = ScriptTemplates.multisig(required, publicKeys);
    return new Lock(
        "bare multisig",
        script,
        (spend, input) -> {
          List<byte[]> stack = new ArrayList<>(List.of(NOTHING));
          for (SecretKey key : ring.subList(keys - required, keys)) {
            stack.add(sign(spend, Dialect.BASE, script, key));
          }
          input.push(stack);
        });
  }

  private Script annex() {
    return chance.percent(8)
        ? new ScriptBuilder().op(Taproot.ANNEX_TAG).raw(chance.bytes(chance.below(5))).build()
        : Script.EMPTY;
  }

  private static void add(Script annex, TxDraft.Input input) {
    if (!annex.isEmpty()) {
      input.witness.add(annex.toBytes());
    }
  }

  private Lock taprootKeyPath() {
    SecretKey key = KeyRing.any(chance);
    Optional<byte[]> root = chance.percent(50) ? Optional.empty() : Optional.of(chance.bytes(32));
    byte[] outputKey = Taproot.outputKey(key.xOnly(), root).orElseThrow();
    byte[] tweak = Taproot.tweak(key.xOnly(), root);
    Script annex = annex();
    int hashType = scripts.hashType(Dialect.TAPSCRIPT);
    return new Lock(
        "P2TR key path",
        ScriptTemplates.payToTaproot(Arrays.copyOfRange(outputKey, 1, 33)),
        (spend, input) -> {
          input.witness.add(spend.with(annex).signKeyPath(key, hashType, tweak));
          add(annex, input);
        });
  }

  /// The tree is known by the path to one leaf; what hangs beside it is nobody's business.
  private Lock taprootScriptPath(TxTimes times) {
    Puzzle puzzle = scripts.puzzle(Dialect.TAPSCRIPT, times);
    int leafVersion = chance.percent(10) ? chance.of(0xc2, 0xc4, 0x66, 0x7e, 0xfe, 0x50) : 0xc0;
    int depth = chance.percent(4) ? chance.of(127, 128, 129) : chance.below(5);
    byte[] internalKey = KeyRing.any(chance).xOnly();
    byte[] control = new byte[33 + 32 * depth];
    System.arraycopy(internalKey, 0, control, 1, 32);
    System.arraycopy(chance.bytes(32 * depth), 0, control, 33, 32 * depth);
    byte[] root = Taproot.merkleRoot(control, Taproot.leafHash(leafVersion, puzzle.script()));
    byte[] outputKey = Taproot.outputKey(internalKey, Optional.of(root)).orElseThrow();
    control[0] = (byte) (leafVersion | (outputKey[0] & 1));
    Script annex = annex();
    return new Lock(
        "P2TR script path",
        ScriptTemplates.payToTaproot(Arrays.copyOfRange(outputKey, 1, 33)),
        (spend, input) -> {
          input.witness = puzzle.solve(spend.with(annex));
          input.witness.add(puzzle.script().toBytes());
          input.witness.add(control);
          add(annex, input);
        });
  }

  private Lock program(String kind, int version, int length) {
    Script script = ScriptTemplates.payToWitness(version, chance.bytes(length));
    boolean witness = chance.percent(60);
    return new Lock(
        kind,
        script,
        (_, input) -> {
          if (witness) {
            input.witness.add(new byte[] {1});
          }
        });
  }

  /// Of a version without rules; or of one with rules, but not of a length they are about.
  private Lock unknownProgram() {
    return switch (chance.below(4)) {
      case 0 -> program("witness v0 of odd length", 0, chance.of(2, 19, 21, 31, 33, 40));
      case 1 -> program("witness v1 of odd length", 1, chance.of(3, 20, 31, 33, 40));
      default -> program("witness v2-16", chance.between(2, 16), chance.between(2, 40));
    };
  }

  /// A program that has no rules when it is nested (BIP-0341).
  private Lock otherProgram() {
    return program("later program", chance.between(1, 16), chance.of(2, 20, 32));
  }

  private static Lock anchor() {
    return new Lock("anchor", ANCHOR, (_, _) -> {});
  }

  /// What anyone can spend and everyone relays; or bare scripts, which nobody does.
  Script payee() {
    return switch (chance.below(12)) {
      case 0 -> Script.fromHex("51");
      case 1 -> ANCHOR;
      case 2 -> new ScriptBuilder().op(Opcodes.OP_RETURN).push(chance.bytes(8)).build();
      default -> ScriptTemplates.payToWitnessScriptHash(Script.fromHex("51"));
    };
  }
}
