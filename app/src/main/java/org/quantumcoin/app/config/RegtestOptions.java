package org.quantumcoin.app.config;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.params.BuriedHeights;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Deployment;
import org.quantumcoin.node.params.NetworkParams;

/// `-testactivationheight` and `-vbparams`: on a regtest the soft forks may stand elsewhere.
final class RegtestOptions {
  private RegtestOptions() {}

  /// The same constants with the forks moved; other chains than regtest stay as they are.
  static NetworkParams apply(Arguments arguments, NetworkParams params) throws ConfigException {
    if (params.chain() != Chain.REGTEST) {
      return params;
    }
    NetworkParams.Consensus rules = params.consensus();
    BuriedHeights heights = rules.heights();
    for (String text : arguments.all("testactivationheight")) {
      heights = moved(heights, text);
    }
    List<Deployment> deployments = new ArrayList<>(rules.deployments());
    for (String text : arguments.all("vbparams")) {
      replace(deployments, text);
    }
    return new NetworkParams(
        params.coin(),
        params.chain(),
        params.ticker(),
        params.dataFolder(),
        params.magic(),
        params.ports(),
        params.addresses(),
        params.dnsSeeds(),
        params.genesis(),
        new NetworkParams.Consensus(
            rules.powLimit(),
            rules.spacingSeconds(),
            rules.difficulty(),
            rules.firstSubsidy(),
            rules.halvingInterval(),
            rules.maxMoney(),
            heights,
            rules.bip34Hash(),
            deployments,
            rules.scriptExceptions(),
            rules.signetChallenge()),
        params.checks());
  }

  /// `name@height`.
  private static BuriedHeights moved(BuriedHeights old, String text) throws ConfigException {
    int at = text.indexOf('@');
    if (at < 0) {
      throw wrongHeight("Invalid format", text);
    }
    int height = (int) number(text.substring(at + 1), Integer.MAX_VALUE - 1);
    if (height < 0) {
      throw wrongHeight("Invalid height value", text);
    }
    return switch (text.substring(0, at)) {
      case "segwit" -> new BuriedHeights(old.bip34(), old.bip65(), old.bip66(), old.csv(), height);
      case "bip34" -> new BuriedHeights(height, old.bip65(), old.bip66(), old.csv(), old.segwit());
      case "dersig" -> new BuriedHeights(old.bip34(), old.bip65(), height, old.csv(), old.segwit());
      case "cltv" -> new BuriedHeights(old.bip34(), height, old.bip66(), old.csv(), old.segwit());
      case "csv" -> new BuriedHeights(old.bip34(), old.bip65(), old.bip66(), height, old.segwit());
      default -> throw wrongHeight("Invalid name", text);
    };
  }

  private static ConfigException wrongHeight(String what, String text) {
    return new ConfigException(
        "%s (%s) for -testactivationheight=name@height.".formatted(what, text));
  }

  /// `deployment:start:end[:min_activation_height]`.
  private static void replace(List<Deployment> deployments, String text) throws ConfigException {
    String[] parts = text.split(":", -1);
    if (parts.length < 3 || parts.length > 4) {
      throw new ConfigException(
          "Version bits parameters malformed, expecting deployment:start:end[:min_activation_height]");
    }
    long start = signed(parts[1], "Invalid nStartTime (%s)");
    long end = signed(parts[2], "Invalid nTimeout (%s)");
    long least = parts.length == 4 ? signed(parts[3], "Invalid min_activation_height (%s)") : 0;
    for (int i = 0; i < deployments.size(); i++) {
      Deployment old = deployments.get(i);
      if (old.name().equals(parts[0])) {
        deployments.set(
            i,
            new Deployment(
                old.name(),
                old.bit(),
                start,
                end,
                NodeConfigReader.toInt(least),
                old.period(),
                old.threshold()));
        return;
      }
    }
    throw new ConfigException("Invalid deployment (" + parts[0] + ")");
  }

  private static long signed(String text, String complaint) throws ConfigException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new ConfigException(complaint.formatted(text));
    }
  }

  /// -1 for what is no number of this size.
  private static long number(String text, long most) {
    try {
      long value = Long.parseLong(text);
      return value >= 0 && value <= most ? value : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
