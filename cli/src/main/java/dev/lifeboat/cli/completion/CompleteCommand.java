package dev.lifeboat.cli.completion;

import dev.lifeboat.cli.terminal.CommandNode;
import dev.lifeboat.cli.terminal.Terminal;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What the shells' functions call while somebody types: prints a candidate a line.
@Command(name = "complete", description = "Print what could stand next on a command line.")
public final class CompleteCommand extends CommandNode {
  private final BiFunction<Terminal, List<String>, CommandLine> parser;

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "The words after 'lifeboat'; the last one is completed.")
  private List<String> words = List.of();

  /// @param parser of an unfinished line, with the commands that it can mean
  public CompleteCommand(BiFunction<Terminal, List<String>, CommandLine> parser) {
    this.parser = parser;
  }

  @Override
  public Integer call() {
    if (!words.isEmpty()) {
      new Completion(unfinished -> parser.apply(terminal(), unfinished), words)
          .proposals()
          .forEach(it -> terminal().out().println(it.line()));
    }
    return 0;
  }
}
