package dev.lifeboat.control;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// A workload of a plan where it runs, as use cases act on it.
///
/// @param state the state folder
public record ControlledWorkload(PlanFile file, Workload workload, Platform platform, Path state) {

  /// Where its writer is.
  ///
  /// @throws ProblemException LB2007 when that is not known
  public Placement placement() throws ProblemException {
    var placements = platform.placements();
    var action = "lifeboat adopt %s --confirm %s".formatted(file.typed(), file.plan().name());
    return placements
        .read(workload.name())
        .orElseThrow(() -> placements.missing(workload.name(), action));
  }

  /// Whether that was found out for sure, as [#placement] tells it.
  static boolean isUnplaced(Problem problem) {
    return problem.code() == Code.LB2007;
  }

  /// What follows where that is all that is known.
  static Concern.Weight weight(Problem problem) {
    return isUnplaced(problem) ? Concern.Weight.OBSTACLE : Concern.Weight.UNKNOWN;
  }

  /// Why this workload alone could not be looked at.
  ///
  /// @throws ProblemException the same, where regions fail as one: no other workload tells more
  Problem ofItsOwn(ProblemException failed) throws ProblemException {
    if (platform.kind().failsAsOne()) {
      throw failed;
    }
    return failed.problem();
  }

  Reconcilers reconcilers() throws ProblemException {
    return platform.reconcilers(workload);
  }

  Runs runs(HostProcess host) {
    return new RunRecords(state).runs(platform, host);
  }

  /// What a move from where the writer is now takes.
  public Runbook runbook(Mode mode) throws ProblemException {
    return runbook(mode, placement().writer());
  }

  /// What a move from `source` takes.
  Runbook runbook(Mode mode, String source) throws ProblemException {
    return runbook(mode, source, Optional.empty());
  }

  /// The same, with databases as they were before a moment.
  Runbook runbook(Mode mode, String source, Optional<Instant> before) throws ProblemException {
    return platform.kind().compiler().compile(file.plan(), workload, mode, source, before);
  }

  /// Why no move from `source` has a runbook, whatever the regions are like.
  Optional<Problem> refusal(Mode mode, String source) {
    try {
      var _ = runbook(mode, source);
      return Optional.empty();
    } catch (ProblemException refused) {
      return Optional.of(refused.problem());
    }
  }

  /// Whether the workload has somewhere to go by `failover`.
  Candidacy candidacy(Runbook failover) throws InterruptedException, ProblemException {
    return Candidacy.of(failover, reconcilers());
  }

  /// Opens a run and executes it until it ended or waits for a person.
  ///
  /// @param by who wants it, kept in the journal
  /// @param word of a person on what the run may stop for
  /// @throws ProblemException LB3003 when another run is open; then nothing was changed
  RunExecution.Stopped run(
      Runbook runbook, String by, String reason, PersonsWord word, Requester requester)
      throws InterruptedException, ProblemException {
    var runs = runs(requester.host());
    var world = World.of(platform, workload, requester.people());
    var afterwards = afterwards(runbook.mode(), requester.progress());
    var files = runs.reserve();
    var run = files.run();
    try (var _ = ControllerNote.begin(runs.folder(), run, requester)) {
      var open =
          runs.open(new Runs.Request(run, file.bytes(), file.plan().sha256(), runbook, by, reason));
      requester.progress().on(new ProgressEvent.Opened(open.state()));
      return new RunExecution(runs, open, world, afterwards, state, requester).conduct(false, word);
    } finally {
      // A run that was refused leaves no folder. One that began stays, for it is not empty.
      boolean _ = files.folder().toFile().delete();
    }
  }

  /// Takes up a run of this workload, whose [ControllerNote] has begun.
  RunExecution resume(Runs.OpenRun open, Requester requester) throws ProblemException {
    return new RunExecution(
        runs(requester.host()),
        open,
        World.of(platform, workload, requester.people()),
        afterwards(open.state().runbook().mode(), requester.progress()),
        state,
        requester);
  }

  /// What is kept of a run once it has stopped, beside its journal. Asked for before it begins.
  /// Whoever comes home alone reads anything back: what is wrong with a login for that must not
  /// stop a failover.
  ///
  /// @throws ProblemException LB1009 when a login for that cannot be used
  RunExecution.Afterwards afterwards(Mode mode, ProgressListener progress) throws ProblemException {
    var ledgers =
        FailbackLedger.reads(mode)
            ? platform.ability(workload, Ledgers.class)
            : Optional.<Ledgers>empty();
    return ledgers
        .<RunExecution.Afterwards>map(
            it -> new FailbackLedger(it, new RunRecords(state), progress)::keep)
        .orElse((_, _) -> {});
  }
}
