package org.quantumcoin.node.script;

import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;

/// One input to verify, ready to be run on any thread.
public final class ScriptCheck {
  private final PrecomputedTransactionData data;
  private final int index;
  private final TxOut spent;
  private final int flags;
  private final @Nullable SignatureCache cache;
  private final boolean store;

  public ScriptCheck(PrecomputedTransactionData data, int index, TxOut spent, int flags) {
    this(data, index, spent, flags, null, false);
  }

  /// With a cache of valid signatures, to which new ones are added if `store` is set.
  public ScriptCheck(
      PrecomputedTransactionData data,
      int index,
      TxOut spent,
      int flags,
      @Nullable SignatureCache cache,
      boolean store) {
    this.data = data;
    this.index = index;
    this.spent = spent;
    this.flags = flags;
    this.cache = cache;
    this.store = store;
  }

  public int inputIndex() {
    return index;
  }

  public TxOut spent() {
    return spent;
  }

  public PrecomputedTransactionData data() {
    return data;
  }

  /// OK, or the first rule broken.
  public ScriptError run() {
    TxIn input = data.tx().inputs().get(index);
    return ScriptVerifier.verify(
        input.scriptSig(),
        spent.script(),
        input.witness(),
        flags,
        new TransactionSignatureChecker(data, index, spent.value(), cache, store));
  }
}
