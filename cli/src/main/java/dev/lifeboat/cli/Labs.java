package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Regions;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.LabInspection;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reaches the labs of plans, where they are up.
///
/// @param state the state folder
record Labs(Path state) implements Regions {
  @Override
  public Optional<Platform> of(PlanFile file) throws InterruptedException, ProblemException {
    return ifUp(file.plan(), state).map(lab -> lab);
  }

  @Override
  public Platform required(PlanFile file) throws InterruptedException, ProblemException {
    return required(file, state);
  }

  @Override
  public Optional<Inspection> inspection(PlanFile file)
      throws InterruptedException, ProblemException {
    return ifUp(file.plan(), state).map(LabInspection::new);
  }

  /// The lab that is up; empty when none is. Makes no folder and, without a lab, loads nothing of
  /// it.
  static Optional<Lab> ifUp(Plan plan, Path state) throws InterruptedException, ProblemException {
    return Files.isDirectory(Topology.folder(state, plan.name())) && Lab.isUp(plan, state)
        ? Optional.of(Lab.attach(plan, state))
        : Optional.empty();
  }

  /// Refuses a plan whose regions no lab stands in for.
  ///
  /// @throws ProblemException LB1003 when they are on AWS
  static void requireRegions(PlanFile file) throws ProblemException {
    if (!Kinds.of(file.plan()).raised()) {
      throw Problem.lasting(
              Code.LB1005,
              "the regions of plan '%s' are on AWS, and this command knows only a lab's yet"
                  .formatted(file.plan().name()),
              "nothing was changed",
              "on AWS there are: check, status, watch, runbook, adopt, guard, drill, failover,"
                  + " switchover, failback, resume")
          .asException();
    }
  }

  /// The lab that is up.
  ///
  /// @throws ProblemException LB2003 when none is, LB1003 when the plan's regions are on AWS
  static Lab required(PlanFile file, Path state) throws InterruptedException, ProblemException {
    requireRegions(file);
    return ifUp(file.plan(), state)
        .orElseThrow(() ->
            Problem.lasting(
                    Code.LB2003,
                    "no lab of '%s' is up below %s".formatted(file.plan().name(), state),
                    "there is nothing to act on; nothing was changed",
                    "lifeboat lab up " + file.path())
                .asException());
  }

  /// Where the workload's writer is.
  static Placement placement(Lab lab, Workload workload) throws ProblemException {
    return lab.placements()
        .read(workload.name())
        .orElseThrow(() -> new IllegalStateException("no placement of '" + workload.name() + "'"));
  }
}
