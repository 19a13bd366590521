package org.quantumcoin.node.script;

import org.jspecify.annotations.Nullable;

/// What a taproot spend's signature hash needs beside the transaction: Core's
/// `ScriptExecutionData`.
public final class ExecutionData {
  /// BIP-0342: no OP_CODESEPARATOR was executed.
  static final int NO_CODE_SEPARATOR = -1;

  /// BIP-0342: the weight a signature check costs.
  static final long VALIDATION_WEIGHT_PER_SIGOP = 50;

  /// BIP-0342: the weight every script may use for free.
  static final long VALIDATION_WEIGHT_OFFSET = 50;

  byte @Nullable [] tapleafHash;
  byte @Nullable [] annexHash;
  int codeSeparatorPosition = NO_CODE_SEPARATOR;
  long validationWeightLeft;

  ExecutionData() {}

  /// For a key path spend without annex.
  public static ExecutionData keyPath() {
    return new ExecutionData();
  }

  /// For a script path spend without annex in which no OP_CODESEPARATOR was executed.
  public static ExecutionData scriptPath(byte[] tapleafHash) {
    ExecutionData data = new ExecutionData();
    data.tapleafHash = tapleafHash;
    return data;
  }
}
