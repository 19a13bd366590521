package org.quantumcoin.wallet.miniscript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to satisfy or dissatisfy a part, or the lack of any (Core's `InputStack`).
///
/// A tree of concatenations: joining takes the same time however long the stacks are, and a part of
/// one can stand in many.
final class WitnessStack {
  static final WitnessStack NONE = new WitnessStack(false, false, false, 0, null, null, null);
  static final WitnessStack EMPTY = new WitnessStack(true, false, false, 0, null, null, null);
  static final WitnessStack ZERO = of(new byte[0]);
  static final WitnessStack ONE = of(new byte[] {1});

  /// Dissatisfies a hash; anyone can put other bytes in its place.
  static final WitnessStack ZERO_32 = of(new byte[32]).malleable();

  private final boolean available;
  private final boolean signed;
  private final boolean malleable;
  private final int bytes;
  private final byte @Nullable [] element;
  private final @Nullable WitnessStack below;
  private final @Nullable WitnessStack above;

  private WitnessStack(
      boolean available,
      boolean signed,
      boolean malleable,
      int bytes,
      byte @Nullable [] element,
      @Nullable WitnessStack below,
      @Nullable WitnessStack above) {
    this.available = available;
    this.signed = signed;
    this.malleable = malleable;
    this.bytes = bytes;
    this.element = element;
    this.below = below;
    this.above = above;
  }

  /// One element of at most 75 bytes.
  static WitnessStack of(byte[] element) {
    return new WitnessStack(true, false, false, element.length + 1, element, null, null);
  }

  static WitnessStack ofSignature(byte[] signature) {
    return new WitnessStack(true, true, false, signature.length + 1, signature, null, null);
  }

  boolean isAvailable() {
    return available;
  }

  boolean isSigned() {
    return signed;
  }

  boolean isMalleable() {
    return malleable;
  }

  WitnessStack malleable() {
    return available ? new WitnessStack(true, signed, true, bytes, element, below, above) : this;
  }

  /// These elements with others on top.
  WitnessStack plus(WitnessStack top) {
    if (!available || !top.available) {
      return NONE;
    }
    return new WitnessStack(
        true, signed || top.signed, malleable || top.malleable, bytes + top.bytes, null, this, top);
  }

  /// The better of two ways. One without a signature has to be taken, since anyone else can take
  /// it; if both are without, anyone can take either, so what comes out is malleable. Else the one
  /// that is not malleable, and among equals the smaller.
  WitnessStack or(WitnessStack other) {
    if (!available) {
      return other;
    }
    if (!other.available) {
      return this;
    }
    if (signed != other.signed) {
      return signed ? other : this;
    }
    if (!signed) {
      return (bytes <= other.bytes ? this : other).malleable();
    }
    if (malleable != other.malleable) {
      return malleable ? other : this;
    }
    return bytes <= other.bytes ? this : other;
  }

  /// From the bottom up.
  List<byte[]> elements() {
    List<byte[]> fromTop = new ArrayList<>();
    Deque<WitnessStack> pending = new ArrayDeque<>();
    pending.push(this);
    while (!pending.isEmpty()) {
      WitnessStack next = pending.pop();
      if (next.element != null) {
        fromTop.add(next.element);
      }
      if (next.below != null && next.above != null) {
        pending.push(next.below);
        pending.push(next.above);
      }
    }
    Collections.reverse(fromTop);
    return fromTop;
  }
}
