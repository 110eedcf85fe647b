package dev.lifeboat.cli.terminal;

import dev.lifeboat.control.ProgressEvent;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.watch.Watcher;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Tells people, on standard error, what a command is doing: one line a change, and while nothing
/// changes one at least every 2 s at a screen; a file or pipe hears within 2 s, then ever more
/// rarely, and every 30 s at the latest; docs/design/plan-and-commands.md says why. Thread-safe.
public final class ProgressPrinter implements ProgressListener, AutoCloseable {
  /// A sixth later at the latest, which leaves a late thread some of 30 s.
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  /// Of somebody who sits there and waits: a sixth later it leaves a late thread some of 2 s.
  private static final Duration OF_A_PERSON = Duration.ofMillis(1_500);

  /// For how long nothing is said; each time twice as long as the last, up to the longest.
  private record Silence(Duration first, Duration longest) {
    private static Silence of(boolean screen) {
      return new Silence(OF_A_PERSON, screen ? OF_A_PERSON : HEARTBEAT);
    }

    private Silence next() {
      var twice = first.multipliedBy(2);
      return new Silence(twice.compareTo(longest) < 0 ? twice : longest, longest);
    }
  }

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final double NANOS = 1e9;

  /// How lines look.
  public enum Form {
    text,
    json
  }

  private final PrintWriter err;
  private final Form form;
  private final InstantSource clock;
  private final Instant began;
  private final Repetition heart;
  private final boolean everySecond; // What clients see; else at a change.
  private Silence silence;
  private Optional<Interrupt> interrupt = Optional.empty();
  private UnaryOperator<String> resumption = run -> "lifeboat resume " + run;
  private TypedCommand typed = TypedCommand.ofThisProcess();
  private Optional<Prompt> prompt = Optional.empty();
  private Instant lastLine;
  private Supplier<String> underWay = () -> "";
  private WatchNarrator watch = new WatchNarrator(this);
  private Optional<RunState> run = Optional.empty();
  private RunNarrator told = new RunNarrator(this, new HashMap<>());

  public ProgressPrinter(PrintWriter err, Form form, InstantSource clock) {
    this(err, form, clock, clock.instant());
  }

  /// @param began from when its times count
  public ProgressPrinter(PrintWriter err, Form form, InstantSource clock, Instant began) {
    this(err, form, clock, began, false, Thread::sleep);
  }

  /// @param began from when its times count
  /// @param screen whether it is read at once
  ProgressPrinter(
      PrintWriter err,
      Form form,
      InstantSource clock,
      Instant began,
      boolean screen,
      Watcher.Pause pause) {
    this.silence = Silence.of(screen);
    this.everySecond = screen && form == Form.text;
    this.err = err;
    this.form = form;
    this.clock = clock;
    this.began = began;
    this.lastLine = clock.instant();
    this.heart =
        Repetition.begun("heartbeat", pause, silence.first().dividedBy(6), this::sayStillThere);
  }

  /// That of a command which only looks.
  ///
  /// @param screen whether it is read at once; a file hears soon, then ever more rarely
  /// @param at what, as its word says
  static ProgressPrinter ofLook(
      PrintWriter err,
      Form form,
      InstantSource clock,
      boolean screen,
      Watcher.Pause pause,
      String at) {
    var progress = new ProgressPrinter(err, form, clock, clock.instant(), screen, pause);
    progress.whileWaiting(() -> at + " is still at work");
    return progress;
  }

  /// That of a command which somebody at a screen waits for.
  ///
  /// @param began from when its times count
  static ProgressPrinter atTerminal(
      PrintWriter err, Form form, InstantSource clock, Instant began) {
    return new ProgressPrinter(err, form, clock, began, true, Thread::sleep);
  }

  @Override
  public synchronized void on(ProgressEvent event) {
    switch (event) {
      case ProgressEvent.Noted(var phase, var state, var detail) -> tell(phase, state, detail);
      case ProgressEvent.Clients(var line, boolean changed) -> {
        if (everySecond ? quietFor(SECOND) : changed) {
          on(line);
        }
      }
      case ProgressEvent.Recorded(_, var told) -> on(told);
      case ProgressEvent.Underway(var what) -> whileWaiting(what);
      case ProgressEvent.Opened(var begun) -> of(begun).tell(begun, begun.opened());
      case ProgressEvent.Journalled(var of, var entry) -> of(of).happened(of, entry);
      case ProgressEvent.Answered(var of, var word) -> of(of).tell(of, word);
      case ProgressEvent.Failed(var problem) -> tell(problem);
      case ProgressEvent.Interrupted(var stopped) -> tellHowToGoOn(stopped);
      case ProgressEvent.WatchBegun(var workload, var region, var trigger) -> {
        watch = new WatchNarrator(this);
        tell(
            "watch",
            "begun",
            "the writer of %s in %s, trigger %s".formatted(workload, region, trigger.word()));
      }
      case ProgressEvent.Looked(var detector) -> watch.looked(detector);
      case ProgressEvent.Held(var permission) -> watch.held(permission);
      case ProgressEvent.Unprotected(var since, var why) ->
          tell("protection", "none", "unprotected since %s: %s".formatted(Spans.local(since), why));
      case ProgressEvent.Scheduled(var at) -> {
        tell("failback", "waits", "until " + Spans.local(at));
        whileWaiting(() -> "the writer moves at " + Spans.local(at));
      }
    }
  }

  /// What a run refuses is told anew when another controller takes it up.
  private RunNarrator of(RunState state) {
    if (run.filter(it -> it == state).isEmpty()) {
      run = Optional.of(state);
      told = new RunNarrator(this, new HashMap<>());
    }
    return told;
  }

  private void tell(Problem problem) {
    switch (form) {
      case text -> Failures.print(err, problem, typed);
      case json -> err.println(TypedDocument.line(ErrorDocument.of(problem, List.of()), typed));
    }
  }

  private void tellHowToGoOn(RunId stopped) {
    var words = "go on with  " + resumption.apply(stopped.value());
    switch (form) {
      case text -> err.println(typed.in(words));
      case json -> tell("run", "paused", words);
    }
  }

  /// One line.
  ///
  /// @param phase what is going on, in one word
  /// @param state one word such as `begun`, `done`, `met`, `failed`
  @Override
  public synchronized void tell(String phase, String state, String detail) {
    lastLine = clock.instant();
    var since = Duration.between(began, lastLine);
    var elapsed = since.isNegative() ? Duration.ZERO : since; // Clocks are set back.
    switch (form) {
      case text -> err.println(line(elapsed, phase, state, typed.in(detail)));
      case json ->
          err.println(
              TypedDocument.line(ProgressLine.of(lastLine, elapsed, phase, state, detail), typed));
    }
  }

  /// Tells whoever follows a file or a pipe when silence means that nobody is at work any more.
  ///
  /// @param command that talks
  void tellHowOften(String command) {
    tell(
        "progress",
        "begun",
        "%s tells each change, and else that it is at work, every 30 s at the latest"
            .formatted(command));
  }

  /// From when its times count.
  public Instant began() {
    return began;
  }

  /// By the clock of its lines.
  Instant now() {
    return clock.instant();
  }

  /// Whether nothing was said for so long, and nobody is being asked.
  public synchronized boolean quietFor(Duration span) {
    if (prompt.filter(Prompt::isOpen).isPresent()) {
      lastLine = clock.instant(); // It counts from the answer.
      return false;
    }
    return !clock.instant().isBefore(lastLine.plus(span));
  }

  /// What is said when nothing changes for long; empty text stands for nothing.
  @Override
  public synchronized void whileWaiting(Supplier<String> what) {
    underWay = what;
  }

  private static String line(Duration elapsed, String phase, String state, String detail) {
    var line =
        String.format(
            Locale.ROOT,
            "%8.2f s  %-16s %-8s %s",
            elapsed.toNanos() / NANOS,
            phase,
            state,
            detail.replaceAll("\\s*\\R\\s*", " "));
    return VisibleText.of(line.stripTrailing());
  }

  private synchronized void sayStillThere() {
    if (quietFor(silence.first())) {
      var what = underWay.get();
      tell("waiting", "still", what.isEmpty() ? "at work" : what);
      silence = silence.next();
    }
  }

  /// This, which tells how a run that stops is taken up.
  ProgressPrinter resumedBy(UnaryOperator<String> words) {
    resumption = words;
    return this;
  }

  /// This, which tells commands so that they can be pasted.
  ProgressPrinter typed(TypedCommand commands) {
    typed = commands;
    return this;
  }

  /// This, which is quiet while somebody is asked by `prompt`.
  ProgressPrinter beside(Optional<Prompt> prompt) {
    this.prompt = prompt;
    return this;
  }

  /// This, which ends the watch over the command when it is closed.
  ProgressPrinter until(Interrupt interruptible) {
    interrupt = Optional.of(interruptible);
    return this;
  }

  @Override
  public void close() {
    heart.interrupt();
    interrupt.ifPresent(Interrupt::close);
  }
}
