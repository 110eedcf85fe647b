package dev.lifeboat.cli.terminal;

import dev.lifeboat.cli.terminal.StateFolder.Named;
import dev.lifeboat.control.Requester;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What each command is made of: the options that all take, and the one way to answer.
@Command(mixinStandardHelpOptions = true)
public abstract class TerminalCommand extends CommandNode {
  private static final String FORMAT = "--format";

  @Mixin protected final Options options = new Options();

  private Optional<Interrupt> interrupt = Optional.empty();

  /// What it does with the state folder.
  protected StateFolder.Use uses() {
    return StateFolder.Use.LOOKS;
  }

  /// Whether it may leave a run behind that can be taken up.
  public boolean journals() {
    return uses() == StateFolder.Use.KEEPS;
  }

  /// Whether it tells by itself what it is doing.
  protected boolean tellsProgress() {
    return uses() == StateFolder.Use.KEEPS;
  }

  /// What is told while it does not; the caller closes it.
  public final Optional<ProgressPrinter> patience() {
    return tellsProgress() ? Optional.empty() : Optional.of(looking());
  }

  /// What is told while a command that tells by itself only looks; the caller closes it before it
  /// asks somebody or goes on.
  protected final ProgressPrinter looking() {
    return ProgressPrinter.ofLook(
            terminal().err(),
            options.progress,
            Terminal.clock(),
            terminal().screens().err(),
            Thread::sleep,
            words())
        .typed(TypedCommand.of(options))
        .beside(terminal().prompt());
  }

  /// As it is typed behind the program's name: `lab up`.
  private String words() {
    return spec.qualifiedName().replaceFirst("^\\S+ ", "");
  }

  /// The plan file that it is about; empty for none.
  protected Optional<Path> plan() {
    return Optional.empty();
  }

  /// Has what is told to be typed next be about that plan.
  protected final void tellAbout(Path plan) {
    options.planWords = ShellWord.ofPath(plan.toString());
  }

  /// Where the search for the state folder begins.
  protected Path near() {
    return Path.of("");
  }

  /// Finds the state folder; done once, before the command is called.
  ///
  /// @throws ProblemException LB1004 when it is not clear which one is meant
  public final void findState() throws ProblemException {
    var named = Named.of(options.given, System.getenv(StateFolder.VARIABLE));
    options.state = new StateFolder(named, near(), Path.of("")).settle(uses());
    var unnamed = Named.of(null, System.getenv(StateFolder.VARIABLE));
    // What is told to be typed next may name a run, or the plan; each begins its search elsewhere.
    boolean found =
        Stream.of(Path.of(""), near())
            .allMatch(it -> new StateFolder(unnamed, it, Path.of("")).finds(options.state));
    plan().ifPresent(this::tellAbout);
    options.stateWords = found ? "" : " --state " + ShellWord.of(options.state.toString());
  }

  /// Refuses a state folder that was named and is not there, where the command is about what would
  /// be in it; done once that is known.
  ///
  /// @throws ProblemException LB1004
  protected final void requireNamedState() throws ProblemException {
    var named = Named.of(options.given, System.getenv(StateFolder.VARIABLE));
    if (named.isPresent()) {
      var _ = new StateFolder(named, near(), Path.of("")).settle(StateFolder.Use.READS);
    }
  }

  /// Why nothing in the state folder is to be believed; empty where it was named.
  protected final Optional<ProblemException> unusableState() {
    return StateFolder.Named.of(options.given, System.getenv(StateFolder.VARIABLE)).isPresent()
        ? Optional.empty()
        : StateFolder.refusal(options.state);
  }

  /// Makes the state folder where something is to be kept, and says so; [#progress] does it too.
  protected final void makeState() throws ProblemException {
    if (uses() == StateFolder.Use.KEEPS && StateFolder.make(options.state)) {
      terminal()
          .say(options, "state", "made", "the state folder is " + options.state + ", made now");
    }
  }

  /// Refuses what means nothing beside `option`: it would be passed over in silence.
  ///
  /// @param means what was not done
  /// @throws ProblemException LB1004
  protected final void requireWithout(String option, String means, String... others)
      throws ProblemException {
    for (var other : others) {
      if (isGiven(option) && isGiven(other)) {
        throw Failures.usage(
            "%s means nothing beside %s".formatted(other, option), means, "leave one of them out");
      }
    }
  }

  /// Whether it was typed.
  protected final boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /// Prints `document` where JSON was asked for, else the lines.
  protected final void tell(Object document, List<String> lines) {
    terminal().tell(options, document, lines);
  }

  /// As [#tell], of what is done; gives the exit code of that.
  protected final int done(Object document, List<String> lines) {
    tell(document, lines);
    return 0;
  }

  protected final int done(Object document, String line) {
    return done(document, List.of(line));
  }

  /// What is told while the command works, which Ctrl-C interrupts; the caller closes it. All that
  /// was typed is known to be right by now, so a slip leaves no state folder behind.
  protected final ProgressPrinter progress() throws ProblemException {
    var clock = Terminal.host().clock();
    var progress = progress(clock, clock.instant());
    if (!terminal().screens().err()) {
      progress.tellHowOften(words());
    }
    return progress;
  }

  /// The same, by another clock.
  ///
  /// @param began from when its times count
  protected final ProgressPrinter progress(InstantSource clock, Instant began)
      throws ProblemException {
    makeState();
    var err = terminal().err();
    var progress =
        terminal().screens().err()
            ? ProgressPrinter.atTerminal(err, options.progress, clock, began)
            : new ProgressPrinter(err, options.progress, clock, began);
    progress.whileWaiting(() -> words() + " is still at work");
    return progress
        .until(interruptible())
        .resumedBy(options::resume)
        .typed(TypedCommand.of(options))
        .beside(terminal().prompt());
  }

  /// Has Ctrl-C interrupt a command that only looks, because it puts in order what it did; the
  /// caller closes it.
  protected final Interrupt interruptible() {
    return interrupt().orderly();
  }

  /// Has a signal leave the document that was asked for; done once, before all else.
  public final void begin() {
    var parsed = spec.commandLine().getParseResult();
    options.json |=
        parsed.hasMatchedOption(FORMAT)
            && parsed.matchedOption(FORMAT).originalStringValues().contains("json");
    if (options.json) {
      interrupt();
    }
  }

  private Interrupt interrupt() {
    var watching = interrupt.orElseGet(() -> Interrupt.ofThisThread(this::sayStopped));
    interrupt = Optional.of(watching);
    return watching;
  }

  /// False where the command has begun to answer.
  boolean sayStopped() {
    return !options.json
        || terminal()
            .data()
            .endWith(
                TypedDocument.line(
                    ErrorDocument.interrupted(journals()), TypedCommand.of(options)));
  }

  /// Called once all is told, also why it failed.
  public final void told() {
    interrupt.ifPresent(Interrupt::told);
  }

  /// Whether somebody is there to see a line change each second.
  protected final boolean live() {
    return terminal().screens().err() && options.progress == ProgressPrinter.Form.text;
  }

  /// Whoever started the command, as use cases act for them.
  protected final Requester requester(ProgressPrinter progress) {
    return terminal().requester(progress, options.person);
  }
}
