package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.StackOption;
import java.util.List;
import java.util.stream.Collectors;

/// Guard without which the database of a writer refuses each write of users.
///
/// @param region of the plan
public record ArmedGuard(String workload, String region) {
  /// With what ends each, for people.
  static String words(List<ArmedGuard> all) {
    return all.stream()
        .map(it ->
            "'%s' in %s; lifeboat guard PLAN --region %s --release"
                .formatted(it.workload, it.region, it.region))
        .collect(Collectors.joining("; "));
  }

  /// Refuses changes of stacks that take one away, as after a database without a guard came into
  /// the plan.
  ///
  /// @throws ProblemException LB3019 with those
  static void requireNoneTaken(AccountPort account, List<StackPreview> previews)
      throws ProblemException, InterruptedException {
    var removed =
        previews.stream()
            .flatMap(it -> it.changes().stream())
            .filter(it -> it.action().equals("Remove"))
            .map(StackChange::id)
            .collect(Collectors.toSet());
    if (removed.isEmpty()) {
      return;
    }
    var taken =
        account.armedGuards().stream()
            .filter(it -> removed.contains(StackOption.guardOf(it.workload)))
            .toList();
    if (!taken.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB3019,
          "the plan as it is takes away a guard that holds a database: " + words(taken),
          "its database would refuse every write of users; nothing was changed",
          "release it as it is told, or give each of its databases a guardSecret");
    }
  }
}
