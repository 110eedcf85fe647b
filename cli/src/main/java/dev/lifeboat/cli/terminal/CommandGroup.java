package dev.lifeboat.cli.terminal;

import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A word with commands below it, and nothing to do by itself.
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public abstract class CommandGroup implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli before call().
  private CommandSpec spec;

  /// Tells what there is to choose from, as bad usage.
  @Override
  public final Integer call() {
    throw new ParameterException(
        spec.commandLine(), "no command was given; there are " + String.join(", ", words(spec)));
  }

  protected Collection<String> words(CommandSpec group) {
    return group.subcommands().keySet();
  }
}
