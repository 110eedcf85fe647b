package dev.lifeboat.control;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Adoption;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes down where the writers of a plan are, before any of them was ever moved.
public record WriterAdoption(PlanFile file, Platform platform) {

  /// Where the writer of one workload is.
  ///
  /// @param adopted whether this did it; not if it was done before
  public record Adopted(String workload, String writer, long epoch, boolean adopted) {}

  /// Safe to repeat.
  ///
  /// @throws ProblemException LB2013 when a database is no writer at home; nothing was written down
  ///   of its workload then
  public List<Adopted> run() throws InterruptedException, ProblemException {
    var adopted = new ArrayList<Adopted>();
    for (var workload : file.plan().workloads().values()) {
      adopted.add(adopt(workload));
    }
    return adopted;
  }

  /// Of one workload; safe to repeat.
  ///
  /// @throws ProblemException as [#run]
  public Adopted adopt(Workload workload) throws InterruptedException, ProblemException {
    var before = platform.placements().read(workload.name());
    if (before.isPresent()) {
      return new Adopted(workload.name(), before.get().writer(), before.get().epoch(), false);
    }
    var home = file.plan().primary().name();
    for (var database : workload.resources(Database.class)) {
      requireWriter(workload, new Goal.Promoted(database.name(), home));
    }
    var first = Placement.first(workload.name(), home);
    var adoption = platform.ability(workload, Adoption.class);
    if (adoption.isPresent()) {
      adoption.get().keepWriter(workload, first);
    }
    platform.placements().compareAndSet(Optional.empty(), first);
    return new Adopted(workload.name(), home, first.epoch(), true);
  }

  private void requireWriter(Workload workload, Goal.Promoted writer)
      throws InterruptedException, ProblemException {
    var seen = platform.reconcilers(workload).observe(writer);
    if (!(seen instanceof Observation.Met)) {
      throw ProblemException.lasting(
          Code.LB2013,
          "'%s' is no writer in %s: %s".formatted(writer.resource(), writer.region(), seen.text()),
          "'%s' is not at home, so nothing was written down".formatted(workload.name()),
          "correct the plan, or wait until the instance is available");
    }
  }
}
