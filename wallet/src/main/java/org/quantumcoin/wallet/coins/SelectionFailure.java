package org.quantumcoin.wallet.coins;

/// Why no selection was found, in Core's words.
public enum SelectionFailure {
  INSUFFICIENT_FUNDS("Insufficient funds"),
  MAX_WEIGHT_EXCEEDED(
      "The inputs size exceeds the maximum weight. Please try sending a smaller amount or manually consolidating your wallet's UTXOs"),
  MAX_WEIGHT_BELOW_OUTPUTS(
      "Maximum transaction weight is less than transaction weight without inputs"),
  MAX_WEIGHT_BELOW_CHANGE(
      "Maximum transaction weight is too low, can not accommodate change output"),
  PRESET_BELOW_TARGET(
      "The preselected coins total amount does not cover the transaction target. Please allow other inputs to be automatically selected or include more coins manually"),
  PRESET_WITH_OTHERS_TOO_HEAVY(
      "The combination of the pre-selected inputs and the wallet automatic inputs selection exceeds the transaction maximum weight. Please try sending a smaller amount or manually consolidating your wallet's UTXOs"),
  LONG_CHAIN(
      "Unconfirmed UTXOs are available, but spending them creates a chain of transactions that will be rejected by the mempool"),
  BUMP_FEES_UNKNOWN(
      "Failed to calculate bump fees, because unconfirmed UTXOs depend on an enormous cluster of unconfirmed transactions.");

  private final String message;

  SelectionFailure(String message) {
    this.message = message;
  }

  public String message() {
    return message;
  }

  /// More than that nothing was found, so that it is worth telling even when a later attempt fails
  /// too.
  boolean isSpecific() {
    return this != INSUFFICIENT_FUNDS;
  }
}
