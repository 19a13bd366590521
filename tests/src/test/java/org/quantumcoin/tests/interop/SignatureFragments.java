package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.script.Opcodes;

/// Parts of scripts that check signatures and leave the stack as it was.
final class SignatureFragments {
  private static final byte[] NOTHING = {};

  private final Chance chance;

  SignatureFragments(Chance chance) {
    this.chance = chance;
  }

  void write(ScriptWriter writer) {
    if (chance.percent(12)) {
      writer.separator();
    }
    switch (chance.below(8)) {
      case 0, 1, 2 -> single(writer);
      case 3 -> hashedKey(writer);
      case 4 -> refused(writer);
      default -> {
        if (writer.isTapscript() && chance.percent(95)) {
          sum(writer);
        } else {
          multisig(writer);
        }
      }
    }
  }

  /// Mostly one that is defined.
  int hashType(Dialect dialect) {
    if (chance.percent(50)) {
      return dialect == Dialect.TAPSCRIPT ? chance.below(2) : 1;
    }
    if (chance.percent(8)) {
      return chance.of(0, 4, 0x1f, 0x41, 0x80, 0x84, 0xc1, 0xff);
    }
    return chance.of(1, 2, 3, 0x81, 0x82, 0x83);
  }

  private byte[] publicKey(SecretKey key, Dialect dialect) {
    return dialect == Dialect.TAPSCRIPT ? key.xOnly() : KeyRing.ecdsa(key, chance);
  }

  private void single(ScriptWriter writer) {
    SecretKey key = KeyRing.any(chance);
    if (writer.isTapscript() && chance.percent(12)) {
      // BIP-0342: keys of other lengths are for later rules, an empty one is none.
      int length = chance.percent(10) ? 0 : chance.of(1, 20, 31, 33, 65);
      writer.takes(chance.bytes(chance.of(1, 64, 65))).push(chance.bytes(length));
    } else {
      writer.takesSignature(key, hashType(writer.dialect)).push(publicKey(key, writer.dialect));
    }
    if (chance.percent(70)) {
      writer.op(Opcodes.OP_CHECKSIGVERIFY);
    } else {
      writer.op(Opcodes.OP_CHECKSIG, Opcodes.OP_VERIFY);
    }
  }

  private void hashedKey(ScriptWriter writer) {
    SecretKey key = KeyRing.any(chance);
    byte[] publicKey = publicKey(key, writer.dialect);
    writer.takes(publicKey).op(Opcodes.OP_DUP, Opcodes.OP_HASH160);
    writer.push(Hash160.hash(publicKey)).op(Opcodes.OP_EQUALVERIFY);
    writer.takesSignature(key, hashType(writer.dialect)).op(Opcodes.OP_CHECKSIGVERIFY);
  }

  /// A signature that must not hold: empty as it should be, or another's.
  private void refused(ScriptWriter writer) {
    SecretKey key = KeyRing.any(chance);
    if (chance.percent(60)) {
      writer.takes(NOTHING);
    } else if (chance.percent(50)) {
      writer.takesSignature(KeyRing.any(chance), hashType(writer.dialect));
    } else {
      writer.takes(chance.bytes(chance.of(1, 8, 64, 65, 71)));
    }
    byte[] publicKey =
        chance.percent(10) ? chance.bytes(chance.of(0, 5, 33)) : publicKey(key, writer.dialect);
    writer.push(publicKey).op(Opcodes.OP_CHECKSIG, Opcodes.OP_NOT, Opcodes.OP_VERIFY);
  }

  /// BIP-0342's way to have several signers.
  private void sum(ScriptWriter writer) {
    int keys = chance.percent(5) ? chance.between(21, 60) : chance.between(1, 6);
    int signers = 0;
    List<SecretKey> ring = new ArrayList<>();
    List<Boolean> signs = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      ring.add(KeyRing.any(chance));
      boolean signed = chance.percent(60);
      signs.add(signed);
      signers += signed ? 1 : 0;
    }
    for (int i = 0; i < keys; i++) {
      if (signs.get(i)) {
        writer.takesSignature(ring.get(i), hashType(writer.dialect));
      } else {
        writer.takes(NOTHING);
      }
      if (i == 0 && chance.percent(50)) {
        writer.push(ring.get(i).xOnly()).op(Opcodes.OP_CHECKSIG);
        continue;
      }
      if (i == 0) {
        writer.op(Opcodes.OP_0);
      }
      writer.push(ring.get(i).xOnly()).op(Opcodes.OP_CHECKSIGADD);
    }
    int wanted = chance.percent(3) ? signers + 1 : signers;
    writer.number(wanted).op(Opcodes.OP_NUMEQUALVERIFY);
  }

  private void multisig(ScriptWriter writer) {
    int keys =
        switch (chance.below(12)) {
          case 0 -> 20;
          case 1 -> chance.percent(30) ? 21 : 19;
          case 2 -> 0;
          default -> chance.between(1, 4);
        };
    int required = keys == 0 ? 0 : chance.percent(5) ? 0 : chance.between(1, Math.min(keys, 15));
    List<SecretKey> ring = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      ring.add(KeyRing.any(chance));
    }
    boolean refused = chance.percent(8);
    // Signers are the last keys or the first ones; signatures are consumed from the last to the
    // first.
    int from = chance.percent(50) ? 0 : keys - required;
    for (int i = required - 1; i >= 0; i--) {
      if (refused && chance.percent(80)) {
        writer.takes(NOTHING);
      } else {
        int signer = chance.percent(2) ? 0 : from + i;
        writer.takesSignature(ring.get(signer), hashType(writer.dialect));
      }
    }
    writer.takes(chance.percent(5) ? chance.bytes(1) : NOTHING);
    writer.number(chance.percent(2) ? chance.of(-1, keys + 1) : required);
    for (SecretKey key : ring) {
      writer.push(KeyRing.ecdsa(key, chance));
    }
    writer.number(chance.percent(2) ? chance.of(-1, 21) : keys);
    if (refused) {
      writer.op(Opcodes.OP_CHECKMULTISIG, Opcodes.OP_NOT, Opcodes.OP_VERIFY);
    } else {
      writer.op(Opcodes.OP_CHECKMULTISIGVERIFY);
    }
    writer.countKeys(keys);
  }

  /// BIP-0342, "Resource limits": one signature checked again and again, for fifty units of weight
  /// each time.
  void manyChecks(ScriptWriter writer) {
    SecretKey key = KeyRing.any(chance);
    writer.takesSignature(key, hashType(writer.dialect)).push(key.xOnly());
    for (int i = chance.between(1, 6); i > 0; i--) {
      writer.op(Opcodes.OP_2DUP, Opcodes.OP_CHECKSIGVERIFY);
    }
    writer.op(Opcodes.OP_CHECKSIGVERIFY);
  }
}
