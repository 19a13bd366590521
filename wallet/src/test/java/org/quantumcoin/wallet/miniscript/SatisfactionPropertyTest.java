package org.quantumcoin.wallet.miniscript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Ripemd160;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ExecutionData;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.ScriptVerifier;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.SignatureHash;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.script.TransactionSignatureChecker;

/// Random expressions are satisfied by random signers, and the interpreter judges.
class SatisfactionPropertyTest {
  private static final byte[] INTERNAL = Secp256k1.xOnly(RandomMiniscript.secret(9_999));
  private static final int SEQUENCE = 10;
  private static final int LOCK_TIME = 12;
  private static final int TRIES = 15_000;

  /// One spend of one script, by someone who has some of the secrets.
  private static final class Spend implements Satisfier {
    private final Miniscript node;
    private final HexKeys keys;
    private final Set<Integer> mine = new HashSet<>();
    private final Set<Integer> preimages = new HashSet<>();
    private final boolean tapscript;
    private final Script script;
    private final Script output;
    private final byte[] control;
    private final PrecomputedTransactionData data;

    Spend(Miniscript node, HexKeys keys, SplittableRandom random) {
      this.node = node;
      this.keys = keys;
      this.tapscript = node.context() == MiniscriptContext.TAPSCRIPT;
      this.script = node.script(keys::bytes);
      byte[] leafHash = Taproot.leafHash(Taproot.LEAF_TAPSCRIPT, script);
      byte[] outputKey = Taproot.outputKey(INTERNAL, Optional.of(leafHash)).orElseThrow();
      this.output =
          tapscript
              ? ScriptTemplates.payToTaproot(Arrays.copyOfRange(outputKey, 1, 33))
              : ScriptTemplates.payToWitnessScriptHash(script);
      this.control = new byte[33];
      control[0] = (byte) (Taproot.LEAF_TAPSCRIPT | (outputKey[0] & 1));
      System.arraycopy(INTERNAL, 0, control, 1, 32);
      TxIn input = new TxIn(new OutPoint(Txid.fromHex("44".repeat(32)), 0), Script.EMPTY, SEQUENCE);
      TxOut spent = new TxOut(100_000, output);
      Transaction tx =
          Transaction.create(2, List.of(input), List.of(new TxOut(90_000, output)), LOCK_TIME);
      this.data = new PrecomputedTransactionData(tx, List.of(spent));
      int chance = random.nextInt(1, 5);
      for (int secret = 1; secret < 60; secret++) {
        if (random.nextInt(chance) == 0) {
          mine.add(secret);
        }
      }
      for (int preimage = 1; preimage < 5; preimage++) {
        if (random.nextInt(chance) == 0) {
          preimages.add(preimage);
        }
      }
    }

    ScriptError verify(List<byte[]> stack) {
      List<byte[]> witness = new ArrayList<>(stack);
      witness.add(script.toBytes());
      if (tapscript) {
        witness.add(control);
      }
      return ScriptVerifier.verify(
          Script.EMPTY,
          output,
          Witness.of(witness),
          ScriptFlags.STANDARD,
          new TransactionSignatureChecker(data, 0, 100_000));
    }

    @Override
    public Optional<byte[]> signature(int key) {
      byte[] wanted = keys.bytes(key);
      for (int number : mine) {
        byte[] secret = RandomMiniscript.secret(number);
        byte[] own = tapscript ? Secp256k1.xOnly(secret) : Secp256k1.publicKey(secret, true);
        if (Arrays.equals(own, wanted)) {
          return Optional.of(sign(secret));
        }
      }
      return Optional.empty();
    }

    private byte[] sign(byte[] secret) {
      if (tapscript) {
        ExecutionData path =
            ExecutionData.scriptPath(Taproot.leafHash(Taproot.LEAF_TAPSCRIPT, script));
        byte[] hash =
            SignatureHash.taproot(data, 0, SigHash.DEFAULT, SigVersion.TAPSCRIPT, path)
                .orElseThrow();
        return Secp256k1.signSchnorr(secret, hash, new byte[32]);
      }
      byte[] hash = SignatureHash.witnessV0(data, 0, script, 100_000, SigHash.ALL);
      byte[] der = Secp256k1.signEcdsa(secret, hash);
      byte[] signature = Arrays.copyOf(der, der.length + 1);
      signature[der.length] = SigHash.ALL;
      return signature;
    }

    @Override
    public byte[] keyBytes(int key) {
      return keys.bytes(key);
    }

    @Override
    public Optional<byte[]> preimage(Fragment hashFunction, byte[] hash) {
      for (int number : preimages) {
        byte[] preimage = RandomMiniscript.secret(number);
        byte[] image =
            switch (hashFunction) {
              case SHA256 -> Sha256.hash(preimage);
              case HASH256 -> Sha256.hashTwice(preimage);
              case HASH160 -> Hash160.hash(preimage);
              default -> Ripemd160.hash(preimage);
            };
        if (Arrays.equals(image, hash)) {
          return Optional.of(preimage);
        }
      }
      return Optional.empty();
    }

    @Override
    public boolean isOlder(int value) {
      return value <= SEQUENCE;
    }

    @Override
    public boolean isAfter(int value) {
      return value <= LOCK_TIME;
    }
  }

  /// Can the policy be met at all, whatever the script makes of it?
  private static boolean canBeMet(Spend spend) {
    return spend.node.fold((node, subs) -> {
      long met = subs.stream().filter(x -> x).count();
      return switch (node.fragment()) {
        case JUST_0 -> false;
        case JUST_1 -> true;
        case PK_K, PK_H, MULTI, MULTI_A ->
            node.keys().stream().filter(key -> spend.signature(key).isPresent()).count()
                >= Math.max(1, node.k());
        case OLDER -> spend.isOlder(node.k());
        case AFTER -> spend.isAfter(node.k());
        case SHA256, HASH256, HASH160, RIPEMD160 ->
            spend.preimage(node.fragment(), node.hash()).isPresent();
        case AND_V, AND_B -> met == 2;
        case OR_B, OR_C, OR_D, OR_I -> met > 0;
        case ANDOR -> (subs.get(0) && subs.get(1)) || subs.get(2);
        case THRESH -> met >= node.k();
        default -> subs.getFirst();
      };
    });
  }

  @ParameterizedTest
  @EnumSource
  void satisfy_whenTheExpressionIsSane_givesAWitnessExactlyIfThereIsOne(MiniscriptContext context) {
    SplittableRandom random = new SplittableRandom(17);
    int sane = 0;
    int satisfied = 0;
    for (int i = 0; i < TRIES; i++) {
      HexKeys keys = new HexKeys(context);
      String text =
          new RandomMiniscript(random, context == MiniscriptContext.TAPSCRIPT)
              .next(random.nextInt(1, 4));
      Optional<Miniscript> parsed = Miniscript.parse(text, context, keys);
      if (parsed.isEmpty() || !parsed.get().isValidTopLevel()) {
        continue;
      }
      Miniscript node = parsed.get();
      Script script = node.script(keys::bytes);
      Miniscript decoded = Miniscript.decode(script, context, keys).orElseThrow();
      assertThat(decoded.script(keys::bytes)).as(text).isEqualTo(script);
      assertThat(decoded.typeLetters()).as(text).isEqualTo(node.typeLetters());
      if (!node.isSane()) {
        continue;
      }
      sane++;
      Spend spend = new Spend(node, keys, random);
      Optional<List<byte[]>> stack = node.satisfy(spend);
      assertThat(stack.isPresent()).as(text).isEqualTo(canBeMet(spend));
      if (stack.isPresent()) {
        satisfied++;
        assertThat(spend.verify(stack.get())).as(text).isEqualTo(ScriptError.OK);
        assertThat(stack.get()).as(text).hasSizeLessThanOrEqualTo(node.stackItems().orElseThrow());
        int bytes = stack.get().stream().mapToInt(item -> 1 + item.length).sum();
        assertThat(bytes).as(text).isLessThanOrEqualTo(node.witnessBytes().orElseThrow());
      }
    }
    assertThat(sane).isGreaterThan(50);
    assertThat(satisfied).isGreaterThan(50);
  }

  @Test
  void satisfy_whenOnlyAMalleableWayExists_givesNothing() {
    MiniscriptContext context = MiniscriptContext.P2WSH;
    HexKeys keys = new HexKeys(context);
    String hash = Hex.encode(Sha256.hash(RandomMiniscript.secret(1)));
    Miniscript node =
        Miniscript.parse("or_d(sha256(" + hash + "),older(5))", context, keys).orElseThrow();
    Spend spend = new Spend(node, keys, new SplittableRandom(1));
    assertThat(node.satisfy(spend)).isEmpty();
  }
}
