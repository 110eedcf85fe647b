package dev.lifeboat.control;

import dev.lifeboat.engine.ClaimDrop;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run that nobody can take up, and the workload that it keeps from every other one.
///
/// @param reader of the plans that are found
/// @param state the state folder
/// @param named the plan, where it was given
public record LostRun(PlanReader reader, Path state, RunId run, @Nullable Path named) {

  /// Shows what would be dropped, and refuses where it must not be.
  @FunctionalInterface
  public interface Consent {
    void require(PlanFile file, Platform platform, DroppedClaim claim) throws ProblemException;
  }

  /// The claim that is gone.
  ///
  /// @param unsealed why the next run will name this one as unsealed; empty when it does not
  public record Dropped(DroppedClaim claim, Optional<String> unsealed) {}

  /// Drops the claim once that was consented to.
  ///
  /// @throws ProblemException LB4004 when the run holds no claim, LB4007 when it can be taken up
  public Dropped drop(DroppedClaim.Word word, PlatformAccess regions, Consent consent)
      throws InterruptedException, ProblemException {
    for (var file : plans()) {
      var found = regions.of(file);
      if (found.isPresent()) {
        try (var platform = found.get()) {
          var held = held(file, platform);
          if (held.isPresent()) {
            var drop =
                new ClaimDrop(state.resolve("runs"), platform.placements(), platform.copies());
            var claim = drop.look(run, held.get(), word);
            consent.require(file, platform, claim);
            return new Dropped(claim, drop.drop(held.get(), claim));
          }
        }
      }
    }
    throw ProblemException.lasting(
        Code.LB4004,
        "no workload waits for run %s".formatted(run),
        "there is no claim to drop; nothing was changed",
        named == null
            ? "name the plan with --plan PLAN, or see 'lifeboat status PLAN'"
            : "see 'lifeboat status %s' for the run that is open".formatted(named));
  }

  private Optional<Placement> held(PlanFile file, Platform platform) throws ProblemException {
    for (var workload : file.plan().workloads().keySet()) {
      var placed = platform.placements().read(workload);
      if (placed.filter(it -> it.isOpenFor(run)).isPresent()) {
        return placed;
      }
    }
    return Optional.empty();
  }

  /// The plan that was named; else that of the run's folder, and those of the regions that were
  /// raised here.
  private List<PlanFile> plans() throws ProblemException {
    if (named != null) {
      return List.of(PlanFile.read(reader, named));
    }
    var plans = new ArrayList<PlanFile>();
    var files = new ArrayList<Path>();
    try {
      var folder = RunFolder.of(state.resolve("runs"), run);
      if (DurableFile.isThere(folder.plan())) {
        plans.add(KeptPlan.read(reader, folder));
      }
      for (var provider : reader.providers()) {
        files.addAll(DurableFile.folders(state.resolve(provider)));
      }
      for (var lab : files) {
        if (DurableFile.isThere(lab.resolve("plan.yaml"))) {
          plans.add(PlanFile.read(reader.ofKept(), lab.resolve("plan.yaml")));
        }
      }
      return plans;
    } catch (IOException unreadable) {
      throw FileFailure.ofMachine(
          "read below", state, unreadable, "nothing was changed", "name the plan with --plan PLAN");
    }
  }
}
