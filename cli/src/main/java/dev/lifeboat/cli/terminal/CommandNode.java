package dev.lifeboat.cli.terminal;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A word of the command line: a command, or a group of them. Its call gives the exit code.
public abstract class CommandNode implements Callable<Integer> {
  /// Where it stands among the others.
  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli before call().
  protected CommandSpec spec;

  /// Where the program was started, as the root of all words knows.
  protected Terminal terminal() {
    return ((CommandNode) spec.root().userObject()).terminal();
  }
}
