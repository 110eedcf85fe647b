package dev.lifeboat.cli;

import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.lab.setup.LabAotRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The training run from which the JVM makes the AOT cache (JEP 514) of `./lifeboat` and of all
/// that it starts: the commands that people and their shells wait for, and the lab's own programs.
public final class AotRun {
  private AotRun() {}

  /// `AotRun PLAN FOLDER`; the folder is for the lab's files, and whoever gives it removes it.
  public static void main(String[] arguments) throws Exception {
    var plan = arguments[0];
    // An empty one, so that nothing that is up is asked.
    var state = Files.createDirectories(Path.of(arguments[1], "state")).toString();
    var terminal = Terminal.ofThisProcess();
    for (var command :
        List.of(
            List.of("--version"),
            List.of("runbook", plan),
            List.of("check", plan, "--state", state),
            List.of("status", plan, "--state", state),
            List.of("runs", "--state", state),
            List.of("complete", ""),
            List.of("complete", "report", ""))) {
      int _ = Main.execute(terminal, command.toArray(String[]::new));
    }
    terminal.out().flush();
    LabAotRun.main(arguments);
  }
}
