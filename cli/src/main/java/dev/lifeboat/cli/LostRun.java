package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.engine.ClaimDrop;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run that nobody can take up, and the workload that it keeps from every other one.
///
/// @param state the state folder
/// @param named the plan, where it was given
record LostRun(Terminal terminal, Path state, RunId run, @Nullable Path named) {

  /// Shows what would be dropped, asks where users depend on it, and drops the claim.
  ///
  /// @param confirmed the plan's name, where it was given
  /// @throws ProblemException LB4004 when the run holds no claim, LB4007 when it can be taken up,
  ///   LB1003 or LB3004 when nobody confirms it
  DroppedClaim drop(DroppedClaim.Word word, @Nullable String confirmed)
      throws InterruptedException, ProblemException {
    for (var file : plans()) {
      var platform = Platforms.ifUp(file, state);
      if (platform.isPresent()) {
        try (var open = platform.get()) {
          var held = held(file, open);
          if (held.isPresent()) {
            return drop(file, open, held.get(), word, confirmed);
          }
        }
      }
    }
    throw Problem.lasting(
            Code.LB4004,
            "no workload waits for run %s".formatted(run),
            "there is no claim to drop; nothing was changed",
            named == null
                ? "name the plan with --plan PLAN, or see 'lifeboat status PLAN'"
                : "see 'lifeboat status %s' for the run that is open".formatted(named))
        .asException();
  }

  private DroppedClaim drop(
      PlanFile file,
      Platform platform,
      Placement held,
      DroppedClaim.Word word,
      @Nullable String confirmed)
      throws ProblemException {
    var drop = new ClaimDrop(state.resolve("runs"), platform.placements(), platform.copies());
    var claim = drop.look(run, held, word);
    lines(claim).forEach(terminal.err()::println);
    NameConfirmation.requireRight(confirmed, file.plan());
    if (platform.asksForConfirmation() && confirmed == null) {
      throw Problem.lasting(
              Code.LB1003,
              "to drop a claim changes what may be done to regions that users depend on",
              "nothing was changed",
              "confirm it with --confirm " + file.plan().name())
          .asException();
    }
    drop.drop(held, claim)
        .ifPresent(
            why -> terminal.err().println("the next run will name this one as unsealed: " + why));
    return claim;
  }

  private static List<String> lines(DroppedClaim claim) {
    return List.of(
        "run %s is open on '%s': %s".formatted(claim.run(), claim.workload(), claim.journal()),
        "  the writer is in %s under epoch %d; epoch %d was handed out to the run"
            .formatted(claim.writer(), claim.epoch(), claim.highestEpoch()),
        "  without the claim another run may begin; what this one fenced stays fenced,",
        "  and a controller of it that still lives is refused once the next one has begun");
  }

  private Optional<Placement> held(PlanFile file, Platform platform) throws ProblemException {
    for (var workload : file.plan().workloads().keySet()) {
      var placed = platform.placements().read(workload);
      if (placed.flatMap(Placement::openRun).equals(Optional.of(run))) {
        return placed;
      }
    }
    return Optional.empty();
  }

  /// The plan that was named; else that of the run's folder, and those of the labs that are here.
  private List<PlanFile> plans() throws ProblemException {
    if (named != null) {
      return List.of(PlanFile.read(named));
    }
    var files = new ArrayList<Path>(List.of(state.resolve("runs").resolve(run.value())));
    try {
      files.addAll(DurableFile.folders(state.resolve("lab")));
      var plans = new ArrayList<PlanFile>();
      for (var folder : files) {
        if (DurableFile.isThere(folder.resolve("plan.yaml"))) {
          plans.add(PlanFile.read(folder.resolve("plan.yaml")));
        }
      }
      return plans;
    } catch (IOException unreadable) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB6001,
              "cannot read below %s: %s".formatted(state, unreadable.getMessage()),
              "nothing was changed",
              "name the plan with --plan PLAN"),
          unreadable);
    }
  }
}
