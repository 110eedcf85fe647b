package dev.lifeboat.watch;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Which workloads must be recovered before another: those that its plan says it depends on.
public final class RecoveryOrder {
  private RecoveryOrder() {}

  /// Each behind all that it depends on, else as they stand in the plan.
  ///
  /// @param workloads of a plan, none of which depends on itself through others
  public static List<Workload> sorted(Map<String, Workload> workloads) {
    var sorted = new LinkedHashSet<Workload>();
    workloads.values().forEach(it -> add(it, workloads, sorted));
    return List.copyOf(sorted);
  }

  private static void add(Workload one, Map<String, Workload> all, Set<Workload> sorted) {
    if (sorted.contains(one)) {
      return;
    }
    one.dependsOn().forEach(needed -> add(Objects.requireNonNull(all.get(needed)), all, sorted));
    sorted.add(one);
  }

  /// Why a failover of `workload` has to wait: LB2022 while one that it depends on is still in the
  /// old region; empty when none is.
  ///
  /// @param source the old region
  /// @throws ProblemException when it cannot be read where that one is
  public static Optional<Problem> refusal(Workload workload, String source, Placements placements)
      throws ProblemException {
    for (var needed : workload.dependsOn()) {
      var there = placements.read(needed).map(Placement::writer).filter(source::equals);
      if (there.isPresent()) {
        return Optional.of(early(workload, needed, "whose writer is still in " + source));
      }
    }
    return Optional.empty();
  }

  /// Why `workload` has to wait for `needed`: LB2022.
  ///
  /// @param why what is not so of that one yet
  public static Problem early(Workload workload, String needed, String why) {
    return Problem.passing(
        Code.LB2022,
        "'%s' depends on '%s', %s".formatted(workload.name(), needed, why),
        "it would be served without what it needs; nothing was changed",
        "recover '%s' first".formatted(needed));
  }
}
