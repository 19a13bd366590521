package org.quantumcoin.node.script;

import java.util.List;
import java.util.StringJoiner;

/// Which rules a script is verified under: Core's `SCRIPT_VERIFY_*` bits, with its names and its
/// order.
public final class ScriptFlags {
  public static final int NONE = 0;

  /// Evaluate pay-to-script-hash (BIP-0016).
  public static final int P2SH = 1 << 0;

  /// Keys and hash types must be defined ones (policy).
  public static final int STRICTENC = 1 << 1;

  /// Signatures are strict DER (BIP-0066).
  public static final int DERSIG = 1 << 2;

  /// s at most half the order (BIP-0062, rule 5; policy).
  public static final int LOW_S = 1 << 3;

  /// The extra element CHECKMULTISIG takes is empty (BIP-0147).
  public static final int NULLDUMMY = 1 << 4;

  /// scriptSig only pushes (BIP-0062, rule 2; never standard as a flag).
  public static final int SIGPUSHONLY = 1 << 5;

  /// Pushes and numbers in their shortest form (BIP-0062, rules 3 and 4; policy).
  public static final int MINIMALDATA = 1 << 6;

  /// NOPs reserved for upgrades are not relayed.
  public static final int DISCOURAGE_UPGRADABLE_NOPS = 1 << 7;

  /// One element is left in the end (BIP-0062, rule 6; policy, needs P2SH and WITNESS).
  public static final int CLEANSTACK = 1 << 8;

  /// BIP-0065.
  public static final int CHECKLOCKTIMEVERIFY = 1 << 9;

  /// BIP-0112.
  public static final int CHECKSEQUENCEVERIFY = 1 << 10;

  /// BIP-0141.
  public static final int WITNESS = 1 << 11;

  /// Witness versions without a meaning are not relayed.
  public static final int DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM = 1 << 12;

  /// The argument of IF in witness v0 is empty or 1 (policy; tapscript always).
  public static final int MINIMALIF = 1 << 13;

  /// A signature that fails is empty (BIP-0146; policy).
  public static final int NULLFAIL = 1 << 14;

  /// Keys in witness v0 are compressed (policy).
  public static final int WITNESS_PUBKEYTYPE = 1 << 15;

  /// No CODESEPARATOR and no FindAndDelete outside segwit (policy).
  public static final int CONST_SCRIPTCODE = 1 << 16;

  /// BIP-0341 and BIP-0342.
  public static final int TAPROOT = 1 << 17;

  /// Leaf versions without a meaning are not relayed.
  public static final int DISCOURAGE_UPGRADABLE_TAPROOT_VERSION = 1 << 18;

  /// OP_SUCCESSx is not relayed.
  public static final int DISCOURAGE_OP_SUCCESS = 1 << 19;

  /// Key types without a meaning in tapscript are not relayed.
  public static final int DISCOURAGE_UPGRADABLE_PUBKEYTYPE = 1 << 20;

  /// What blocks must obey today, so that breaking one of these is worth punishing a peer.
  public static final int MANDATORY =
      P2SH | DERSIG | NULLDUMMY | CHECKLOCKTIMEVERIFY | CHECKSEQUENCEVERIFY | WITNESS | TAPROOT;

  /// What transactions must obey to be relayed.
  public static final int STANDARD =
      MANDATORY
          | STRICTENC
          | MINIMALDATA
          | DISCOURAGE_UPGRADABLE_NOPS
          | CLEANSTACK
          | MINIMALIF
          | NULLFAIL
          | LOW_S
          | DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM
          | WITNESS_PUBKEYTYPE
          | CONST_SCRIPTCODE
          | DISCOURAGE_UPGRADABLE_TAPROOT_VERSION
          | DISCOURAGE_OP_SUCCESS
          | DISCOURAGE_UPGRADABLE_PUBKEYTYPE;

  /// Every flag there is.
  public static final int ALL = (1 << 21) - 1;

  /// By bit number.
  private static final List<String> NAMES =
      List.of(
          "P2SH",
          "STRICTENC",
          "DERSIG",
          "LOW_S",
          "NULLDUMMY",
          "SIGPUSHONLY",
          "MINIMALDATA",
          "DISCOURAGE_UPGRADABLE_NOPS",
          "CLEANSTACK",
          "CHECKLOCKTIMEVERIFY",
          "CHECKSEQUENCEVERIFY",
          "WITNESS",
          "DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM",
          "MINIMALIF",
          "NULLFAIL",
          "WITNESS_PUBKEYTYPE",
          "CONST_SCRIPTCODE",
          "TAPROOT",
          "DISCOURAGE_UPGRADABLE_TAPROOT_VERSION",
          "DISCOURAGE_OP_SUCCESS",
          "DISCOURAGE_UPGRADABLE_PUBKEYTYPE");

  private ScriptFlags() {}

  /// From names with commas between them; no text and `NONE` are no flags. Throws for an unknown
  /// name.
  public static int parse(String text) {
    int flags = NONE;
    for (String name : text.split(",", -1)) {
      if (name.isEmpty() || name.equals("NONE")) {
        continue;
      }
      int bit = NAMES.indexOf(name);
      if (bit < 0) {
        throw new IllegalArgumentException("unknown verification flag: " + name);
      }
      flags |= 1 << bit;
    }
    return flags;
  }

  /// Names with commas between them, as [#parse] takes them; `NONE` for none.
  public static String format(int flags) {
    if (flags == NONE) {
      return "NONE";
    }
    StringJoiner text = new StringJoiner(",");
    for (int bit = 0; bit < NAMES.size(); bit++) {
      if ((flags & (1 << bit)) != 0) {
        text.add(NAMES.get(bit));
      }
    }
    return text.toString();
  }
}
