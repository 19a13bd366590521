package org.quantumcoin.app.config;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;

/// What the operator asked for: the command line and the configuration files, merged.
///
/// Used in three steps: [#parse], then [#readConfigFiles], then [#selectChain]; afterwards the
/// getters answer. What should be said in the log later is gathered in [#notices()], because the
/// log is not open yet.
public final class Arguments {
  public static final String CONFIG_FILE_NAME = "quantumcoin.conf";
  private static final Set<String> KNOWN_SECTIONS =
      Set.of("main", "test", "testnet4", "signet", "regtest");

  /// Something for the log; a warning or a plain line.
  public record Notice(boolean warning, String text) {}

  private final OptionTable table;
  private final Settings settings = new Settings();
  private final List<Notice> notices = new ArrayList<>();
  private final List<String> unknownSections = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private String section = "";

  private Arguments(OptionTable table) {
    this.table = table;
  }

  /// Reads the command line up to the first word without a dash; what follows is [#words()].
  public static Arguments parse(OptionTable table, String[] args) throws ConfigException {
    Arguments parsed = new Arguments(table);
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (arg.equals("-")) {
        break;
      }
      if (!arg.startsWith("-")) {
        parsed.words.addAll(List.of(args).subList(i, args.length));
        break;
      }
      parsed.addCommandLine(arg);
    }
    for (Setting include : parsed.settings.commandLine("includeconf")) {
      if (!include.negated()) {
        throw new ConfigException(
            "-includeconf cannot be used from commandline; -includeconf=\""
                + include.text()
                + "\"");
      }
    }
    return parsed;
  }

  /// Takes one more argument as if it had stood on the command line.
  public void addCommandLine(String arg) throws ConfigException {
    int equals = arg.indexOf('=');
    String written = equals >= 0 ? arg.substring(0, equals) : arg;
    String value = equals >= 0 ? arg.substring(equals + 1) : null;
    OptionKey key = OptionKey.parse(written.substring(written.startsWith("--") ? 2 : 1));
    OptionSpec spec = table.find(key.name());
    if (spec == null || !key.section().isEmpty()) {
      throw new ConfigException("Invalid parameter " + arg);
    }
    Setting setting = key.interpret(value, spec);
    noteDoubleNegation(key, value, setting);
    settings.addCommandLine(key.name(), setting);
  }

  private void noteDoubleNegation(OptionKey key, @Nullable String value, Setting setting) {
    if (key.negated() && !setting.negated()) {
      notices.add(
          new Notice(
              true, "parsed potentially confusing double-negative -" + key.name() + "=" + value));
    }
  }

  /// The command and its arguments, for a program that takes one.
  public List<String> words() {
    return words;
  }

  /// What the command line alone says; empty if it does not.
  public Optional<String> fromCommandLine(String name) {
    List<Setting> given = settings.commandLine(name);
    return given.isEmpty() ? Optional.empty() : Optional.of(given.getLast().text());
  }

  public List<Notice> notices() {
    return notices;
  }

  // --- the configuration files ---

  /// Reads the configuration file and those it includes. `error` takes what must be seen although
  /// nothing fails.
  public void readConfigFiles(PrintStream error) throws ConfigException {
    if (isNegated("conf")) {
      return;
    }
    boolean explicit = isSet("conf");
    Path path = configFile();
    if (Files.isDirectory(path)) {
      throw new ConfigException("Config file \"" + path + "\" is a directory.");
    }
    if (Files.isReadable(path)) {
      readFile(path, path.toString());
      readIncluded(error);
    } else if (explicit) {
      throw new ConfigException("specified config file \"" + path + "\" could not be opened.");
    }
    // The file may have changed it.
    String given = get("datadir", "");
    if (!given.isEmpty() && !Files.isDirectory(Path.of(given))) {
      throw new ConfigException("specified data directory \"" + given + "\" does not exist.");
    }
  }

  /// `-conf`, relative to the data directory.
  public Path configFile() throws ConfigException {
    String given = get("conf", "");
    return DataDirectory.base(this).resolve(given.isEmpty() ? CONFIG_FILE_NAME : given);
  }

  private void readIncluded(PrintStream error) throws ConfigException {
    if (!settings.commandLine("includeconf").isEmpty()) {
      return;
    }
    String chain = selectedChain().id();
    List<String> includes = new ArrayList<>(settings.all(chain, "includeconf", false));
    Path base = DataDirectory.base(this);
    for (String name : includes) {
      Path included = base.resolve(name);
      if (!Files.isReadable(included)) {
        throw new ConfigException("Failed to include configuration file " + name);
      }
      readFile(included, name);
      notices.add(new Notice(false, "Included configuration file " + name));
    }
    List<String> nested = new ArrayList<>(settings.all(chain, "includeconf", false));
    includes.forEach(nested::remove);
    for (String name : nested) {
      error.println(
          "warning: -includeconf cannot be used from included files; ignoring -includeconf="
              + name);
    }
  }

  private void readFile(Path path, String shownName) throws ConfigException {
    ConfigFile parsed;
    try {
      parsed = ConfigFile.parse(Files.readString(path));
    } catch (IOException e) {
      throw new ConfigException("Config file \"" + path + "\" cannot be read: " + e.getMessage());
    }
    for (ConfigFile.Section found : parsed.sections()) {
      if (!KNOWN_SECTIONS.contains(found.name())) {
        unknownSections.add(
            shownName + ":" + found.line() + " Section [" + found.name() + "] is not recognized.");
      }
    }
    for (ConfigFile.Entry entry : parsed.entries()) {
      addFileEntry(entry);
    }
  }

  private void addFileEntry(ConfigFile.Entry entry) throws ConfigException {
    OptionKey key = OptionKey.parse(entry.name());
    if (key.name().equals("conf")) {
      throw new ConfigException(
          "conf cannot be set in the configuration file; use includeconf= if you want to include additional config files");
    }
    if (key.name().equals("reindex")) {
      notices.add(
          new Notice(
              true,
              "reindex=1 is set in the configuration file, which will significantly slow down startup. "
                  + "Consider removing or commenting out this option for better performance, unless there is "
                  + "currently a condition which makes rebuilding the indexes necessary"));
    }
    OptionSpec spec = table.find(key.name());
    if (spec == null) {
      notices.add(new Notice(true, "Ignoring unknown configuration value " + entry.name()));
      return;
    }
    Setting setting = key.interpret(entry.value(), spec);
    noteDoubleNegation(key, entry.value(), setting);
    settings.addFile(key.section(), key.name(), setting);
  }

  /// Refuses a named data directory that is not there: a typing mistake must not make a new one.
  public void checkDataDirectory() throws ConfigException {
    String given = get("datadir", "");
    if (!given.isEmpty() && !Files.isDirectory(Path.of(given))) {
      throw new ConfigException("Specified data directory \"" + given + "\" does not exist.");
    }
  }

  // --- the chain ---

  public Coin selectedCoin() throws ConfigException {
    String id = get("coin", Coin.QUANTUMCOIN.id());
    for (Coin coin : Coin.values()) {
      if (coin.id().equals(id)) {
        return coin;
      }
    }
    throw new ConfigException(
        "Unknown coin " + id + ". Choose one of quantumcoin, forthcoin, bitcoin.");
  }

  public Chain selectedChain() throws ConfigException {
    Optional<String> named = find("chain");
    List<Chain> chosen = new ArrayList<>();
    for (Chain chain : List.of(Chain.REGTEST, Chain.SIGNET, Chain.TEST, Chain.TESTNET4)) {
      String option = chain == Chain.TEST ? "testnet" : chain.id();
      Setting given = settings.single("", option, false, true);
      if (given != null && given.asBoolean()) {
        chosen.add(chain);
      }
    }
    if (chosen.size() + (named.isPresent() ? 1 : 0) > 1) {
      throw new ConfigException(
          "Invalid combination of -regtest, -signet, -testnet, -testnet4 and -chain. Can use at most one.");
    }
    if (named.isEmpty()) {
      return chosen.isEmpty() ? Chain.MAIN : chosen.getFirst();
    }
    for (Chain chain : Chain.values()) {
      if (chain.id().equals(named.get())) {
        return chain;
      }
    }
    throw new ConfigException("Unknown chain " + named.get() + ".");
  }

  /// Settles the chain; from here on the file's section for it counts.
  public void selectChain() throws ConfigException {
    section = selectedChain().id();
    unknownSections.forEach(text -> notices.add(new Notice(true, text)));
    unknownSections.clear();
    if (section.equals(Chain.MAIN.id())) {
      return;
    }
    for (String name : settings.fileNames("")) {
      boolean lost =
          table.isNetworkOnly(name)
              && settings.commandLine(name).isEmpty()
              && settings.file(section, name).isEmpty()
              && !settings.file("", name).getLast().negated();
      if (lost) {
        notices.add(
            new Notice(
                true,
                "Config setting for -%s only applied on %s network when in [%s] section."
                    .formatted(name, section, section)));
      }
    }
  }

  // --- the values ---

  private boolean ignoresDefault(String name) {
    return !section.equals(Chain.MAIN.id()) && !section.isEmpty() && table.isNetworkOnly(name);
  }

  private @Nullable Setting setting(String name) {
    if (table.find(name) == null) {
      throw new IllegalArgumentException("no such option: " + name);
    }
    return settings.single(section, name, ignoresDefault(name), false);
  }

  public boolean isSet(String name) {
    return setting(name) != null;
  }

  public boolean isNegated(String name) {
    Setting given = setting(name);
    return given != null && given.negated();
  }

  public Optional<String> find(String name) {
    Setting given = setting(name);
    return given == null ? Optional.empty() : Optional.of(given.text());
  }

  public String get(String name, String otherwise) {
    Setting given = setting(name);
    return given == null ? otherwise : given.text();
  }

  public long getLong(String name, long otherwise) {
    Setting given = setting(name);
    return given == null ? otherwise : Numbers.toLong(given.text());
  }

  public boolean getBoolean(String name, boolean otherwise) {
    Setting given = setting(name);
    return given == null ? otherwise : given.asBoolean();
  }

  /// All values of an option that can be given more than once.
  public List<String> all(String name) {
    if (table.find(name) == null) {
      throw new IllegalArgumentException("no such option: " + name);
    }
    return settings.all(section, name, ignoresDefault(name));
  }

  /// Sets an option that nobody has set; whether it took effect.
  public boolean setSoftly(String name, boolean value) {
    if (isSet(name)) {
      return false;
    }
    settings.setSoft(name, value ? Setting.TRUE : Setting.NEGATED);
    return true;
  }

  /// All that was given, one line each, as the log shows it: secrets starred.
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    Set<String> sections = new LinkedHashSet<>(List.of("", section));
    for (String from : sections) {
      for (String name : settings.fileNames(from)) {
        for (Setting value : settings.file(from, name)) {
          String shownSection = from.isEmpty() ? "" : "[" + from + "] ";
          lines.add("Config file arg: " + shownSection + shown(name, value));
        }
      }
    }
    settings
        .commandLine()
        .forEach((name, values) ->
            values.forEach(value -> lines.add("Command-line arg: " + shown(name, value))));
    return lines;
  }

  private String shown(String name, Setting value) {
    OptionSpec spec = table.find(name);
    boolean secret = spec != null && spec.has(OptionFlag.SENSITIVE);
    String text = value.negated() ? "false" : "\"" + value.text() + "\"";
    return name + "=" + (secret ? "****" : text);
  }

  /// Options that were switched on although this version has no such part.
  public List<String> askedForInVain() {
    List<String> names = new ArrayList<>();
    for (OptionSpec spec : table.all()) {
      if (spec.has(OptionFlag.NOT_YET) && isSet(spec.name()) && !isOff(spec.name())) {
        names.add(spec.name());
      }
    }
    return names;
  }

  private boolean isOff(String name) {
    Setting given = setting(name);
    return given == null || given.negated() || given.text().equals("0");
  }
}
