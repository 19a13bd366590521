package org.quantumcoin.node.chain;

import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;

/// Core's compressed form of coins, used in undo files and in the coins database.
///
/// Amounts lose their trailing zeros; the five commonest scripts shrink to a tag and a hash or key
/// (Core's `compressor.h`).
final class CoinCodec {
  /// Tags below this name a known script, others are the script's length plus this (Core's
  /// `nSpecialScripts`).
  private static final int SPECIAL_SCRIPTS = 6;

  /// A script longer than any valid one is not worth keeping; Core stores a single OP_RETURN
  /// instead.
  private static final int MAX_SCRIPT_BYTES = 10_000;

  private static final int OP_DUP = 0x76;
  private static final int OP_HASH160 = 0xa9;
  private static final int OP_EQUALVERIFY = 0x88;
  private static final int OP_EQUAL = 0x87;
  private static final int OP_CHECKSIG = 0xac;
  private static final int OP_RETURN = 0x6a;

  private CoinCodec() {}

  /// Height and coinbase flag, amount, script.
  static void write(Coin coin, ByteWriter out) {
    out.writeVarInt((long) coin.height() * 2 + (coin.coinbase() ? 1 : 0));
    writeOutput(coin.out(), out);
  }

  static Coin read(ByteReader in) {
    long code = in.readVarInt();
    return new Coin(readOutput(in), (int) (code >>> 1), (code & 1) != 0);
  }

  /// As [#write] with the empty version field that undo files keep for old readers (Core's
  /// `TxInUndoFormatter`).
  static void writeUndo(Coin coin, ByteWriter out) {
    out.writeVarInt((long) coin.height() * 2 + (coin.coinbase() ? 1 : 0));
    if (coin.height() > 0) {
      out.writeByte(0);
    }
    writeOutput(coin.out(), out);
  }

  static Coin readUndo(ByteReader in) {
    long code = in.readVarInt();
    int height = (int) (code >>> 1);
    if (height > 0) {
      in.readVarInt();
    }
    return new Coin(readOutput(in), height, (code & 1) != 0);
  }

  private static void writeOutput(TxOut output, ByteWriter out) {
    out.writeVarInt(compressAmount(output.value()));
    writeScript(output.script(), out);
  }

  private static TxOut readOutput(ByteReader in) {
    long value = decompressAmount(in.readVarInt());
    return new TxOut(value, readScript(in));
  }

  /// Amounts with many trailing zeros become small numbers (Core's `CompressAmount`).
  static long compressAmount(long amount) {
    if (amount == 0) {
      return 0;
    }
    long n = amount;
    int exponent = 0;
    while (n % 10 == 0 && exponent < 9) {
      n /= 10;
      exponent++;
    }
    if (exponent < 9) {
      long digit = n % 10;
      n /= 10;
      return 1 + (n * 9 + digit - 1) * 10 + exponent;
    }
    return 1 + (n - 1) * 10 + 9;
  }

  static long decompressAmount(long compressed) {
    if (compressed == 0) {
      return 0;
    }
    long x = compressed - 1;
    int exponent = (int) (x % 10);
    x /= 10;
    long n;
    if (exponent < 9) {
      long digit = x % 9 + 1;
      x /= 9;
      n = x * 10 + digit;
    } else {
      n = x + 1;
    }
    for (int i = 0; i < exponent; i++) {
      n *= 10;
    }
    return n;
  }

  private static void writeScript(Script script, ByteWriter out) {
    int length = script.length();
    if (isPubkeyHash(script)) {
      out.writeByte(0).writeBytes(script.toBytes(3, 23));
    } else if (isScriptHash(script)) {
      out.writeByte(1).writeBytes(script.toBytes(2, 22));
    } else if (length == 35
        && script.at(0) == 33
        && script.at(34) == OP_CHECKSIG
        && (script.at(1) == 2 || script.at(1) == 3)) {
      out.writeByte(script.at(1)).writeBytes(script.toBytes(2, 34));
    } else if (length == 67
        && script.at(0) == 65
        && script.at(66) == OP_CHECKSIG
        && script.at(1) == 4
        && Secp256k1.isValidPublicKey(script.toBytes(1, 66))) {
      // Only a point on the curve can be found again from half of it.
      out.writeByte(4 | (script.at(65) & 1)).writeBytes(script.toBytes(2, 34));
    } else {
      out.writeVarInt(length + (long) SPECIAL_SCRIPTS).writeBytes(script.toBytes());
    }
  }

  private static boolean isPubkeyHash(Script script) {
    return script.length() == 25
        && script.at(0) == OP_DUP
        && script.at(1) == OP_HASH160
        && script.at(2) == 20
        && script.at(23) == OP_EQUALVERIFY
        && script.at(24) == OP_CHECKSIG;
  }

  private static boolean isScriptHash(Script script) {
    return script.length() == 23
        && script.at(0) == OP_HASH160
        && script.at(1) == 20
        && script.at(22) == OP_EQUAL;
  }

  private static Script readScript(ByteReader in) {
    long tag = in.readVarInt();
    if (tag < SPECIAL_SCRIPTS) {
      return readSpecialScript((int) tag, in);
    }
    long length = tag - SPECIAL_SCRIPTS;
    if (length > ByteReader.MAX_SIZE) {
      throw new DecodeException("script of " + length + " bytes");
    }
    byte[] bytes = in.readBytes((int) length);
    return length > MAX_SCRIPT_BYTES
        ? Script.of(new byte[] {OP_RETURN})
        : Script.slice(bytes, 0, bytes.length);
  }

  private static Script readSpecialScript(int tag, ByteReader in) {
    ByteWriter out = new ByteWriter(67);
    switch (tag) {
      case 0 ->
          out.writeByte(OP_DUP)
              .writeByte(OP_HASH160)
              .writeByte(20)
              .writeBytes(in.readBytes(20))
              .writeByte(OP_EQUALVERIFY)
              .writeByte(OP_CHECKSIG);
      case 1 ->
          out.writeByte(OP_HASH160).writeByte(20).writeBytes(in.readBytes(20)).writeByte(OP_EQUAL);
      case 2, 3 ->
          out.writeByte(33).writeByte(tag).writeBytes(in.readBytes(32)).writeByte(OP_CHECKSIG);
      default -> {
        byte[] compressed = new byte[33];
        compressed[0] = (byte) (tag - 2);
        System.arraycopy(in.readBytes(32), 0, compressed, 1, 32);
        Optional<byte[]> key = Secp256k1.decompress(compressed);
        if (key.isEmpty()) {
          throw new DecodeException("compressed key is not on the curve");
        }
        out.writeByte(65).writeBytes(key.get()).writeByte(OP_CHECKSIG);
      }
    }
    byte[] bytes = Arrays.copyOf(out.array(), out.size());
    return Script.slice(bytes, 0, bytes.length);
  }
}
