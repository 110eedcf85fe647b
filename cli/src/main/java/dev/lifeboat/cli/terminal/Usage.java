package dev.lifeboat.cli.terminal;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/// Call of a command, in one line.
public final class Usage {
  private Usage() {}

  /// The command with its own options and arguments, without those every command takes.
  static String synopsis(CommandLine command) {
    var spec = command.getCommandSpec();
    var line = new StringBuilder(spec.qualifiedName());
    if (spec.positionalParameters().isEmpty()
        && spec.usageMessage().synopsisSubcommandLabel().equals("COMMAND")) {
      return line.append(" COMMAND").toString();
    }
    spec.positionalParameters().forEach(it -> line.append(' ').append(label(it)));
    return line.toString();
  }

  /// An argument as it stands in a line, in brackets where it may be left out.
  public static String label(ArgSpec argument) {
    return argument.arity().min() > 0 ? argument.paramLabel() : "[" + argument.paramLabel() + "]";
  }
}
