package dev.lifeboat.cli;

import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.control.RunExecution;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.JournalCopies;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// The regions of a plan as its provider has them: what a run finds, and leaves changed.
interface Platform extends PreviewSource, AutoCloseable {
  /// Where the workload's writer is.
  ///
  /// @throws ProblemException when that is not known
  Placement placement(Workload workload) throws ProblemException;

  Placements placements();

  /// Writes down where the writer of `workload` is before it was ever moved.
  ///
  /// @throws ProblemException when it cannot be kept, or another one is
  default void adopt(Workload workload, Placement first)
      throws ProblemException, InterruptedException {
    placements().compareAndSet(Optional.empty(), first);
  }

  /// What a run touches.
  World world(Workload workload, People people) throws ProblemException;

  /// What a watch of `workload` looks at and keeps.
  ///
  /// @throws ProblemException LB4001 when there is no room for what it keeps
  WatchSources watching(Workload workload) throws ProblemException;

  /// How often a run looks and asks.
  Pace pace();

  /// Copies of journals that another controller can go on with.
  default JournalCopies copies() {
    return JournalCopies.none();
  }

  /// The runs kept below the state folder `state`.
  default Runs runs(Path state) {
    return new Runs(
        state.resolve("runs"),
        placements(),
        Clock.systemUTC(),
        new SecureRandom(),
        pace(),
        copies());
  }

  /// What is kept of a run once it has stopped, beside its journal. Asked for before it begins.
  ///
  /// @throws ProblemException LB1003 when that could not be read then
  RunExecution.Afterwards afterwards(Workload workload, Mode mode, ProgressListener progress)
      throws ProblemException;

  @Override
  void close();
}
