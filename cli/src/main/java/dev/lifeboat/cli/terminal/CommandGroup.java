package dev.lifeboat.cli.terminal;

import java.util.Collection;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// A word with commands below it, and nothing to do by itself.
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public abstract class CommandGroup extends CommandNode {
  /// Tells what there is to choose from, as bad usage.
  @Override
  public final Integer call() {
    throw new ParameterException(
        spec.commandLine(), "no command was given; there are " + String.join(", ", words()));
  }

  protected Collection<String> words() {
    return spec.subcommands().keySet();
  }
}
