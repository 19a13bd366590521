package org.quantumcoin.ui.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SystemNotifierTest {
  private static final String NASTY = "--hint=x <b>\"'; $(id) `id` & \\";

  @TempDir Path folder;

  @Test
  void freeDesktop_getsTextsAfterItsOptions_withoutMarkup() {
    SystemNotifier.Command command =
        SystemNotifier.of("Linux", Map.of()).command("/usr/bin/notify-send", "--title", NASTY);
    assertThat(command.words())
        .containsExactly(
            "/usr/bin/notify-send",
            "--app-name=QuantumCoin",
            "--",
            "--title",
            "--hint=x &lt;b&gt;\"'; $(id) `id` &amp; \\");
    assertThat(command.environment()).isEmpty();
  }

  @Test
  void macos_getsTextsAsArgumentsOfAScriptThatNeverChanges() {
    SystemNotifier macos = SystemNotifier.of("Mac OS X", Map.of());
    List<String> words = macos.command("/usr/bin/osascript", "Title", NASTY).words();
    assertThat(words).endsWith("Title", NASTY);
    assertThat(words.subList(0, words.size() - 2))
        .isEqualTo(
            macos.command("/usr/bin/osascript", "A", "B").words().subList(0, words.size() - 2));
  }

  @Test
  void windows_getsTextsInItsEnvironment_andAScriptThatNeverChanges() {
    SystemNotifier windows = SystemNotifier.of("Windows 11", Map.of());
    SystemNotifier.Command command = windows.command("powershell.exe", "Title", NASTY);
    assertThat(command.words()).isEqualTo(windows.command("powershell.exe", "A", "B").words());
    assertThat(command.words()).noneMatch(each -> each.contains("\""));
    assertThat(command.environment())
        .containsExactlyInAnyOrderEntriesOf(Map.of("NOTICE_TITLE", "Title", "NOTICE_TEXT", NASTY));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void program_isFoundInThePath_andStartedWithTheTexts() throws IOException {
    SystemNotifier notifier =
        SystemNotifier.of("Linux", Map.of("PATH", "relative:/nowhere:" + folder));
    assertThat(notifier.isAvailable()).isFalse();
    notifier.tell("nobody", "hears it");
    Path program = folder.resolve("notify-send");
    Path heard = folder.resolve("heard");
    Files.writeString(
        program, "#!/bin/sh\nfor each in \"$@\"; do echo \"$each\"; done > '" + heard + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    assertThat(notifier.isAvailable()).isTrue();
    notifier.tell("Payment received", "Wallet $(id)");
    assertThat(Files.readAllLines(heard))
        .containsExactly("--app-name=QuantumCoin", "--", "Payment received", "Wallet $(id)");
  }

  @Test
  void programThatFails_breaksNothing() throws IOException {
    Path program = folder.resolve("notify-send");
    Files.writeString(program, "no program");
    SystemNotifier notifier = SystemNotifier.of("Linux", Map.of("PATH", folder.toString()));
    if (program.toFile().setExecutable(true)) {
      notifier.tell("Payment received", "Wallet savings");
    }
    assertThat(Files.readString(program)).isEqualTo("no program");
  }
}
