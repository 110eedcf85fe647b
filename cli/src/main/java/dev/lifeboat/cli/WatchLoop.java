package dev.lifeboat.cli;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.watch.AsyncWindows;
import dev.lifeboat.watch.AutomaticWatch;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.KnownBacklog;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.PlacementWatch;
import dev.lifeboat.watch.ReplicationWatch;
import dev.lifeboat.watch.RpoGuard;
import dev.lifeboat.watch.Watcher;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;

/// Watches a workload's primary, and the next one once it was moved, until a person must decide.
/// Beside that it sees to it that the workload has somewhere to go.
final class WatchLoop {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final Options options;
  private final PlanFile file;
  private final Workload watched;
  private final Platform platform;
  private final WatchSources sources;
  private final Talk talk;
  private final PastFailovers past;

  WatchLoop(
      Terminal terminal,
      Options options,
      PlanFile file,
      Workload watched,
      Platform platform,
      Talk talk)
      throws ProblemException {
    this.terminal = terminal;
    this.options = options;
    this.file = file;
    this.watched = watched;
    this.platform = platform;
    this.sources = WatchSources.of(platform, file, options.state);
    this.talk = talk;
    this.past =
        new PastFailovers(
            Platforms.runs(platform, options.state), file.plan().name(), watched.name());
  }

  /// The exit code of a failover that stopped on its way.
  int run() throws InterruptedException, ProblemException {
    // Now, while nothing burns: all that is over is read once.
    past.read();
    past.unreadable().forEach(why -> talk.tell("watch", "unread", why));
    var reprotection = new Reprotection(terminal, options, file, watched, platform, talk);
    var placed = Platforms.placement(file, platform, watched);
    try (var _ = ProtectionWatch.begin(reprotection)) {
      while (true) {
        var exitCode = watchOne(placed);
        if (exitCode.isPresent()) {
          return exitCode.getAsInt();
        }
        placed = whenFree();
      }
    }
  }

  /// Where the writer is once no run is open. A placement that cannot be read at the moment is
  /// waited for as well: a watch that goes on must not end on it.
  private Placement whenFree() throws InterruptedException {
    talk.whileWaiting(() -> watched.name() + ": waits until no run is open");
    while (true) {
      try {
        var placed = Platforms.placement(file, platform, watched);
        if (placed.openRun().isEmpty()) {
          return placed;
        }
      } catch (ProblemException unread) {
        talk.whileWaiting(unread.problem()::happened);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /// Empty when the writer is elsewhere now, or another run is about to move it.
  private OptionalInt watchOne(Placement placed) throws InterruptedException, ProblemException {
    var writer = placed.writer();
    try (var notes =
            new WatchNotes(sources.notes(), Clock.systemUTC(), talk, watched.name(), writer);
        var copies = copies(writer);
        var placement =
            new PlacementWatch(
                Thread::sleep, platform.pace().watchFence(), platform.placements(), placed)) {
      talk.tell(
          "watch",
          "begun",
          "the writer of %s in %s, trigger %s"
              .formatted(watched.name(), writer, watched.failover().trigger().word()));
      var before = notes.begin();
      talk.whileWaiting(() -> watched.name() + " in " + writer + ": " + notes.phrase());
      var down =
          new AutomaticWatch(
                  new Watcher(
                      Clock.systemUTC(),
                      Thread::sleep,
                      platform.views(watched, writer),
                      (_, _) -> {}),
                  watched.failover(),
                  new WatchFacts(watched.name(), placement, platform.pauses(), past),
                  new WatchListener(new WatchTalk(talk), notes))
              .untilAllowed(before);
      return act(writer, down, copies);
    } catch (ProblemException overtaken) {
      if (overtaken.problem().code() != Code.LB3003) {
        throw overtaken;
      }
      talk.tell("watch", "overtaken", overtaken.problem().happened() + "; watches on after that");
      return OptionalInt.empty();
    }
  }

  private ReplicationWatch copies(String writer) throws ProblemException {
    var before =
        sources
            .notes()
            .backlog(watched.name())
            .filter(known -> known.region().equals(writer))
            .map(KnownBacklog::backlog)
            .orElse(Backlog.unknown());
    return new ReplicationWatch(
        Clock.systemUTC(),
        Thread::sleep,
        platform.replicas(watched, writer),
        RpoGuard.of(watched),
        before,
        new CopiesTalk(talk, sources.notes(), Clock.systemUTC(), watched.name(), writer));
  }

  /// Empty once the failover is done: the watch goes on with the new writer.
  private OptionalInt act(String writer, Detector.Verdict.Down down, ReplicationWatch copies)
      throws InterruptedException, ProblemException {
    var trigger = watched.failover().trigger();
    boolean nobody = trigger == FailoverPolicy.Trigger.APPROVAL && terminal.prompt().isEmpty();
    if (trigger == FailoverPolicy.Trigger.MANUAL || nobody) {
      throw Problem.lasting(
              Code.LB3004,
              "the primary of '%s' is lost since %s: %s"
                  .formatted(
                      watched.name(), Spans.local(down.since()), String.join("; ", down.views())),
              "the plan leaves the failover to a person; nothing was changed",
              "lifeboat failover " + file.path())
          .asException();
    }
    if (trigger == FailoverPolicy.Trigger.AUTOMATIC) {
      requireNoLoss(copies, down);
    }
    var runs = Platforms.runs(platform, options.state);
    var runbook =
        Kinds.of(file.plan()).compiler().compile(file.plan(), watched, Mode.FAILOVER, writer);
    var look = Candidacy.of(runbook, platform.provider(watched));
    Move.requireCandidates(look);
    if (!look.silent().isEmpty()) {
      // Nothing is fenced for a region that says nothing either; the next look decides anew.
      talk.tell("watch", "nowhere", look.why());
      return OptionalInt.empty();
    }
    var files = runs.reserve();
    var open =
        runs.open(
            new Runs.Request(
                files.run(),
                file.bytes(),
                file.plan().sha256(),
                runbook,
                PastFailovers.WATCH,
                "lost since " + down.since() + ": " + String.join("; ", down.views())));
    var world = World.of(platform, watched, new TerminalPeople(terminal, talk, options.person));
    var execution = new RunExecution(terminal, options, talk);
    var stopped =
        execution.conduct(runs, open, world, false, PersonsWord.NONE, (folder, state) -> {});
    if (stopped.state().done()) {
      talk.tell("watch", "moved", "%s to %s".formatted(watched.name(), runbook.target()));
      return goOn(runbook.target());
    }
    return OptionalInt.of(execution.report(stopped));
  }

  /// A plan that does not say how to look at the new writer ends the watch, whose failover is done.
  private OptionalInt goOn(String writer) {
    try {
      var _ = platform.views(watched, writer);
      return OptionalInt.empty();
    } catch (ProblemException unsaid) {
      talk.tell("watch", "ended", unsaid.problem().happened());
      return OptionalInt.of(0);
    }
  }

  /// A person may accept the loss of what was written while the replica was away; a watch may not.
  private void requireNoLoss(ReplicationWatch copies, Detector.Verdict.Down down)
      throws ProblemException {
    var refused =
        AsyncWindows.of(watched, sources.lapses())
            .refusal(Clock.systemUTC().instant())
            .or(() -> copies.refusal(down.since()));
    if (refused.isPresent()) {
      throw refused.get().asException();
    }
  }
}
