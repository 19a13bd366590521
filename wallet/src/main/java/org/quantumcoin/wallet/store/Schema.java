package org.quantumcoin.wallet.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/// The tables of a wallet, version by version, and what they must look like exactly.
///
/// A database from elsewhere may hold more than tables: functions, triggers, views, linked tables,
/// defaults that call something. So the whole definition is compared with that of a database made
/// by these steps, before anything is read from it.
final class Schema {
  private static final String FOLDER = "/org/quantumcoin/wallet/schema/";

  private static final List<String> MIGRATIONS =
      List.of("V1__wallet", "V2__treasury", "V3__labels");

  /// The versions that this program knows.
  static final Schema RELEASED =
      new Schema(MIGRATIONS.stream().map(Step::released).toList(), StoredDefinitions.released());

  private final List<Step> steps;
  private final Set<String> definitions;

  /// What leads from one version to the next.
  ///
  /// @param definition everything that is defined afterwards, as [#definition] gives it: read from
  ///   a resource, because making such a database for comparing took a second of every start
  record Step(String name, String sql, String definition) {
    static Step released(String name) {
      return new Step(name + ".sql", resource(name + ".sql"), resource(name + ".definition"));
    }

    private static String resource(String name) {
      try (InputStream in = Schema.class.getResourceAsStream(FOLDER + name)) {
        if (in == null) {
          throw new IllegalStateException("missing resource " + name);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// Held, so that its level is not forgotten: Flyway reports every step on the console.
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY_LOG.setLevel(Level.OFF);
  }

  /// `definitions` are those that a file of any of the versions may have, as [StoredDefinitions]
  /// gives them.
  Schema(List<Step> steps, Set<String> definitions) {
    this.steps = steps;
    this.definitions = definitions;
  }

  int latest() {
    return steps.size();
  }

  /// Whether wallets have all of these definitions.
  boolean knows(List<String> stored) {
    return definitions.containsAll(stored);
  }

  /// Brings a database, possibly empty, to a version.
  void migrate(DataSource source, int version) {
    Flyway.configure()
        .dataSource(source)
        .locations(new String[0])
        .javaMigrations(migrations())
        .target(MigrationVersion.fromVersion(Integer.toString(version)))
        .load()
        .migrate();
  }

  private JavaMigration[] migrations() {
    List<JavaMigration> all = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      all.add(new Script(i + 1, steps.get(i)));
    }
    return all.toArray(new JavaMigration[0]);
  }

  /// The version that the database says it has; 0 for an empty one.
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC' AND"
                    + " TABLE_NAME = 'flyway_schema_history'")) {
      tables.next();
      if (tables.getInt(1) == 0) {
        return 0;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT MAX(CAST(\"version\" AS INT)) FROM PUBLIC.\"flyway_schema_history\" WHERE"
                    + " \"success\"")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /// Whether the database is what version `version` looks like here, and nothing more.
  boolean isExact(Connection connection, int version) throws SQLException {
    return definition(connection).equals(steps.get(version - 1).definition());
  }

  /// Everything that is defined, as statements, each in lines of its own; how a table is kept (in
  /// memory or not) aside.
  static String definition(Connection connection) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("SCRIPT NODATA NOPASSWORDS NOSETTINGS")) {
      while (lines.next()) {
        String line = lines.getString(1);
        // Row counts are comments, and differ.
        if (!line.startsWith("--")) {
          // H2 notes statistics with the columns once a table has had some 2,000 changes.
          text.append(line.replace(" CACHED ", " MEMORY ").replaceAll(" SELECTIVITY \\d+", ""))
              .append('\n');
        }
      }
    }
    return text.toString();
  }

  /// A step written in SQL.
  private static final class Script implements JavaMigration {
    private final int number;
    private final Step step;

    Script(int number, Step step) {
      this.number = number;
      this.step = step;
    }

    @Override
    public void migrate(Context context) throws SQLException {
      try (Statement statement = context.getConnection().createStatement()) {
        for (String sql : step.sql().split(";\n", -1)) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
      }
    }

    @Override
    public MigrationVersion getVersion() {
      return MigrationVersion.fromVersion(Integer.toString(number));
    }

    @Override
    public String getDescription() {
      return step.name();
    }

    @Override
    public Integer getChecksum() {
      return step.sql().hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
      return true;
    }
  }
}
