package dev.lifeboat.cli;

import picocli.CommandLine;

/// How a command is called, in one line.
final class Usage {
  private Usage() {}

  /// The command with its own options and arguments, without those every command takes.
  static String synopsis(CommandLine command) {
    var spec = command.getCommandSpec();
    var line = new StringBuilder(spec.qualifiedName());
    if (spec.positionalParameters().isEmpty()
        && spec.usageMessage().synopsisSubcommandLabel().equals("COMMAND")) {
      return line.append(" COMMAND").toString();
    }
    for (var argument : spec.positionalParameters()) {
      boolean needed = argument.arity().min() > 0;
      line.append(needed ? " " : " [").append(argument.paramLabel()).append(needed ? "" : "]");
    }
    return line.toString();
  }
}
