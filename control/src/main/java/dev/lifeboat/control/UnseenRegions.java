package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The reason that nobody could look at the regions of a plan.
///
/// @param why in words
/// @param concern the same, of a workload
record UnseenRegions(String why, Function<String, Concern> concern) {
  static UnseenRegions notUp(PlanFile file, PlatformAccess regions) {
    var kind = regions.kind(file).keys().word();
    var action =
        "the %1$s is not up; bring it up with 'lifeboat %1$s up %2$s'"
            .formatted(kind, file.typed());
    return new UnseenRegions(
        "the %s is not up".formatted(kind), it -> new Concern(it, Weight.UNKNOWN, action));
  }

  /// Nobody can tell whether they are there.
  ///
  /// @throws ProblemException the same, where it tells something else
  static UnseenRegions unread(ProblemException failed) throws ProblemException {
    var problem = failed.problem();
    if (problem.code() != Code.LB5004 && problem.code() != Code.LB2003) {
      throw failed;
    }
    return new UnseenRegions(
        problem.happened(), it -> Concern.explained(it, Weight.UNKNOWN, problem));
  }

  /// All that is known of a workload there.
  ///
  /// @param refused why no move of it has a runbook
  List<Concern> of(Workload workload, Optional<Problem> refused) {
    return Stream.concat(
            refused.stream().map(it -> Concern.explained(workload.name(), Weight.OBSTACLE, it)),
            Stream.of(concern.apply(workload.name())))
        .toList();
  }
}
