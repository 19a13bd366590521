package org.quantumcoin.wallet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;

/// Schemas of programs that are not written yet, and the resources of the released one.
final class SchemaTest {
  private static final List<String> RELEASED = List.of("V1__wallet", "V2__treasury", "V3__labels");

  /// Steps whose definitions follow from what they do.
  static List<Schema.Step> steps(List<Schema.Step> before, String name, String sql) {
    List<Schema.Step> all = new ArrayList<>(before);
    all.add(new Schema.Step(name, sql, ""));
    String definition = definition(all);
    all.set(before.size(), new Schema.Step(name, sql, definition));
    return all;
  }

  /// What a new database looks like after all steps.
  private static String definition(List<Schema.Step> steps) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:schema-" + System.nanoTime());
    source.setUser(WalletDatabase.USER);
    try (Connection connection = source.getConnection()) {
      new Schema(steps, Set.of()).migrate(source, steps.size());
      return Schema.definition(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a file defines whose database nobody has open.
  static List<String> stored(Path file, byte[] dataKey)
      throws StoredDefinitions.UnreadableException {
    CipherPath.deposit(file, Hex.encode(dataKey).toCharArray());
    try {
      return StoredDefinitions.read(file);
    } finally {
      CipherPath.withdraw(file);
    }
  }

  @Test
  void definitionsOfResources_areWhatTheStepsMake() {
    List<Schema.Step> steps = new ArrayList<>();
    for (String name : RELEASED) {
      Schema.Step step = Schema.Step.released(name);
      steps.add(step);
      assertThat(step.definition()).as(name + ".definition").isEqualTo(definition(steps));
    }
    assertThat(Schema.RELEASED.latest()).isEqualTo(RELEASED.size());
  }
}
