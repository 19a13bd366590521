package org.quantumcoin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ClientVersionTest {
  @Test
  void version_isTheBuildFiles() throws IOException {
    Path pom = Path.of(System.getProperty("project.root", ".."), "pom.xml");
    assertThat(Files.readString(pom))
        .contains("<version>" + ClientVersion.TEXT + "-SNAPSHOT</version>");
  }
}
