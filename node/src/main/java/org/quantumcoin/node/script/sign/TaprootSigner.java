package org.quantumcoin.node.script.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptCursor;
import org.quantumcoin.node.script.ScriptNumber;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.Taproot;

/// Taproot's two ways to spend (Core's `SignTaproot`): a signature by the output key, or a leaf
/// satisfied. Leaves of one key and of m of n keys are known here; all others are the satisfier's.
final class TaprootSigner {
  private static final byte[] EMPTY = new byte[0];

  private final SigningProvider provider;
  private final SignatureCreator creator;
  private final ScriptSatisfier satisfier;
  private final SignatureData data;

  TaprootSigner(
      SigningProvider provider,
      SignatureCreator creator,
      ScriptSatisfier satisfier,
      SignatureData data) {
    this.provider = provider;
    this.creator = creator;
    this.satisfier = satisfier;
    this.data = data;
  }

  /// With the internal key where it is known, else with the output key itself.
  Optional<byte[]> keyPath(byte[] outputKey) {
    ByteString internal = data.taproot().internalKey();
    if (internal != null) {
      data.askedXOnlyKeys().computeIfAbsent(internal, _ -> new TreeSet<>());
    }
    if (data.taprootKeySignature == null && internal != null) {
      byte[] key = internal.toBytes();
      ByteString root = data.taproot().merkleRoot();
      byte[] tweak = Taproot.tweak(key, Optional.ofNullable(root).map(ByteString::toBytes));
      keep(creator.schnorr(provider, key, null, tweak));
    }
    if (data.taprootKeySignature == null) {
      keep(creator.schnorr(provider, outputKey, null, null));
    }
    return Optional.ofNullable(data.taprootKeySignature).map(ByteString::toBytes);
  }

  private void keep(Optional<byte[]> signature) {
    signature.ifPresent(made -> data.taprootKeySignature = ByteString.of(made));
  }

  /// The stack that satisfies a leaf, without the script and its control block.
  Optional<List<byte[]>> scriptPath(TaprootSpend.LeafScript leaf) {
    if (leaf.version() != Taproot.LEAF_TAPSCRIPT) {
      return Optional.empty();
    }
    Script script = Script.of(leaf.script().toBytes());
    byte[] leafHash = Taproot.leafHash(leaf.version(), script);
    Optional<KeyLeaf> keys = KeyLeaf.of(script);
    if (keys.isPresent()) {
      return keys.get().satisfy(key -> leafSignature(key, leafHash));
    }
    return satisfier.satisfy(
        script,
        SigVersion.TAPSCRIPT,
        new ScriptSource(provider, creator, data, key -> leafSignature(key, leafHash)));
  }

  private byte[] leafSignature(byte[] xOnlyKey, byte[] leafHash) {
    ByteString key = ByteString.of(xOnlyKey);
    ByteString leaf = ByteString.of(leafHash);
    data.askedXOnlyKeys().computeIfAbsent(key, _ -> new TreeSet<>()).add(leaf);
    SignatureData.LeafKey leafKey = new SignatureData.LeafKey(key, leaf);
    ByteString known = data.taprootScriptSignatures().get(leafKey);
    if (known != null) {
      return known.toBytes();
    }
    Optional<byte[]> made = creator.schnorr(provider, xOnlyKey, leafHash, null);
    made.ifPresent(
        signature -> data.taprootScriptSignatures().put(leafKey, ByteString.of(signature)));
    return made.orElse(EMPTY);
  }

  /// `<key> CHECKSIG`, or `<key> CHECKSIG <key> CHECKSIGADD … <m> NUMEQUAL` (BIP-0387).
  private record KeyLeaf(List<ByteString> keys, int threshold) {
    static Optional<KeyLeaf> of(Script script) {
      List<ByteString> keys = new ArrayList<>();
      ScriptCursor cursor = new ScriptCursor(script);
      boolean more = cursor.next();
      while (more && cursor.dataLength() == 32) {
        keys.add(ByteString.of(cursor.data()));
        int expected = keys.size() == 1 ? Opcodes.OP_CHECKSIG : Opcodes.OP_CHECKSIGADD;
        if (!cursor.next() || cursor.opcode() != expected) {
          return Optional.empty();
        }
        more = cursor.next();
      }
      if (!more) {
        return keys.size() == 1 && cursor.isAtEnd()
            ? Optional.of(new KeyLeaf(keys, 1))
            : Optional.empty();
      }
      long threshold = number(cursor);
      boolean ends = cursor.next() && cursor.opcode() == Opcodes.OP_NUMEQUAL && cursor.isAtEnd();
      return ends && threshold >= 1 && threshold <= keys.size()
          ? Optional.of(new KeyLeaf(keys, (int) threshold))
          : Optional.empty();
    }

    private static long number(ScriptCursor cursor) {
      int opcode = cursor.opcode();
      if (opcode >= Opcodes.OP_1 && opcode <= Opcodes.OP_16) {
        return opcode - Opcodes.OP_1 + 1L;
      }
      return cursor.dataLength() > 0 && cursor.isMinimalPush()
          ? ScriptNumber.decode(cursor.data(), true, ScriptNumber.MAX_BYTES)
          : -1;
    }

    /// All keys are asked. The last signatures that are too many are left out, and the first key's
    /// comes last on the stack.
    Optional<List<byte[]>> satisfy(UnaryOperator<byte[]> sign) {
      List<byte[]> items = new ArrayList<>();
      int count = 0;
      for (ByteString key : keys) {
        byte[] signature = sign.apply(key.toBytes());
        boolean take = signature.length > 0 && count < threshold;
        count += take ? 1 : 0;
        items.addFirst(take ? signature : EMPTY);
      }
      return count == threshold ? Optional.of(items) : Optional.empty();
    }
  }
}
