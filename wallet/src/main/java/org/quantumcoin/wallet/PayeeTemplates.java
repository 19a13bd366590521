package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.wallet.store.WalletStore;

/// Lists of payees that are paid again and again, kept with the wallet because who is paid how much
/// is as private as the wallet itself: it is encrypted with it, and in its backups.
///
/// Any thread may call; each call locks the wallet.
public final class PayeeTemplates {
  /// All lists together; what they need has to fit into one property of the store.
  public static final int MAX_ROWS = 2_000;

  public static final int MAX_TEMPLATES = 100;
  public static final int MAX_NAME_CHARS = 100;

  /// An address, an amount, a label: no field is longer than a label may be.
  private static final int MAX_FIELD_CHARS = 500;

  /// What a property of the store holds, with room for what a character takes in UTF-8.
  private static final int MAX_TEXT_CHARS = 300_000;

  private static final String PROPERTY = "payee templates";
  private static final String NAME = "=";
  private static final int ROW_FIELDS = 3;

  private final Wallet wallet;
  private final WalletStore store;

  PayeeTemplates(Wallet wallet, WalletStore store) {
    this.wallet = wallet;
    this.store = store;
  }

  /// A payee as the person wrote it; nothing is judged here.
  public record Row(String payee, String amount, String label) {}

  /// A list with a name.
  public record Template(String name, List<Row> rows) {
    public Template {
      rows = List.copyOf(rows);
    }
  }

  /// In order of their names.
  public List<Template> all() {
    return wallet.locked(() -> parse(store.text(PROPERTY).orElse("")));
  }

  /// Keeps a list, in place of the one that has its name.
  public void put(Template template) {
    Template clean = cleaned(template);
    if (clean.name().isEmpty() || clean.name().length() > MAX_NAME_CHARS) {
      throw refused("A template's name has 1 to %d characters.".formatted(MAX_NAME_CHARS));
    }
    wallet.run(() -> {
      List<Template> all = new ArrayList<>(all());
      all.removeIf(each -> each.name().equals(clean.name()));
      all.add(clean);
      keep(all);
    });
  }

  public void remove(String name) {
    wallet.run(() -> {
      List<Template> all = new ArrayList<>(all());
      if (all.removeIf(each -> each.name().equals(name))) {
        keep(all);
      }
    });
  }

  private void keep(List<Template> all) {
    String text = format(all);
    if (all.size() > MAX_TEMPLATES
        || all.stream().mapToInt(each -> each.rows().size()).sum() > MAX_ROWS
        || text.length() > MAX_TEXT_CHARS) {
      throw refused(
          "There is room for %d templates with %d payees in all. Nothing was changed; delete one that is not needed any more."
              .formatted(MAX_TEMPLATES, MAX_ROWS));
    }
    store.putText(PROPERTY, text);
    wallet.save();
  }

  private static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  private static Template cleaned(Template template) {
    return new Template(
        field(template.name()),
        template.rows().stream()
            .map(row -> new Row(field(row.payee()), field(row.amount()), field(row.label())))
            .toList());
  }

  /// Tabs and line ends part fields and rows.
  private static String field(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.substring(0, Math.min(clean.length(), MAX_FIELD_CHARS));
  }

  private static String format(List<Template> all) {
    StringBuilder text = new StringBuilder();
    all.stream()
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .forEach(each -> {
          text.append(NAME).append(each.name()).append('\n');
          each.rows()
              .forEach(row ->
                  text.append(row.payee())
                      .append('\t')
                      .append(row.amount())
                      .append('\t')
                      .append(row.label())
                      .append('\n'));
        });
    return text.toString();
  }

  private static List<Template> parse(String text) {
    List<Template> all = new ArrayList<>();
    String name = "";
    List<Row> rows = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split("\t", ROW_FIELDS);
      if (fields.length == ROW_FIELDS) {
        rows.add(new Row(fields[0], fields[1], fields[2]));
      } else if (line.startsWith(NAME)) {
        if (!name.isEmpty()) {
          all.add(new Template(name, rows));
        }
        name = line.substring(NAME.length());
        rows = new ArrayList<>();
      }
    }
    if (!name.isEmpty()) {
      all.add(new Template(name, rows));
    }
    return all;
  }
}
