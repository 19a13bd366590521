package org.quantumcoin.wallet.miniscript;

/// The type of an expression: one of the basic types B, V, K and W, and what is known about it, as
/// letters (BIP-0379, "Type system", and Core's `miniscript.h`).
///
/// - `z o n d u`: takes no argument, one argument, a nonzero one; can be dissatisfied; leaves 1.
/// - `e f s m`: has one dissatisfaction that nobody can change; has none without a signature; needs
///   a signature; can be satisfied so that nobody can change it.
/// - `x`: its last operation has no form that verifies as well.
/// - `g h i j k`: holds a relative lock by time, by height, an absolute one by time, by height; no
///   way to satisfy it needs both kinds at once.
record MiniscriptType(int bits) {
  private static final String LETTERS = "BVKWzonduefsmxghijk";

  static final MiniscriptType NONE = new MiniscriptType(0);

  static MiniscriptType of(String letters) {
    int bits = 0;
    for (int i = 0; i < letters.length(); i++) {
      bits |= 1 << LETTERS.indexOf(letters.charAt(i));
    }
    return new MiniscriptType(bits);
  }

  /// Does it have all of these?
  boolean has(String letters) {
    int wanted = of(letters).bits;
    return (bits & wanted) == wanted;
  }

  /// What it has of these.
  MiniscriptType keep(String letters) {
    return new MiniscriptType(bits & of(letters).bits);
  }

  MiniscriptType and(MiniscriptType other) {
    return new MiniscriptType(bits & other.bits);
  }

  MiniscriptType or(MiniscriptType other) {
    return new MiniscriptType(bits | other.bits);
  }

  MiniscriptType or(String letters) {
    return or(of(letters));
  }

  /// With these if the condition holds.
  MiniscriptType orIf(boolean condition, String letters) {
    return condition ? or(letters) : this;
  }

  /// With what `other` has of these if the condition holds.
  MiniscriptType orIf(boolean condition, MiniscriptType other, String letters) {
    return condition ? or(other.keep(letters)) : this;
  }

  /// Nothing at all if there is no basic type: then the rest means nothing. Else itself, with the
  /// letters that exclude or imply each other checked.
  MiniscriptType checked() {
    int basic = keep("BVKW").bits;
    if (basic == 0) {
      return NONE;
    }
    assert Integer.bitCount(basic) == 1 : this;
    assert !has("zo") && !has("nz") && !has("nW") && !has("Vd") && !has("Vu") && !has("ef") : this;
    assert !has("Ve") && !has("df") : this;
    assert implies("K", "u") && implies("e", "d") && implies("V", "f") : this;
    assert implies("K", "s") && implies("z", "m") : this;
    return this;
  }

  private boolean implies(String one, String other) {
    return !has(one) || has(other);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LETTERS.length(); i++) {
      if ((bits & 1 << i) != 0) {
        text.append(LETTERS.charAt(i));
      }
    }
    return text.toString();
  }
}
