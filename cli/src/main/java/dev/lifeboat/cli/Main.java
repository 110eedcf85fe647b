package dev.lifeboat.cli;

import dev.lifeboat.cli.terminal.CommandGroup;
import dev.lifeboat.cli.terminal.EarlySignal;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.HelpLayout;
import dev.lifeboat.cli.terminal.ProcessEnd;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.StandardOutput;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.cli.terminal.Version;
import dev.lifeboat.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `lifeboat` command. `./lifeboat` starts it with `-Dlifeboat.home`, the folder of the
/// checkout, and one class path for the controller and for every process the lab starts.
@Command(
    name = "lifeboat",
    description = "Disaster recovery for services, from plan to proof.",
    versionProvider = Version.class,
    headerHeading = "Examples:%n",
    header = {
      "  lifeboat drill examples/storefront/lifeboat.yaml   break, recover, come home",
      "  lifeboat init --own                                a plan of your own service",
      "  lifeboat lab up lifeboat.yaml                      regions on this machine",
      "  lifeboat status lifeboat.yaml                      could we recover now?",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 bad usage or invalid plan, 3 not ready,",
      "4 refused or declined, 5 recovered but an objective was missed or not measured,",
      "130 interrupted (can be resumed; by SIGTERM 143, by SIGHUP 129).",
      "Environment: LIFEBOAT_STATE the state folder, JAVA_HOME a JDK 25 or newer,",
      "NO_COLOR no colours, COLUMNS the screen's width; all of it: lifeboat man."
    })
public final class Main extends CommandGroup {
  private final Terminal terminal;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) {
    // Whatever language a person speaks, programs read these numbers.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    var out = StandardOutput.ofThisProcess();
    var terminal = Terminal.ofThisProcess(out);
    int exitCode = execute(terminal, arguments);
    terminal.out().flush();
    exitCode = out.exitCode(exitCode, new Failures(terminal, arguments)::tellBeside);
    terminal.err().flush();
    if (exitCode != 0 || othersRun()) {
      ProcessEnd.exit(exitCode);
    }
  }

  /// Whether the process would go on without this thread. To return is 5 % faster than to exit,
  /// which looks for a logger of exits in each jar.
  private static boolean othersRun() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(it -> !it.equals(Thread.currentThread()) && !it.isDaemon());
  }

  /// Executes one command line and gives the exit code.
  static int execute(Terminal terminal, String... arguments) {
    if (arguments.length == 0) {
      ofAll(terminal).usage(terminal.err());
      return CommandLine.ExitCode.USAGE;
    }
    var words = asOptions(List.of(arguments)).toArray(String[]::new);
    var failures = new Failures(terminal, words);
    var early = failures.early();
    try {
      var line = commandLine(terminal, words);
      line.setExecutionStrategy(
          parsed -> begin(parsed, early) ? execute(parsed) : ExitCode.interrupted());
      int exitCode = execute(line, failures, words);
      Optional.ofNullable(line.getParseResult())
          .flatMap(Main::command)
          .ifPresent(TerminalCommand::told);
      return exitCode;
    } finally {
      early.ifPresent(EarlySignal::close);
    }
  }

  /// Whether it may begin; from then on it answers for itself.
  private static boolean begin(ParseResult parsed, Optional<EarlySignal> early) {
    command(parsed).ifPresent(TerminalCommand::begin);
    return early.map(EarlySignal::begin).orElse(true);
  }

  /// What this process has no room for ends in words too.
  private static int execute(CommandLine line, Failures failures, String[] words) {
    try {
      return line.execute(words);
    } catch (OutOfMemoryError | StackOverflowError exhausted) {
      return failures.exhausted();
    }
  }

  /// The command that was typed; empty for a group of them.
  private static Optional<TerminalCommand> command(ParseResult parsed) {
    return parsed.asCommandLineList().getLast().getCommandSpec().userObject()
            instanceof TerminalCommand it
        ? Optional.of(it)
        : Optional.empty();
  }

  /// `help`, `help COMMAND` and `version` are what people type first.
  private static List<String> asOptions(List<String> words) {
    return switch (words.isEmpty() ? "" : words.getFirst()) {
      case "help" -> helped(words.subList(1, words.size()));
      case "version" ->
          Stream.concat(Stream.of("--version"), words.subList(1, words.size()).stream()).toList();
      default -> words;
    };
  }

  /// What is no command is refused as it is without `help`; options stay what they are.
  private static List<String> helped(List<String> words) {
    var typed = words.stream().takeWhile(it -> !it.startsWith("-")).toList();
    // These two have no more to say than `lifeboat --help`.
    boolean general = typed.equals(List.of("help")) || typed.equals(List.of("version"));
    var names = general ? List.<String>of() : typed;
    var asked =
        Commands.isName(names)
            ? Stream.concat(names.stream(), Stream.of("--help"))
            : Stream.of(String.join(" ", names));
    return Stream.concat(asked, words.stream().skip(typed.size())).toList();
  }

  /// Help is no document, and nothing else may stand where one was asked for.
  private static void requireText(ParseResult parsed, CommandLine last) {
    if (Failures.isAskedForDocument(parsed.originalArgs().toArray(String[]::new))
        && parsed.asCommandLineList().stream().anyMatch(CommandLine::isUsageHelpRequested)) {
      throw new ParameterException(last, "a document means nothing beside --help, which is text");
    }
  }

  /// Every command knows its state folder before it begins.
  private static int execute(ParseResult parsed) {
    var last = parsed.asCommandLineList().getLast();
    if (parsed.isVersionHelpRequested() && !parsed.unmatched().isEmpty()) {
      throw new UnmatchedArgumentException(last, parsed.unmatched());
    }
    requireText(parsed, last);
    if (CommandLine.printHelpIfRequested(parsed)) {
      return last.getCommandSpec().exitCodeOnUsageHelp();
    }
    var command = command(parsed);
    if (command.isPresent()) {
      findState(command.get(), last);
    }
    var patience = command.flatMap(TerminalCommand::patience);
    try {
      return new RunLast().execute(parsed);
    } finally {
      patience.ifPresent(ProgressPrinter::close);
    }
  }

  private static void findState(TerminalCommand command, CommandLine line) {
    try {
      command.findState();
    } catch (ProblemException unclear) {
      throw new ExecutionException(line, unclear.problem().happened(), unclear);
    }
  }

  @Override
  protected Terminal terminal() {
    return terminal;
  }

  /// Also those that this parser was not built with.
  @Override
  protected Collection<String> words() {
    return Commands.all().stream().filter(Commands::shown).map(Commands::word).toList();
  }

  /// The parser for `arguments`. Built anew for each, since picocli keeps the values of the last
  /// parse in it, and with the one command that they name: reading the annotations of all of them
  /// would cost more than most of them do.
  static CommandLine commandLine(Terminal terminal, String... arguments) {
    var line = new CommandLine(new Main(terminal));
    named(List.of(arguments)).forEach(it -> it.addTo(line));
    return prepared(line, terminal, arguments);
  }

  private static CommandLine prepared(CommandLine line, Terminal terminal, String... arguments) {
    var failures = new Failures(terminal, arguments);
    HelpLayout.apply(line, terminal, List.of(arguments));
    return line.setExpandAtFiles(false)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(false)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  /// The parser with every command.
  static CommandLine ofAll(Terminal terminal) {
    return commandLine(terminal, "--help");
  }

  /// The parser with the commands that an unfinished line can mean.
  ///
  /// @param words those after the program's name; the last one is begun, maybe empty
  static CommandLine ofUnfinished(Terminal terminal, List<String> words) {
    var first = words.getFirst();
    if (words.size() > 1) {
      return commandLine(terminal, first);
    }
    var line = new CommandLine(new Main(terminal));
    Commands.all().stream()
        .filter(it -> it.word().startsWith(first))
        .forEach(it -> it.addWordTo(line));
    return prepared(line, terminal);
  }

  private static List<Commands> named(List<String> arguments) {
    if (arguments.isEmpty() || arguments.getFirst().equals("--version")) {
      return List.of();
    }
    return Commands.of(arguments.getFirst()).map(List::of).orElseGet(Commands::all);
  }
}
