package dev.lifeboat.cli;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Every way a command can fail, told in one place: the message, the document, the exit code.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final int FAILED = 1;
  static final int BAD_USAGE = 2;
  static final int INTERRUPTED = 130;

  private final Terminal terminal;
  private final boolean json;
  private final boolean debug;

  /// @param arguments as they were given, since what cannot be parsed can ask for JSON too
  Failures(Terminal terminal, String... arguments) {
    this.terminal = terminal;
    this.json = List.of(arguments).contains("--json");
    this.debug = List.of(arguments).contains("--debug");
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return switch (failure) {
      case ProblemException told -> told(told);
      case InterruptedException _ -> interrupted();
      case ParameterException usage ->
          handleParseException(usage, parsed.originalArgs().toArray(String[]::new));
      default -> unexpected(failure);
    };
  }

  @Override
  public int handleParseException(ParameterException usage, String[] arguments) {
    var command = usage.getCommandLine();
    var told =
        usage(
            String.valueOf(usage.getMessage()).strip(),
            "nothing was done",
            suggestion(usage, command)
                + "see '"
                + command.getCommandSpec().qualifiedName()
                + " --help'");
    return tell(told.problem(), usage);
  }

  /// LB1004: the command line is wrong in a way that only the command itself sees.
  static ProblemException usage(String happened, String means, String action) {
    return Problem.lasting(Code.LB1004, happened, means, action).asException();
  }

  private static String suggestion(ParameterException usage, CommandLine command) {
    if (usage instanceof UnmatchedArgumentException unmatched) {
      var words = unmatched.getSuggestions();
      if (!words.isEmpty()) {
        return "did you mean '%s'? else ".formatted(String.join("' or '", words));
      }
    }
    return "use: %s; ".formatted(Usage.synopsis(command));
  }

  private int told(ProblemException told) {
    return tell(told.problem(), told);
  }

  private int tell(Problem problem, Exception cause) {
    int exitCode = problem.code().exitCode();
    if (json) {
      terminal.out().println(OutputJson.line(ErrorDocument.of(problem)));
    }
    print(terminal.err(), problem);
    trace(cause);
    return exitCode;
  }

  /// Three lines: what happened, what it means, what to do.
  static void print(PrintWriter err, Problem problem) {
    err.println(problem.code() + "  " + problem.happened());
    err.println("  means " + problem.means());
    err.println("  do    " + problem.action());
  }

  private int interrupted() {
    if (json) {
      terminal
          .out()
          .println(
              OutputJson.line(
                  new ErrorDocument(
                      "interrupted",
                      "the command was interrupted",
                      "INTERRUPTED",
                      null,
                      "what is under way is journalled and can be resumed",
                      "lifeboat runs",
                      INTERRUPTED)));
    }
    terminal.err().println("interrupted");
    return INTERRUPTED;
  }

  private int unexpected(Exception failure) {
    var what = Arrays.stream(String.valueOf(failure).split("\\R", 2)).findFirst().orElse("");
    if (json) {
      terminal
          .out()
          .println(
              OutputJson.line(
                  new ErrorDocument(
                      "internal error",
                      what,
                      "INTERNAL",
                      null,
                      "this is a mistake in lifeboat; what was journalled can be resumed",
                      "run it again with --debug and report what it prints",
                      FAILED)));
    }
    terminal
        .err()
        .println(
            "internal error: %s (run it again with --debug for the stack trace)".formatted(what));
    trace(failure);
    return FAILED;
  }

  private void trace(Exception failure) {
    if (debug) {
      failure.printStackTrace(terminal.err());
    }
  }
}
