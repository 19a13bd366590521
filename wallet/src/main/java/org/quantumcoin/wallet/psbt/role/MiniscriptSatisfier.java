package org.quantumcoin.wallet.psbt.role;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.sign.SatisfactionSource;
import org.quantumcoin.node.script.sign.SatisfactionSource.HashFunction;
import org.quantumcoin.node.script.sign.ScriptSatisfier;
import org.quantumcoin.wallet.miniscript.Fragment;
import org.quantumcoin.wallet.miniscript.KeyFinder;
import org.quantumcoin.wallet.miniscript.Miniscript;
import org.quantumcoin.wallet.miniscript.MiniscriptContext;
import org.quantumcoin.wallet.miniscript.Satisfier;

/// Satisfies scripts that stand for a miniscript (BIP-0379), as Core's `WshSatisfier` and
/// `TapSatisfier`.
public final class MiniscriptSatisfier implements ScriptSatisfier {
  @Override
  public Optional<List<byte[]>> satisfy(
      Script script, SigVersion version, SatisfactionSource source) {
    MiniscriptContext context =
        version == SigVersion.TAPSCRIPT ? MiniscriptContext.TAPSCRIPT : MiniscriptContext.P2WSH;
    Keys keys = new Keys(source, context);
    return Miniscript.decode(script, context, keys)
        .flatMap(found -> found.satisfy(new Sources(source, keys)));
  }

  /// The keys of one script by the numbers that they were given.
  private static final class Keys implements KeyFinder {
    private final SatisfactionSource source;
    private final int keyBytes;
    private final List<ByteString> found = new ArrayList<>();

    Keys(SatisfactionSource source, MiniscriptContext context) {
      this.source = source;
      this.keyBytes = context == MiniscriptContext.TAPSCRIPT ? 32 : 33;
    }

    @Override
    public OptionalInt find(byte[] key) {
      found.add(ByteString.of(key));
      return OptionalInt.of(found.size() - 1);
    }

    @Override
    public OptionalInt findByHash(byte[] hash160) {
      // A PSBT from outside may know a key by the form that this kind of script does not have.
      Optional<byte[]> key = source.keyByHash(hash160).filter(k -> k.length == keyBytes);
      return key.isPresent() ? find(key.get()) : OptionalInt.empty();
    }

    @Override
    public Object identity(int key) {
      return found.get(key);
    }
  }

  private record Sources(SatisfactionSource source, Keys keys) implements Satisfier {
    @Override
    public Optional<byte[]> signature(int key) {
      return source.signature(keyBytes(key));
    }

    @Override
    public byte[] keyBytes(int key) {
      return keys.found.get(key).toBytes();
    }

    @Override
    public Optional<byte[]> preimage(Fragment hashFunction, byte[] hash) {
      // A preimage of another length would not pass the script.
      return function(hashFunction)
          .flatMap(function -> source.preimage(function, hash))
          .filter(preimage -> preimage.length == 32);
    }

    private static Optional<HashFunction> function(Fragment fragment) {
      return switch (fragment) {
        case SHA256 -> Optional.of(HashFunction.SHA256);
        case HASH256 -> Optional.of(HashFunction.HASH256);
        case RIPEMD160 -> Optional.of(HashFunction.RIPEMD160);
        case HASH160 -> Optional.of(HashFunction.HASH160);
        default -> Optional.empty();
      };
    }

    @Override
    public boolean isOlder(int value) {
      return source.checkSequence(value);
    }

    @Override
    public boolean isAfter(int value) {
      return source.checkLockTime(value);
    }
  }
}
