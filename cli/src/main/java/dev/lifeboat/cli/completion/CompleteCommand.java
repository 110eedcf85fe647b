package dev.lifeboat.cli.completion;

import dev.lifeboat.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What the shells' functions call while somebody types: prints a candidate a line.
@Command(name = "complete", description = "Print what could stand next on a command line.")
public final class CompleteCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<CommandLine> parser;

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "The words after 'lifeboat'; the last one is completed.")
  private List<String> words = List.of();

  /// @param parser with every command
  public CompleteCommand(Terminal terminal, Supplier<CommandLine> parser) {
    this.terminal = terminal;
    this.parser = parser;
  }

  @Override
  public Integer call() {
    if (!words.isEmpty()) {
      new Completion(parser.get(), words)
          .proposals()
          .forEach(it -> terminal.out().println(it.line()));
    }
    return 0;
  }
}
