package dev.lifeboat.cli.terminal;

import dev.lifeboat.plan.InvalidPlanException;
import dev.lifeboat.plan.PlanMistake;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Every way a command can fail, told in one place: the message, the document, the exit code.
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Terminal terminal;
  private final boolean json;
  private final boolean debug;
  private final boolean jsonLines;

  /// @param arguments as they were given, since what cannot be parsed can ask for JSON too
  public Failures(Terminal terminal, String... arguments) {
    this.terminal = terminal;
    var joined = String.join("=", arguments);
    this.json = isAskedForDocument(arguments);
    this.debug = List.of(arguments).contains("--debug");
    this.jsonLines = joined.contains("--progress=json");
  }

  /// Whether these words ask for a document.
  public static boolean isAskedForDocument(String... arguments) {
    return List.of(arguments).contains("--json")
        || String.join("=", arguments).contains("--format=json");
  }

  /// What a signal leaves until the command has begun; empty where no document was asked for.
  public Optional<EarlySignal> early() {
    return json ? Optional.of(EarlySignal.watch(terminal)) : Optional.empty();
  }

  /// LB1004: the command line is wrong in a way that only the command itself sees.
  public static ProblemException usage(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB1004, happened, means, action);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return switch (failure) {
      case InvalidPlanException invalid ->
          tell(invalid.problem(), invalid.mistakes(), invalid, typed(command));
      case ProblemException told -> tell(told.problem(), List.of(), told, typed(command));
      case InterruptedException interrupted -> {
        left(interrupted, typed(command));
        yield interrupted(ErrorDocument.interrupted(journals(command)), typed(command));
      }
      case ParameterException usage ->
          handleParseException(usage, parsed.originalArgs().toArray(String[]::new));
      default -> unexpected(failure, typed(command));
    };
  }

  @Override
  public int handleParseException(ParameterException usage, String[] arguments) {
    var mistake = UsageMistake.of(usage);
    var problem = usage(mistake.happened(), "nothing was done", mistake.action()).problem();
    return tell(problem, List.of(), usage, TypedCommand.ofThisProcess());
  }

  private static TypedCommand typed(CommandLine command) {
    return command.getCommand() instanceof TerminalCommand it
        ? TypedCommand.of(it.options)
        : TypedCommand.ofThisProcess();
  }

  /// Memory or stack are spent: what is told needs little of either.
  public int exhausted() {
    var problem =
        Problem.lasting(
            Code.LB6001,
            "this process ran out of memory",
            "nothing more was done; what was journalled can be resumed",
            "run it where there is more memory, or about something smaller");
    return tell(problem, List.of(), new ProblemException(problem), TypedCommand.ofThisProcess());
  }

  /// Tells of a problem beside the command's own answer.
  public void tellBeside(Problem problem) {
    var document = ErrorDocument.of(problem, List.of());
    tellOnError(document, problem, List.of(), TypedCommand.ofThisProcess());
  }

  private int tell(
      Problem problem, List<PlanMistake> mistakes, Exception cause, TypedCommand commands) {
    int exitCode =
        switch (cause) {
          case UnusablePlanException _ -> ExitCode.BAD_USAGE;
          case UnknownAnswerException _ -> ExitCode.NOT_READY;
          default -> problem.code().exitCode();
        };
    var document = ErrorDocument.of(problem, mistakes, exitCode);
    tellOnError(document, problem, mistakes, commands);
    return tell(document, cause, commands);
  }

  private void tellOnError(
      ErrorDocument document, Problem problem, List<PlanMistake> mistakes, TypedCommand commands) {
    if (jsonLines) {
      terminal.err().println(TypedDocument.line(document, commands));
    } else if (mistakes.isEmpty() || !terminal.screens().err()) {
      print(terminal.err(), problem, commands);
    } else {
      print(terminal.err(), withExcerpts(problem, mistakes), commands);
    }
  }

  private static Problem withExcerpts(Problem problem, List<PlanMistake> mistakes) {
    var excerpt = MistakeExcerpt.of(mistakes.getFirst());
    var lines = new ArrayList<>(List.of(problem.happened().split("\\R", 2)[0]));
    mistakes.forEach(it -> lines.addAll(excerpt.told(it)));
    return new Problem(
        problem.code(),
        String.join("\n", lines),
        problem.means(),
        problem.action(),
        problem.retry());
  }

  private int tell(ErrorDocument document, Exception cause, TypedCommand commands) {
    if (json) {
      terminal.out().println(TypedDocument.line(document, commands));
    }
    if (debug) {
      cause.printStackTrace(terminal.err());
    }
    return document.exitCode();
  }

  /// Three lines: what happened, what it means, what to do.
  static void print(PrintWriter err, Problem problem, TypedCommand commands) {
    err.println(problem.code() + "  " + shown(problem.happened(), commands));
    err.println("  means " + shown(problem.means(), commands));
    err.println("  do    " + shown(problem.action(), commands));
  }

  private static String shown(String text, TypedCommand commands) {
    return VisibleText.of(commands.in(text));
  }

  /// What an interrupted command could not put in order is said before its last word.
  private void left(InterruptedException interrupted, TypedCommand commands) {
    for (var suppressed : interrupted.getSuppressed()) {
      if (suppressed instanceof ProblemException told && jsonLines) {
        terminal
            .err()
            .println(TypedDocument.line(ErrorDocument.of(told.problem(), List.of()), commands));
      } else if (suppressed instanceof ProblemException told) {
        print(terminal.err(), told.problem(), commands);
      }
    }
  }

  private int interrupted(ErrorDocument document, TypedCommand commands) {
    if (json) {
      terminal.out().println(TypedDocument.line(document, commands));
    }
    say("interrupted", document, commands);
    return document.exitCode();
  }

  private static boolean journals(CommandLine command) {
    return !(command.getCommand() instanceof TerminalCommand it) || it.journals();
  }

  private int unexpected(Exception failure, TypedCommand commands) {
    var what = Arrays.stream(String.valueOf(failure).split("\\R", 2)).findFirst().orElse("");
    var document = ErrorDocument.internal(what);
    say(
        "internal error: %s (run it again with --debug for the stack trace)".formatted(what),
        document,
        commands);
    return tell(document, failure, commands);
  }

  private void say(String words, ErrorDocument document, TypedCommand commands) {
    terminal.err().println(jsonLines ? TypedDocument.line(document, commands) : words);
  }
}
