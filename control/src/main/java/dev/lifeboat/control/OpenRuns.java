package dev.lifeboat.control;

import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The runs that are not over, for whoever would take one up.
public record OpenRuns(RunRecords records) {
  private static final String NOTHING = "nothing was resumed";

  /// The only run that is open.
  ///
  /// @throws ProblemException LB4004 when there is none, LB1004 when there are several, LB4009 when
  ///   a run cannot be read, so that this is not known
  public String only() throws ProblemException {
    var runs = records.list();
    // What has no journal yet, such as a drill before its failover, is nothing to go on with.
    var open =
        runs.stream()
            .filter(RunSummary::open)
            .filter(run -> Files.exists(run.folder().resolve("journal.jsonl")))
            .filter(run -> !isOver(run.folder()))
            .map(RunSummary::run)
            .toList();
    if (open.size() == 1) {
      return open.getFirst();
    }
    RunRecords.requireThere(DurableFile.folderOf(records.folder()), NOTHING);
    if (!open.isEmpty()) {
      throw UsageProblem.of(
          "several runs are open: " + String.join(", ", open),
          NOTHING,
          "name one: lifeboat resume RUN");
    }
    var unread = RunRecords.unread(runs);
    if (unread.isPresent()) {
      throw ProblemException.lasting(
          Code.LB4009,
          "which run is open is not known: " + unread.get(),
          NOTHING,
          "see 'lifeboat runs'");
    }
    var none = "no run below %s is open".formatted(records.folder());
    // Between two of its moves a drill has none, and goes on.
    var executed = RunSummaries.atWork(records.folder()).values().stream().findFirst();
    throw executed.isEmpty()
        ? RunRecords.noRun(none, NOTHING)
        : RunRecords.noRun(
            none + "; " + executed.get().phrase(),
            NOTHING,
            "follow it with 'lifeboat watch %s'".formatted(executed.get().run()));
  }

  /// Reaches the regions in which a run is taken up. Where its lab is gone, one that is over is
  /// refused: else a person would be told to bring the lab up for it. With the lab there, the
  /// engine says so, and gives its placement free where a crash left that undone.
  ///
  /// @param file its plan
  /// @throws ProblemException LB4004 when it is over, or is a tabletop, or where its lab is gone
  ///   has no journal; LB4009 when its journal lost the end that was sealed, else as
  ///   [PlatformAccess#required]
  public static Platform reach(RunFolder run, PlanFile file, PlatformAccess regions)
      throws InterruptedException, ProblemException {
    var held = TabletopSession.kept(run.folder());
    if (held.isPresent()) {
      throw RunRecords.noRun(held.get().line(), "people talked, and there is nothing to resume");
    }
    DrillRecord.of(run.folder()).requireEnd();
    var reached = regions.living(file);
    if (reached.isPresent()) {
      return reached.get();
    }
    var over = RunRecords.state(run.folder()).filter(RunState::isOver);
    if (over.isPresent()) {
      throw RunRecords.noRun(
          "run %s is over: %s".formatted(run.run(), RunWords.of(over.get().phase())),
          "there is nothing to resume");
    }
    var dropped = DroppedClaim.find(run.folder()).map(DroppedClaim::word);
    if (dropped.isPresent()) {
      throw RunRecords.noRun(
          "%s dropped the claim of run %s: %s"
              .formatted(dropped.get().by(), run.run(), dropped.get().reason()),
          "there is nothing to resume");
    }
    if (!Files.exists(run.journal())) {
      throw UnsealedRun.kind(run.folder())
          .map(it ->
              RunRecords.noRun(
                  "run %s is %s".formatted(run.run(), it), "there is nothing to resume"))
          .orElseGet(() -> lost(run));
    }
    return regions.required(file);
  }

  private static ProblemException lost(RunFolder run) {
    return RunRecords.noRun(
        "run %s has no journal".formatted(run.run()),
        "what it did is not known here; nothing was resumed",
        ("restore %s from a copy; if there is none, a named person may free its workload:"
                + " lifeboat resume %s --drop-claim REASON --as NAME")
            .formatted(run.journal(), run.run()));
  }

  /// The run that `resume` would take up of a workload of `plan`. The journal has the last word: a
  /// controller may have died between its first event and its claim, or between its last event and
  /// the release.
  Optional<RunId> of(String plan, Placement placed) throws ProblemException {
    var claimed = placed.openRun();
    return claimed.isPresent()
        ? claimed.filter(run -> !isOver(records.folder(run)))
        : unclaimed(plan, placed);
  }

  /// The run that began on `free` and died before it claimed it, so that it can be taken up.
  private Optional<RunId> unclaimed(String plan, Placement free) throws ProblemException {
    for (var run : records.folders()) {
      if (records.summaries().isKnownOver(run)) {
        continue;
      }
      try {
        if (DroppedClaim.find(run).isPresent()) {
          continue; // The lab that it claimed is gone.
        }
        var begun =
            RunRecords.state(run)
                .filter(state -> !state.isOver())
                .filter(state -> state.runbook().plan().equals(plan))
                .filter(state -> state.runbook().workload().equals(free.workload()))
                .filter(state -> state.claim().claimAgain(free).next().isPresent());
        if (begun.isPresent()) {
          return begun.map(RunState::run);
        }
      } catch (ProblemException damaged) {
        // 'lifeboat runs' tells of it.
      }
    }
    return Optional.empty();
  }

  /// Whether the run's journal says that it ended. What cannot be read is not known to be over.
  private static boolean isOver(Path run) {
    try {
      return RunRecords.state(run).filter(RunState::isOver).isPresent();
    } catch (ProblemException damaged) {
      return false;
    }
  }
}
