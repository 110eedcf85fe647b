package dev.lifeboat.control;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.watch.ArbiterRequirement;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.FailoverDecision;
import dev.lifeboat.watch.FailoverDecision.Obstacle;
import dev.lifeboat.watch.FailoverDecision.Outcome;
import dev.lifeboat.watch.FailoverHold;
import dev.lifeboat.watch.FailoverHold.Permission;
import dev.lifeboat.watch.LagNotes;
import dev.lifeboat.watch.Lapses;
import dev.lifeboat.watch.Loss;
import dev.lifeboat.watch.LossWatch;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.PlacementWatch;
import dev.lifeboat.watch.ReplicationWatch;
import dev.lifeboat.watch.RpoGuard;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.util.Optional;

/// Watches a workload's primary, and the next one once it was moved, until a person must decide.
/// Beside that it sees to it that the workload has somewhere to go.
public final class WatchLoop {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ControlledWorkload controlled;
  private final Workload watched;
  private final WatchSources sources;
  private final Requester requester;
  private final HostProcess host;
  private final ProgressListener progress;
  private final boolean attended;
  private final PastFailovers past;

  /// How a watch ended.
  public sealed interface End {
    /// A failover stopped on its way.
    record Stopped(RunExecution.Stopped run) implements End {}

    /// The plan leaves the move to a person, and none can be asked; nothing was changed.
    record PersonNeeded(Loss lost) implements End {}

    /// The failover is done, and the plan does not say how to look at the new writer.
    record Unwatchable() implements End {}
  }

  /// @param attended whether somebody can be asked for approval
  /// @throws ProblemException LB3007 when a failover is automatic without an arbiter
  public WatchLoop(ControlledWorkload controlled, Requester requester, boolean attended)
      throws ProblemException {
    ArbiterRequirement.require(controlled.file().plan(), controlled.workload());
    this.controlled = controlled;
    this.watched = controlled.workload();
    this.sources = WatchSources.made(controlled);
    this.requester = requester;
    this.host = requester.host();
    this.progress = requester.progress();
    this.attended = attended;
    this.past = new PastFailovers(controlled.runs(host), controlled.file().plan().name());
  }

  /// Returns when a person must decide, or nobody can watch on.
  public End run() throws InterruptedException, ProblemException {
    // Now, while nothing burns: all that is over is read once.
    past.read(watched.name());
    past.unreadable().forEach(why -> progress.tell("watch", "unread", why));
    var placed = controlled.placement();
    try (var _ = new ProtectionWatch(new Reprotection(controlled, requester))) {
      while (true) {
        var end = watchOne(placed);
        if (end.isPresent()) {
          return end.get();
        }
        placed = whenFree();
      }
    }
  }

  /// Where the writer is once no run is open; one whose controller died before it gave the
  /// placement free is none. A placement that cannot be read at the moment is waited for as well: a
  /// watch that goes on must not end on it. A writer that is lost meanwhile is told.
  private Placement whenFree() throws InterruptedException {
    var meanwhile = new OpenRunWatch(watched, controlled.platform(), host.clock(), progress);
    progress.whileWaiting(() -> watched.name() + ": waits until no run is open");
    while (true) {
      try {
        controlled.runs(host).freeIfOver(watched.name());
        var placed = controlled.placement();
        if (placed.openRun().isEmpty()) {
          return placed;
        }
        meanwhile.look(placed);
      } catch (ProblemException unread) {
        progress.whileWaiting(unread.problem()::happened);
      }
      host.pause().of(LOOK_AGAIN);
    }
  }

  /// Empty when the writer is elsewhere now, or another run is about to move it.
  private Optional<End> watchOne(Placement placed) throws InterruptedException, ProblemException {
    var writer = placed.writer();
    try (var notes = new WatchNotes(sources.notes(), host, progress, watched.name(), writer);
        var copies = copies(writer);
        var placement =
            new PlacementWatch(
                host.pause(),
                controlled.platform().pace().watchFence(),
                controlled.platform().placements(),
                placed)) {
      progress.on(
          new ProgressEvent.WatchBegun(watched.name(), writer, watched.failover().trigger()));
      var before = notes.begin();
      progress.whileWaiting(() -> watched.name() + " in " + writer + ": " + notes.phrase());
      var loss =
          new LossWatch(
                  new Watcher(
                      host.clock(),
                      host.pause(),
                      controlled.platform().views(watched, writer),
                      (_, _) -> {}),
                  new FailoverHold(watched.failover()),
                  new Facts(watched.name(), placement, controlled.platform().pauses(), past),
                  new Listener(progress, notes))
              .untilAllowed(before);
      return act(writer, loss, copies);
    } catch (ProblemException overtaken) {
      if (overtaken.problem().code() != Code.LB3003) {
        throw overtaken;
      }
      progress.tell(
          "watch", "overtaken", overtaken.problem().happened() + "; watches on after that");
      return Optional.empty();
    }
  }

  private ReplicationWatch copies(String writer) throws ProblemException {
    return new ReplicationWatch(
        host.clock(),
        host.pause(),
        controlled.platform().replicas(watched, writer),
        RpoGuard.of(watched),
        sources.backlog(watched, writer),
        new CopiesNotes(
            progress,
            sources.notes(),
            new LagNotes(sources.history(), watched, writer),
            host.clock(),
            watched.name(),
            writer));
  }

  /// Empty once the move is done: the watch goes on with the new writer.
  private Optional<End> act(String writer, Loss loss, ReplicationWatch copies)
      throws InterruptedException, ProblemException {
    var mode = loss.mode();
    var outcome =
        new FailoverDecision(controlled.file().plan(), watched, mode, attended)
            .of(
                controlled.platform(),
                writer,
                new Permission.Allowed(), // LossWatch waited until it was.
                () ->
                    Lapses.of(watched, sources.lapses())
                        .refusal(host.clock().instant())
                        .or(() -> copies.refusal(loss.since())));
    return switch (outcome) {
      case Outcome.Start() -> moved(controlled.runbook(mode, writer), loss);
      case Outcome.Person(_) -> Optional.of(new End.PersonNeeded(loss));
      case Outcome.Refused(var problem, _) -> throw problem.asException();
      case Outcome.Wait(var obstacle, var why) -> {
        progress.tell("watch", obstacle == Obstacle.SILENCE ? "nowhere" : "waits", why);
        yield Optional.empty();
      }
    };
  }

  private Optional<End> moved(Runbook runbook, Loss loss)
      throws InterruptedException, ProblemException {
    var reason =
        "%s since %s: %s"
            .formatted(
                loss.isOfUsers() ? "its users are out" : "lost",
                loss.since(),
                String.join("; ", loss.views()));
    var stopped = controlled.run(runbook, PastFailovers.WATCH, reason, PersonsWord.NONE, requester);
    if (stopped.state().done()) {
      progress.tell("watch", "moved", "%s to %s".formatted(watched.name(), runbook.target()));
      return goOn(runbook.target());
    }
    if (loss.isOfUsers() && stopped.state().isOver()) {
      progress.tell(
          "watch", "undone", "%s stays in %s".formatted(watched.name(), runbook.source()));
      return Optional.empty(); // Its database lives; the cool-down holds the next one back.
    }
    return Optional.of(new End.Stopped(stopped));
  }

  /// A plan that does not say how to look at the new writer ends the watch, whose failover is done.
  private Optional<End> goOn(String writer) {
    try {
      var _ = controlled.platform().views(watched, writer);
      return Optional.empty();
    } catch (ProblemException unsaid) {
      progress.tell("watch", "ended", unsaid.problem().happened());
      return Optional.of(new End.Unwatchable());
    }
  }

  /// What the decision depends on beside the looks.
  private record Facts(String workload, PlacementWatch placement, Pauses pauses, PastFailovers past)
      implements LossWatch.Facts {
    @Override
    public void requireSame() throws ProblemException {
      placement.requireSame();
    }

    @Override
    public FailoverHold.Facts with(Dips dips) throws ProblemException {
      placement.requireFree();
      return new FailoverHold.Facts(pauses.maintenance(workload), past.read(workload), dips);
    }
  }

  /// Tells what is seen, and notes it.
  private record Listener(ProgressListener progress, WatchNotes notes)
      implements LossWatch.Listener {
    @Override
    public void looked(Detector detector, Dips dips) {
      progress.on(new ProgressEvent.Looked(detector));
      // A primary that is down is either acted on now or held, which is noted next.
      if (!(detector.verdict() instanceof Detector.Verdict.Down)) {
        notes.note(VerdictWords.of(detector.verdict()), VerdictWords.why(detector.verdict()), dips);
      }
    }

    @Override
    public void held(Loss loss, Permission.Held held, Dips dips) {
      progress.on(new ProgressEvent.Held(held));
      notes.note("held", held.why(), dips);
    }
  }
}
