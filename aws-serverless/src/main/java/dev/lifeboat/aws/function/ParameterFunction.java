package dev.lifeboat.aws.function;

import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps what recovery needs to know of each workload in a parameter of Systems Manager in the
/// recovery region, `/lifeboat/PLAN/WORKLOAD`. Thread-safe.
///
/// Systems Manager knows no conditional write over a value. So what is there is compared first, and
/// after each write placement and parameter are looked at again: whoever wrote what was out of date
/// by then writes anew.
record ParameterFunction(
    Plan plan, Placements placements, Coordinates coordinates, Parameters parameters) {

  /// Somebody else writes once a move; more losses in a row are no bad luck.
  private static final int TRIES = 4;

  /// Brings the parameter of each of these workloads up to date.
  ///
  /// @return by the workload's name: `written`, `unchanged`, or `newer` where a later epoch is
  ///   there
  Map<String, Object> update(Iterable<Workload> workloads)
      throws ProblemException, InterruptedException {
    var told = new LinkedHashMap<String, Object>();
    for (var workload : workloads) {
      told.put(workload.name(), update(workload));
    }
    return told;
  }

  private String update(Workload workload) throws ProblemException, InterruptedException {
    var name = "/lifeboat/%s/%s".formatted(plan.name(), workload.name());
    boolean wrote = false;
    for (int tries = 0; tries < TRIES; tries++) {
      var placed = placements.required(workload.name());
      var wanted = coordinates.of(workload, placed);
      var present = parameters.read(name);
      if (present.equals(Optional.of(wanted))) {
        return wrote ? "written" : "unchanged";
      }
      if (present.isPresent() && epoch(name, present.get()) > placed.epoch()) {
        return "newer";
      }
      wrote |= parameters.write(name, wanted, present.isPresent());
    }
    throw ProblemException.passing(
        Code.LB7012,
        "the parameter %s is being written by others".formatted(name),
        "it may be out of date",
        "see who writes it; the next invocation repeats it");
  }

  private static long epoch(String name, String present) throws ProblemException {
    return Coordinates.epoch(present)
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB7012,
                "the parameter %s holds what Lifeboat never wrote".formatted(name),
                "it was left as it is",
                "delete it, or rename the plan"));
  }
}
