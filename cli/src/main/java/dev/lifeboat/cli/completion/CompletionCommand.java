package dev.lifeboat.cli.completion;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.files.ShippedText;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints the script that makes a shell complete `lifeboat`.
@Command(
    name = "completion",
    description = "Print the script by which a shell completes commands, plans, workloads, runs.",
    footer = {
      "",
      "bash:  source <(lifeboat completion bash)",
      "zsh:   source <(lifeboat completion zsh)",
      "fish:  lifeboat completion fish | source"
    })
public final class CompletionCommand extends TerminalCommand {
  static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private String shell = "";

  /// The script as data.
  record CompletionDocument(String schema, String shell, String script) {}

  @Override
  public Integer call() throws ProblemException {
    if (!SHELLS.contains(shell)) {
      throw Failures.usage(
          "no script for the shell '%s'".formatted(shell),
          "nothing was printed",
          "use one of " + String.join(", ", SHELLS));
    }
    var script = ShippedText.beside(CompletionCommand.class, "lifeboat." + shell);
    if (options.json) {
      return done(new CompletionDocument("lifeboat.completion/v1", shell, script), script);
    }
    terminal().print(script);
    return 0;
  }
}
