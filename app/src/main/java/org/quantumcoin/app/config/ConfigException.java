package org.quantumcoin.app.config;

/// A start that cannot go on because of an option; the message is one sentence for the operator.
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
