package org.quantumcoin.wallet.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The table of labels. The caller commits, as for everything in a [WalletStore].
public final class LabelTable {
  private final WalletDatabase database;

  LabelTable(WalletDatabase database) {
    this.database = database;
  }

  public List<LabelRow> all() {
    List<LabelRow> all = new ArrayList<>();
    try (ResultSet rows =
        database
            .prepare("SELECT kind, ref, label, extra FROM label ORDER BY kind, ref")
            .executeQuery()) {
      while (rows.next()) {
        all.add(
            new LabelRow(
                rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
      return all;
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  public void put(LabelRow row) {
    try {
      PreparedStatement statement =
          database.prepare("MERGE INTO label KEY (kind, ref) VALUES (?, ?, ?, ?)");
      statement.setString(1, row.kind());
      statement.setString(2, row.ref());
      statement.setString(3, row.label());
      statement.setString(4, row.extra());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  public void remove(String kind, String ref) {
    try {
      PreparedStatement statement =
          database.prepare("DELETE FROM label WHERE kind = ? AND ref = ?");
      statement.setString(1, kind);
      statement.setString(2, ref);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }
}
