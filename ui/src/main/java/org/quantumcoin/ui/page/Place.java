package org.quantumcoin.ui.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.quantumcoin.ui.format.Messages;

/// The pages, in the order of the rail.
public enum Place {
  DASHBOARD(Section.HOME, "fth-activity"),
  WALLET(Section.WALLET, "fth-credit-card"),
  TRANSACTIONS(Section.WALLET, "fth-list"),
  SEND(Section.WALLET, "fth-arrow-up-right"),
  RECEIVE(Section.WALLET, "fth-arrow-down-left"),
  PAYMENTS(Section.WALLET, "fth-grid"),
  ADDRESSES(Section.WALLET, "fth-at-sign"),
  COINS(Section.WALLET, "fth-disc"),
  APPROVALS(Section.SHARED, "fth-check-square"),
  MULTISIG(Section.SHARED, "fth-key"),
  CONTACTS(Section.SHARED, "fth-user-check"),
  AUDIT(Section.SHARED, "fth-book-open"),
  BACKUPS(Section.SAFETY, "fth-archive"),
  DEVICES(Section.SAFETY, "fth-hard-drive"),
  PEERS(Section.NODE, "fth-users"),
  MEMPOOL(Section.NODE, "fth-layers"),
  BLOCKS(Section.NODE, "fth-box"),
  NETWORK(Section.NODE, "fth-globe"),
  STORAGE(Section.NODE, "fth-database"),
  MINING(Section.NODE, "fth-cpu"),
  CONSOLE(Section.NODE, "fth-terminal"),
  LOGS(Section.NODE, "fth-file-text"),
  SETTINGS(Section.PROGRAM, "fth-settings");

  /// Groups of the rail.
  public enum Section {
    HOME,
    WALLET,
    SHARED,
    SAFETY,
    NODE,
    PROGRAM;

    public String title() {
      return Messages.text("section." + name().toLowerCase(Locale.ROOT));
    }
  }

  private final Section section;
  private final String icon;

  Place(Section section, String icon) {
    this.section = section;
    this.icon = icon;
  }

  public Section section() {
    return section;
  }

  /// Its literal in the icon font.
  public String icon() {
    return icon;
  }

  /// For looking it up in a scene, and for stylesheets.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return Messages.text("place." + id());
  }

  /// Other words that people look for it by.
  public String keywords() {
    return Messages.text("place." + id() + ".words");
  }

  public static Optional<Place> byName(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
  }
}
