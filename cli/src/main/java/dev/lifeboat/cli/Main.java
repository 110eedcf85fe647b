package dev.lifeboat.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `lifeboat` command. `./lifeboat` starts it with `-Dlifeboat.home`, the folder of the
/// checkout, and one class path for the controller and for every process the lab starts.
@Command(
    name = "lifeboat",
    description = "Disaster recovery for services, from plan to proof.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /// No command was given: tells what there is to choose from, as bad usage.
  @Override
  public Integer call() {
    var commandLine = commandLine();
    commandLine.usage(commandLine.getErr());
    return commandLine.getCommandSpec().exitCodeOnInvalidInput();
  }

  /// The parsed form of the whole command line. Built anew by each caller, since picocli keeps the
  /// values of the last parse in it.
  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }
}
