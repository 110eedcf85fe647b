package dev.lifeboat.cli;

import dev.lifeboat.cli.terminal.CommandGroup;
import dev.lifeboat.cli.terminal.CommandNode;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.StandardOutput;
import dev.lifeboat.cli.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// One command line, executed in this process as a script would call it: nobody can answer, and
/// there are no colours.
public record Invocation(int exitCode, String out, String err) {
  public static final Path STOREFRONT = Path.of("..", "examples", "storefront", "lifeboat.yaml");

  public static Invocation of(Object... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exitCode = Main.execute(terminal(out, err), words);
    return new Invocation(exitCode, out.toString(), err.toString());
  }

  public static Terminal terminal(StringWriter out, StringWriter err) {
    return new Terminal(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Optional.empty(),
        new Screens(false, false, false),
        10_000,
        new StandardOutput(into(out), () -> false));
  }

  private static OutputStream into(StringWriter out) {
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        out.write(new String(bytes, from, length, StandardCharsets.UTF_8));
      }
    };
  }

  /// A command as it stands below `lifeboat`, which was started at `terminal`.
  public static <C extends CommandNode> C at(Terminal terminal, C command) {
    var _ = new CommandLine(new Root(terminal)).addSubcommand("command", command);
    return command;
  }

  private static final class Root extends CommandGroup {
    private final Terminal terminal;

    Root(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    protected Terminal terminal() {
      return terminal;
    }
  }

  /// The one document on standard output.
  public JsonNode json() {
    if (out.lines().count() != 1) {
      throw new AssertionError("standard output must be one document, was: " + out);
    }
    return OutputJson.read(out.getBytes(StandardCharsets.UTF_8));
  }
}
