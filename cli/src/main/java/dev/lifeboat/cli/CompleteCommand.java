package dev.lifeboat.cli;

import dev.lifeboat.cli.completion.Completion;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What the shells' functions call while somebody types: prints a candidate a line.
@Command(name = "complete", description = "Print what could stand next on a command line.")
final class CompleteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "The words after 'lifeboat'; the last one is completed.")
  private List<String> words = List.of();

  CompleteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    new Completion(Main.commandLine(terminal, "--help"), new KnownValues())
        .after(words)
        .forEach(candidate -> terminal.out().println(candidate.line()));
    return 0;
  }
}
