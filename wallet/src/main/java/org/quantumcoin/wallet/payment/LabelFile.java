package org.quantumcoin.wallet.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Labels of transactions, addresses and coins as a file that any wallet reads (BIP-0329): a JSON
/// object on each line.
///
/// Lines of a type that is not known are kept; lines that are none are reported, and the rest is
/// taken.
public final class LabelFile {
  public static final int MAX_BYTES = 64 << 20;

  /// BIP-0329 asks for 255 characters at least.
  public static final int MAX_LABEL_CHARS = 4_000;

  private static final int MAX_LINE_CHARS = 100_000;
  private static final int MAX_MESSAGES = 1_000;

  /// What is wrong with a line, counted from 1.
  public record Fault(int line, String text) {}

  /// `lines` has the number of each label's line.
  public record Result(List<Label> labels, List<Integer> lines, List<Fault> faults) {
    public Result {
      labels = List.copyOf(labels);
      lines = List.copyOf(lines);
      faults = List.copyOf(faults);
    }
  }

  private LabelFile() {}

  public static Result read(byte[] file) {
    List<Label> labels = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    if (file.length > MAX_BYTES) {
      faults.add(new Fault(1, "The file is larger than " + (MAX_BYTES >> 20) + " MiB."));
      return new Result(labels, lines, faults);
    }
    Optional<String> text = Utf8.decode(file);
    if (text.isEmpty()) {
      faults.add(new Fault(1, "The file is not text in UTF-8."));
      return new Result(labels, lines, faults);
    }
    int number = 0;
    for (String line : text.get().lines().toList()) {
      number++;
      String bare = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
      if (!bare.isBlank() && faults.size() < MAX_MESSAGES) {
        read(bare, number, labels, faults);
        if (labels.size() > lines.size()) {
          lines.add(number);
        }
      }
    }
    return new Result(labels, lines, faults);
  }

  private static void read(String line, int number, List<Label> labels, List<Fault> faults) {
    Optional<JsonNode> json =
        line.length() > MAX_LINE_CHARS ? Optional.empty() : JsonReader.read(line);
    if (json.isEmpty() || !json.get().isObject()) {
      faults.add(new Fault(number, "This line is no JSON object."));
      return;
    }
    ObjectNode object = (ObjectNode) json.get();
    JsonNode type = object.path("type");
    JsonNode ref = object.path("ref");
    JsonNode label = object.path("label");
    JsonNode origin = object.path("origin");
    JsonNode spendable = object.path("spendable");
    String fault = "";
    if (!type.isString() || type.stringValue().isEmpty()) {
      fault = "This line does not say what type it labels.";
    } else if (!ref.isString() || ref.stringValue().isEmpty()) {
      fault = "This line does not say what it labels.";
    } else if (!isAbsent(label) && !label.isString()) {
      fault = "The label is no text.";
    } else if (label.isString() && label.stringValue().length() > MAX_LABEL_CHARS) {
      fault = "The label is longer than " + MAX_LABEL_CHARS + " characters.";
    } else if (!isAbsent(origin) && !origin.isString()) {
      fault = "The origin is no text.";
    }
    if (!fault.isEmpty()) {
      faults.add(new Fault(number, fault));
      return;
    }
    ObjectNode other = object.deepCopy();
    List.of("type", "ref", "label", "origin", "spendable").forEach(other::remove);
    labels.add(
        new Label(
            type.stringValue(),
            ref.stringValue(),
            label.isString() ? label.stringValue() : "",
            origin.isString() ? Optional.of(origin.stringValue()) : Optional.empty(),
            // Some wallets write it as text.
            spendable.isBoolean()
                ? Optional.of(spendable.booleanValue())
                : spendable.isString()
                    ? Optional.of(!spendable.stringValue().equals("false"))
                    : Optional.empty(),
            other));
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /// A line for each, with its line end.
  public static String write(List<Label> labels) {
    StringBuilder text = new StringBuilder();
    for (Label label : labels) {
      ObjectNode object = Json.object().put("type", label.type()).put("ref", label.ref());
      if (!label.label().isEmpty()) {
        object.put("label", label.label());
      }
      label.origin().ifPresent(origin -> object.put("origin", origin));
      label.spendable().ifPresent(spendable -> object.put("spendable", spendable));
      label.other().properties().forEach(field -> object.set(field.getKey(), field.getValue()));
      text.append(Json.write(object)).append('\n');
    }
    return text.toString();
  }
}
