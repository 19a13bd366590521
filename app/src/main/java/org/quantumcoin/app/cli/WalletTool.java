package org.quantumcoin.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.payment.BatchPayments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The commands of `quantumcoin-wallet` that work on the wallets of this computer without a
/// network.
final class WalletTool {
  /// What the network relays by default, in satoshis for 1,000 virtual bytes.
  private static final FeeRate DUST_RATE = new FeeRate(3_000);

  private static final int UNLOCK_SECONDS = 600;

  /// A PSBT's first bytes (BIP-0174).
  private static final byte[] PSBT_MAGIC = {'p', 's', 'b', 't', (byte) 0xff};

  private static final long MAX_FILE_BYTES = 16L << 20;

  private final OfflineWallets wallets;
  private final Optional<String> named;
  private final SecretInput secrets;
  private final PrintStream out;

  /// @param named the wallet that `-wallet` names
  WalletTool(OfflineWallets wallets, Optional<String> named, SecretInput secrets, PrintStream out) {
    this.wallets = wallets;
    this.named = named;
    this.secrets = secrets;
    this.out = out;
  }

  void run(String command, List<String> words) throws CliException, IOException {
    switch (command) {
      case "new" -> create(ToolWords.of(words, Set.of("no-passphrase")));
      case "restore" -> restore(ToolWords.of(words, Set.of("words", "since", "no-passphrase")));
      case "words" -> words();
      case "address" -> address(ToolWords.of(words, Set.of("type")));
      case "balance" -> balance();
      case "send" -> send(ToolWords.of(words, Set.of("offline", "fee-rate", "psbt", "out")));
      case "batch-send" ->
          batch(ToolWords.of(words, Set.of("offline", "dry-run", "fee-rate", "out")));
      case "sign" -> sign(ToolWords.of(words, Set.of("out", "token")));
      case "audit" -> audit(ToolWords.of(words, Set.of("seat")));
      case "paper" -> paper(ToolWords.of(words, Set.of("with-words")));
      case "save-encrypted" -> save(ToolWords.of(words, Set.of()));
      default -> other(command, words);
    }
  }

  // Which wallet.

  private String name() throws CliException {
    if (named.isPresent()) {
      return named.get();
    }
    List<String> names = wallets.names();
    if (names.size() > 1) {
      throw new CliException(
          "There are several wallets (%s). Say which by -wallet=NAME before the command."
              .formatted(String.join(", ", names)));
    }
    if (names.isEmpty()) {
      throw new CliException("There is no wallet here yet. Make one with: quantumcoin-wallet new");
    }
    return names.getFirst();
  }

  private void open() throws CliException {
    String name = name();
    JsonNode unset = Json.nothing();
    try {
      wallets.call("loadwallet", name);
    } catch (RpcException e) {
      if (!e.text().contains("give its passphrase")) {
        throw e;
      }
      wallets.call("loadwallet", name, unset, secrets.ask("Passphrase of \"" + name + "\""));
    }
    wallets.select(name);
  }

  private void unlock() throws CliException {
    if (wallets.call("getwalletinfo").has("unlocked_until")) {
      wallets.call(
          "walletpassphrase", secrets.ask("Passphrase of \"" + name() + "\""), UNLOCK_SECONDS);
    }
  }

  // Commands.

  private String newPassphrase(ToolWords words) throws CliException {
    if (words.has("no-passphrase")) {
      return "";
    }
    String passphrase = secrets.askNew("New passphrase");
    if (passphrase.isEmpty()) {
      throw new CliException(
          "An empty passphrase protects nothing. Choose one, or say --no-passphrase. Nothing was made.");
    }
    return passphrase;
  }

  private void create(ToolWords words) throws CliException {
    String name = words.parameter(0).or(() -> named).orElse("");
    String passphrase = newPassphrase(words);
    wallets.call("createwallet", name, false, false, passphrase);
    wallets.select(name);
    if (!passphrase.isEmpty()) {
      wallets.call("walletpassphrase", passphrase, UNLOCK_SECONDS);
    }
    out.println("Wallet \"" + name + "\" is made. Its recovery words:\n");
    printWords();
    out.println(
        """

        Write them on paper, in order. Whoever reads them can spend everything; whoever has lost both
        them and the wallet has lost everything.\
        """);
  }

  private void printWords() {
    for (JsonNode entry : wallets.call("getrecoverywords")) {
      String[] words = entry.get("words").stringValue().split(" ", -1);
      for (int i = 0; i < words.length; i++) {
        out.printf("%2d %-12s%s", i + 1, words[i], i % 4 == 3 ? "\n" : "");
      }
    }
  }

  private void words() throws CliException {
    open();
    unlock();
    printWords();
  }

  private void restore(ToolWords words) throws CliException {
    if (!words.has("words")) {
      String file = words.parameter(0, "the backup's file");
      String name = words.parameter(1).or(() -> named).orElse("");
      JsonNode unset = Json.nothing();
      try {
        wallets.call("restorewallet", name, path(file), unset);
      } catch (RpcException e) {
        if (!e.text().contains("give its passphrase")) {
          throw e;
        }
        wallets.call("restorewallet", name, path(file), unset, secrets.ask("Passphrase"));
      }
      out.println("Wallet \"" + name + "\" is restored from " + file + ".");
      return;
    }
    String name = words.parameter(0).or(() -> named).orElse("");
    long since = since(words.option("since"));
    String typed = secrets.ask("Recovery words");
    String own = secrets.ask("Passphrase of the words (empty for none)");
    wallets.call(
        "createwalletfromwords", name, typed, own, newPassphrase(words), Json.number(since));
    out.println(
        "Wallet \""
            + name
            + "\" has the keys of these words. A node finds what was paid to them when it opens the wallet.");
  }

  private static long since(Optional<String> day) throws CliException {
    try {
      return day.map(text -> LocalDate.parse(text).atStartOfDay().toEpochSecond(ZoneOffset.UTC))
          .orElse(0L);
    } catch (DateTimeParseException _) {
      throw new CliException("--since wants a day such as 2024-05-31.");
    }
  }

  /// Relative to where the command runs.
  private static String path(String file) {
    return Path.of(file).toAbsolutePath().toString();
  }

  private void address(ToolWords words) throws CliException {
    open();
    JsonNode type = words.option("type").map(Json::string).orElseGet(Json::nothing);
    out.println(wallets.call("getnewaddress", words.parameter(0).orElse(""), type).stringValue());
  }

  private void balance() throws CliException {
    open();
    JsonNode mine = wallets.call("getbalances");
    JsonNode part = mine.has("mine") ? mine.get("mine") : mine.get("watchonly");
    String ticker = wallets.params().ticker();
    out.println("Available    " + Json.write(part.get("trusted")) + " " + ticker);
    out.println("Unconfirmed  " + Json.write(part.get("untrusted_pending")) + " " + ticker);
    out.println("Immature     " + Json.write(part.get("immature")) + " " + ticker);
    out.println(
        "As of block "
            + mine.get("lastprocessedblock").get("height")
            + ", the last one this wallet has seen.");
  }

  private static ObjectNode feeOptions(ToolWords words) throws CliException {
    ObjectNode options = Json.object();
    String rate =
        words
            .option("fee-rate")
            .orElseThrow(() ->
                new CliException(
                    "Without a network nobody can estimate fees: say --fee-rate=N, in satoshis for a virtual byte. Nothing was done."));
    return options.put("fee_rate", rate);
  }

  private void send(ToolWords words) throws CliException, IOException {
    if (!words.has("offline")) {
      throw new CliException(
          "This program has no network. Say --offline to get a signed transaction that any node can broadcast, or pay from a running node with quantumcoin-cli sendtoaddress. Nothing was done.");
    }
    String address = words.parameter(0, "an address and an amount");
    String amount = words.parameter(1, "an amount");
    ObjectNode options = feeOptions(words);
    if (words.has("psbt")) {
      options.put("psbt", true);
    }
    open();
    unlock();
    ArrayNode outputs = Json.array();
    outputs.add(Json.object().put(address, amount));
    pay(outputs, options, words);
  }

  private void pay(ArrayNode outputs, ObjectNode options, ToolWords words)
      throws CliException, IOException {
    JsonNode unset = Json.nothing();
    paid(wallets.call("send", outputs, unset, unset, unset, options), words);
  }

  private void paid(JsonNode result, ToolWords words) throws CliException, IOException {
    if (result.has("psbt")) {
      result(result.get("psbt").stringValue(), words);
      return;
    }
    JsonNode made = wallets.call("gettransaction", result.get("txid").stringValue());
    out.println("Transaction " + result.get("txid").stringValue());
    out.println("Fee         " + Json.write(made.get("fee")).replace("-", ""));
    result(made.get("hex").stringValue(), words);
  }

  /// Prints it, or writes it to the file that `--out` names.
  private void result(String text, ToolWords words) throws CliException, IOException {
    Optional<String> file = words.option("out");
    if (file.isEmpty()) {
      out.println(text);
      return;
    }
    Path target = Path.of(file.get());
    if (Files.exists(target)) {
      throw new CliException(
          "The file %s exists and was left as it is. Choose another name.".formatted(target));
    }
    Files.writeString(target, text + "\n");
    out.println("Written to " + target);
  }

  private void batch(ToolWords words) throws CliException, IOException {
    Path file = Path.of(words.parameter(0, "a CSV file: address, amount, memo"));
    byte[] csv = read(file);
    BatchPayments.Result batch =
        BatchPayments.read(csv, new Addresses(wallets.params().addresses()), DUST_RATE);
    batch
        .warnings()
        .forEach(each -> out.println("Line " + each.line() + ": warning: " + each.text()));
    if (!batch.isPayable()) {
      batch.errors().forEach(each -> out.println("Line " + each.line() + ": " + each.text()));
      throw new CliException(
          "%s has %d mistakes. Nothing was paid: a file is paid as a whole or not at all."
              .formatted(file, batch.errors().size()));
    }
    String ticker = wallets.params().ticker();
    out.println(
        "%d payments, %s %s together"
            .formatted(batch.payments().size(), Amount.format(batch.totalSats()), ticker));
    boolean dry = words.has("dry-run");
    if (dry && words.option("fee-rate").isEmpty()) {
      out.println("The file is in order. With --fee-rate=N the fee is worked out too.");
      return;
    }
    if (!dry && !words.has("offline")) {
      throw new CliException(
          "Say --dry-run to check the file, or --offline to sign the payment. Nothing was paid.");
    }
    ObjectNode options = feeOptions(words);
    open();
    String text = new String(csv, StandardCharsets.UTF_8);
    if (dry) {
      rehearse(wallets.call("sendbatch", text, true, options), ticker);
      return;
    }
    unlock();
    paid(wallets.call("sendbatch", text, false, options), words);
  }

  private void rehearse(JsonNode result, String ticker) throws CliException {
    if (result.has("problem")) {
      throw new CliException(result.get("problem").stringValue());
    }
    out.println("Fee         " + Json.write(result.get("fee")) + " " + ticker);
    out.println("Dry run: nothing was signed, reserved or sent.");
  }

  private static byte[] read(Path file) throws CliException {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new CliException("The file " + file + " is too large. Nothing was done.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CliException(
          "The file %s cannot be read (%s). Nothing was done.".formatted(file, e.getMessage()));
    }
  }

  /// A PSBT or a transaction: given as text, or in a file as text or bytes.
  static String textOf(String given) throws CliException {
    Path file;
    try {
      file = Path.of(given);
    } catch (InvalidPathException _) {
      return given.strip();
    }
    if (given.length() > 255 || !Files.isRegularFile(file)) {
      return given.strip();
    }
    byte[] content = read(file);
    boolean binaryPsbt =
        content.length > PSBT_MAGIC.length
            && Arrays.equals(content, 0, PSBT_MAGIC.length, PSBT_MAGIC, 0, PSBT_MAGIC.length);
    return binaryPsbt
        ? Base64.getEncoder().encodeToString(content)
        : new String(content, StandardCharsets.UTF_8).strip();
  }

  static boolean isHex(String text) {
    return text.length() % 2 == 0 && Hex.isHex(text);
  }

  private void sign(ToolWords words) throws CliException, IOException {
    String text = textOf(words.parameter(0, "a PSBT or transaction, or a file with one"));
    Optional<String> token = words.option("token");
    if (token.isPresent()) {
      JsonNode signed =
          wallets.call("signwithtoken", text, token.get(), secrets.ask("PIN of " + token.get()));
      signed(signed, words);
      return;
    }
    open();
    unlock();
    if (isHex(text)) {
      JsonNode signed = wallets.call("signrawtransactionwithwallet", text);
      out.println(
          signed.get("complete").booleanValue()
              ? "Every signature is there; broadcast it."
              : "Signatures are still missing.");
      result(signed.get("hex").stringValue(), words);
    } else {
      signed(wallets.call("walletprocesspsbt", text), words);
    }
  }

  private void signed(JsonNode signed, ToolWords words) throws CliException, IOException {
    if (signed.get("complete").booleanValue() && signed.has("hex")) {
      out.println("Every signature is there; broadcast it.");
      result(signed.get("hex").stringValue(), words);
    } else {
      out.println("Signed as far as this seat can; pass it on to the others.");
      result(signed.get("psbt").stringValue(), words);
    }
  }

  private void save(ToolWords words) throws CliException {
    String file = words.parameter(0, "the file to write");
    open();
    wallets.call("backupwallet", path(file));
    out.println(
        "Saved to %s, encrypted under the wallet's passphrase. Keep it on another disk."
            .formatted(file));
  }

  private void paper(ToolWords words) throws CliException {
    String file = words.parameter(0, "a file to write");
    boolean withWords = words.has("with-words");
    open();
    if (withWords) {
      unlock();
    }
    JsonNode saved = wallets.call("savepaperbackup", path(file), withWords);
    out.println(
        "Written to %s: %d pages, %s."
            .formatted(
                file,
                saved.get("pages").intValue(),
                withWords
                    ? "the last with the recovery words. Print it, and delete the file"
                    : "without the recovery words"));
  }

  private void audit(ToolWords words) throws CliException {
    if (words.parameter(0).filter("verify"::equals).isEmpty()) {
      throw new CliException("This command is: audit verify FILE [--seat=NAME]");
    }
    String file = path(words.parameter(1, "the exported log"));
    Optional<String> seat = words.option("seat");
    if (seat.isPresent()) {
      open();
    }
    JsonNode report =
        seat.isPresent()
            ? wallets.call("verifyauditlog", file, seat.get())
            : wallets.call("verifyauditlog", file);
    if (!report.get("good").booleanValue()) {
      throw new CliException(report.get("sentence").stringValue());
    }
    out.println(report.get("sentence").stringValue());
    out.println("Signed by key " + report.get("key").stringValue());
  }

  /// Every method that a node's wallet has, by its own name.
  private void other(String method, List<String> words) throws CliException {
    if (named.isPresent() || !wallets.names().isEmpty()) {
      open();
    }
    String text = CliJson.write(Conversions.positional(method, words));
    JsonNode params = JsonReader.read(text).orElseGet(Json::array);
    JsonNode answer;
    try {
      answer = wallets.call(method, params);
    } catch (RpcException e) {
      if (e.code() != RpcErrorCode.WALLET_UNLOCK_NEEDED) {
        throw e;
      }
      unlock();
      answer = wallets.call(method, params);
    }
    out.println(answer.isString() ? answer.stringValue() : Json.writePretty(answer, 2));
  }
}
