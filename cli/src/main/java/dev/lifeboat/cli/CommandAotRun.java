package dev.lifeboat.cli;

import dev.lifeboat.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The training run from which the JVM makes the AOT cache (JEP 514) of the commands that people
/// and their shells wait for. A start loads all classes of its cache, so that one for these alone
/// starts them sooner.
public final class CommandAotRun {
  private CommandAotRun() {}

  /// `CommandAotRun PLAN FOLDER`; the folder is for a state folder, and whoever gives it removes
  /// it.
  public static void main(String[] arguments) throws Exception {
    var plan = arguments[0];
    // One without a lab, so that nothing that is up is asked.
    var folder = Files.createDirectories(Path.of(arguments[1], "state"));
    TrainingRun.make(folder);
    var state = folder.toString();
    var terminal = Terminal.ofThisProcess();
    for (var command :
        List.of(
            List.of("--version"),
            List.of("runbook", plan),
            List.of("check", plan, "--state", state),
            List.of("status", plan, "--state", state),
            List.of("runs", "--state", state),
            List.of("complete", "--", ""),
            List.of("complete", "--", "report", "--state", state, ""))) {
      int _ = Main.execute(terminal, command.toArray(String[]::new));
    }
    terminal.out().flush();
  }
}
