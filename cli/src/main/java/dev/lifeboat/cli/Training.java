package dev.lifeboat.cli;

/// The training run from which the JVM makes the AOT cache (JEP 514) of `./lifeboat` and of all
/// that it starts: one typical command, and the lab's own programs.
public final class Training {
  private Training() {}

  /// `Training PLAN FOLDER`; the folder is for the lab's files, and whoever gives it removes it.
  public static void main(String[] arguments) throws Exception {
    var terminal = Terminal.ofThisProcess();
    int _ = Main.execute(terminal, "runbook", arguments[0]);
    terminal.out().flush();
    dev.lifeboat.lab.setup.Training.main(arguments);
  }
}
