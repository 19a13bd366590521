package org.quantumcoin.wallet.psbt;

/// Numbers of the fields, by the BIPs 174, 370, 371 and 373.
final class FieldType {
  static final int GLOBAL_UNSIGNED_TX = 0x00;
  static final int GLOBAL_XPUB = 0x01;
  static final int GLOBAL_TX_VERSION = 0x02;
  static final int GLOBAL_FALLBACK_LOCK_TIME = 0x03;
  static final int GLOBAL_INPUT_COUNT = 0x04;
  static final int GLOBAL_OUTPUT_COUNT = 0x05;
  static final int GLOBAL_TX_MODIFIABLE = 0x06;
  static final int GLOBAL_VERSION = 0xfb;

  static final int IN_NON_WITNESS_UTXO = 0x00;
  static final int IN_WITNESS_UTXO = 0x01;
  static final int IN_PARTIAL_SIGNATURE = 0x02;
  static final int IN_SIGHASH_TYPE = 0x03;
  static final int IN_REDEEM_SCRIPT = 0x04;
  static final int IN_WITNESS_SCRIPT = 0x05;
  static final int IN_BIP32_DERIVATION = 0x06;
  static final int IN_FINAL_SCRIPT_SIG = 0x07;
  static final int IN_FINAL_SCRIPT_WITNESS = 0x08;
  static final int IN_RIPEMD160 = 0x0a;
  static final int IN_SHA256 = 0x0b;
  static final int IN_HASH160 = 0x0c;
  static final int IN_HASH256 = 0x0d;
  static final int IN_PREVIOUS_TXID = 0x0e;
  static final int IN_OUTPUT_INDEX = 0x0f;
  static final int IN_SEQUENCE = 0x10;
  static final int IN_REQUIRED_TIME = 0x11;
  static final int IN_REQUIRED_HEIGHT = 0x12;
  static final int IN_TAP_KEY_SIGNATURE = 0x13;
  static final int IN_TAP_SCRIPT_SIGNATURE = 0x14;
  static final int IN_TAP_LEAF_SCRIPT = 0x15;
  static final int IN_TAP_BIP32_DERIVATION = 0x16;
  static final int IN_TAP_INTERNAL_KEY = 0x17;
  static final int IN_TAP_MERKLE_ROOT = 0x18;
  static final int IN_MUSIG2_PARTICIPANTS = 0x1a;
  static final int IN_MUSIG2_PUBLIC_NONCE = 0x1b;
  static final int IN_MUSIG2_PARTIAL_SIGNATURE = 0x1c;

  static final int OUT_REDEEM_SCRIPT = 0x00;
  static final int OUT_WITNESS_SCRIPT = 0x01;
  static final int OUT_BIP32_DERIVATION = 0x02;
  static final int OUT_AMOUNT = 0x03;
  static final int OUT_SCRIPT = 0x04;
  static final int OUT_TAP_INTERNAL_KEY = 0x05;
  static final int OUT_TAP_TREE = 0x06;
  static final int OUT_TAP_BIP32_DERIVATION = 0x07;
  static final int OUT_MUSIG2_PARTICIPANTS = 0x08;

  static final int PROPRIETARY = 0xfc;

  private FieldType() {}
}
