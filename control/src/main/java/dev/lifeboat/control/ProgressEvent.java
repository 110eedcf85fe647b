package dev.lifeboat.control;

import dev.lifeboat.drill.DrillPhase;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.FailoverHold.Permission;
import java.time.Instant;
import java.util.function.Supplier;

/// What a use case tells while it works. A command line prints it, a server streams it.
public sealed interface ProgressEvent {

  /// A fact in one line.
  ///
  /// @param phase what is going on, in one word
  /// @param state one word such as `begun`, `done`, `met`, `failed`
  record Noted(String phase, String state, String detail) implements ProgressEvent {
    private static final String DONE = "done";

    /// A phase of a drill is over.
    public static Noted end(DrillPhase phase, String found) {
      return new Noted(phase.word(), DONE, found);
    }

    /// Whether it is the [#end] of that phase.
    boolean ends(DrillPhase ended) {
      return phase.equals(ended.word()) && state.equals(DONE);
    }
  }

  /// What the clients of a drill saw in a second in which they wrote.
  ///
  /// @param changed whether they are served and were not, or the other way round
  record Clients(Noted line, boolean changed) implements ProgressEvent {}

  /// A fact that another process told, as it did.
  ///
  /// @param told of [Noted] or [Clients]
  record Recorded(Instant at, ProgressEvent told) implements ProgressEvent {}

  /// What is waited for from now on, for whoever asks while nothing changes.
  record Underway(Supplier<String> what) implements ProgressEvent {}

  /// A run begins; its first entry is durable and its workload claimed.
  record Opened(RunState run) implements ProgressEvent {}

  /// An entry of a run's journal.
  ///
  /// @param run the entry folded
  record Journalled(RunState run, Entry entry) implements ProgressEvent {}

  /// The word of a person that a run goes on with.
  ///
  /// @param run the event folded
  record Answered(RunState run, Event event) implements ProgressEvent {}

  /// The controller of a run was stopped; the run can be resumed.
  record Interrupted(RunId run) implements ProgressEvent {}

  /// A writer is watched from now on.
  record WatchBegun(String workload, String region, FailoverPolicy.Trigger trigger)
      implements ProgressEvent {}

  /// A look at the watched writer.
  record Looked(Detector detector) implements ProgressEvent {}

  /// The writer is lost, and its failover is held back.
  record Held(Permission.Held permission) implements ProgressEvent {}

  /// The workload has nowhere to go.
  record Unprotected(Instant since, String why) implements ProgressEvent {}

  /// Something that cannot go on, where what follows does.
  record Failed(Problem problem) implements ProgressEvent {}

  /// The writer is moved at that time.
  record Scheduled(Instant at) implements ProgressEvent {}
}
