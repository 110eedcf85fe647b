package dev.lifeboat.cli;

import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints the script that makes a shell complete `lifeboat`.
@Command(
    name = "completion",
    description = "Print the script by which a shell completes commands, plans, workloads, runs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "bash:  source <(lifeboat completion bash)",
      "zsh:   source <(lifeboat completion zsh)",
      "fish:  lifeboat completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {
  static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private String shell = "";

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

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
    var script = script(shell);
    if (options.json) {
      terminal
          .out()
          .println(
              OutputJson.line(new CompletionDocument("lifeboat.completion/v1", shell, script)));
    } else {
      terminal.out().print(script);
      terminal.out().flush();
    }
    return 0;
  }

  private static String script(String shell) {
    var name = "completion/lifeboat." + shell;
    try (InputStream script = CompletionCommand.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(name + " must lie in this build");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
