package dev.lifeboat.cli;

import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.lab.setup.LabAotRun;

/// The training run from which the JVM makes the AOT cache (JEP 514) of `./lifeboat` and of all
/// that it starts: one typical command, and the lab's own programs.
public final class AotRun {
  private AotRun() {}

  /// `AotRun PLAN FOLDER`; the folder is for the lab's files, and whoever gives it removes it.
  public static void main(String[] arguments) throws Exception {
    var terminal = Terminal.ofThisProcess();
    int _ = Main.execute(terminal, "runbook", arguments[0]);
    terminal.out().flush();
    LabAotRun.main(arguments);
  }
}
