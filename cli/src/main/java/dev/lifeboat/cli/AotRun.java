package dev.lifeboat.cli;

import dev.lifeboat.lab.setup.LabAotRun;

/// The training run from which the JVM makes the AOT cache (JEP 514) of `./lifeboat` and of all
/// that it starts: what [CommandAotRun] runs, and the lab's own programs.
public final class AotRun {
  private AotRun() {}

  /// `AotRun PLAN FOLDER`; the folder is for the lab's files, and whoever gives it removes it.
  public static void main(String[] arguments) throws Exception {
    CommandAotRun.main(arguments);
    LabAotRun.main(arguments);
  }
}
