package org.quantumcoin.ui.notify;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quantumcoin.node.log.Log;

/// Tells by the program that the system has for it: `notify-send` where there is a FreeDesktop
/// desktop, `osascript` on macOS, PowerShell on Windows.
///
/// Each is started without a shell and with arguments that never change but for the two texts,
/// which are data there as well: arguments after the last option, the arguments of a script,
/// variables of the environment. Names of wallets come from files, so they must not become options,
/// markup or code.
public final class SystemNotifier implements Notifier {
  private static final String APP = "QuantumCoin";
  private static final long PATIENCE_SECONDS = 10;

  private static final List<String> APPLE_SCRIPT =
      List.of(
          "on run texts",
          "display notification (item 2 of texts) with title (item 1 of texts)",
          "end run");

  /// Toasts belong to a registered program; PowerShell's own registration is on every Windows.
  private static final String TOAST =
      String.join(
          "; ",
          "$kinds = [Windows.UI.Notifications.ToastTemplateType, Windows.UI.Notifications, ContentType = WindowsRuntime]",
          "$manager = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]",
          "$xml = $manager::GetTemplateContent($kinds::ToastText02)",
          "$texts = $xml.GetElementsByTagName('text')",
          "$null = $texts.Item(0).AppendChild($xml.CreateTextNode($env:NOTICE_TITLE))",
          "$null = $texts.Item(1).AppendChild($xml.CreateTextNode($env:NOTICE_TEXT))",
          "$toast = [Windows.UI.Notifications.ToastNotification]::new($xml)",
          "$program = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'",
          "$manager::CreateToastNotifier($program).Show($toast)");

  /// How a system is told.
  private enum Way {
    FREE_DESKTOP,
    MACOS,
    WINDOWS
  }

  /// A program to start.
  ///
  /// @param environment added to this program's
  record Command(List<String> words, Map<String, String> environment) {
    Command {
      words = List.copyOf(words);
      environment = Map.copyOf(environment);
    }
  }

  private final Way way;
  private final Map<String, String> environment;
  private final AtomicBoolean complained = new AtomicBoolean();

  private SystemNotifier(Way way, Map<String, String> environment) {
    this.way = way;
    this.environment = Map.copyOf(environment);
  }

  /// That of the system this program runs on.
  public static SystemNotifier ofThisSystem() {
    return of(System.getProperty("os.name"), System.getenv());
  }

  /// @param os as Java names it
  static SystemNotifier of(String os, Map<String, String> environment) {
    String name = os.toLowerCase(Locale.ROOT);
    return new SystemNotifier(
        name.startsWith("windows")
            ? Way.WINDOWS
            : name.startsWith("mac") ? Way.MACOS : Way.FREE_DESKTOP,
        environment);
  }

  @Override
  public boolean isAvailable() {
    return program().isPresent();
  }

  private Optional<Path> program() {
    return switch (way) {
      case FREE_DESKTOP ->
          Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
              .filter(folder -> folder.startsWith("/"))
              .map(folder -> Path.of(folder, "notify-send"))
              .filter(Files::isExecutable)
              .findFirst();
      case MACOS -> Optional.of(Path.of("/usr/bin/osascript")).filter(Files::isExecutable);
      case WINDOWS ->
          Optional.ofNullable(environment.get("SystemRoot"))
              .map(root -> Path.of(root, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"))
              .filter(Files::isExecutable);
    };
  }

  @Override
  public void tell(String title, String text) {
    program().map(found -> command(found.toString(), title, text)).ifPresent(this::run);
  }

  Command command(String program, String title, String text) {
    return switch (way) {
      case FREE_DESKTOP ->
          new Command(List.of(program, "--app-name=" + APP, "--", title, escaped(text)), Map.of());
      case MACOS ->
          new Command(
              List.of(
                  program,
                  "-e",
                  APPLE_SCRIPT.get(0),
                  "-e",
                  APPLE_SCRIPT.get(1),
                  "-e",
                  APPLE_SCRIPT.get(2),
                  title,
                  text),
              Map.of());
      case WINDOWS ->
          new Command(
              List.of(program, "-NoProfile", "-NonInteractive", "-Command", TOAST),
              Map.of("NOTICE_TITLE", title, "NOTICE_TEXT", text));
    };
  }

  /// Desktops may read a little markup in the text.
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void run(Command command) {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(command.environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        complain("it does not answer");
      } else if (process.exitValue() != 0) {
        complain("it ended with " + process.exitValue());
      }
    } catch (IOException e) {
      complain(e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void complain(String why) {
    if (complained.compareAndSet(false, true)) {
      Log.warning("The system's notifications do not work; the window tells everything: " + why);
    }
  }
}
