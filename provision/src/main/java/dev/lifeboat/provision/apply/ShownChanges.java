package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;

/// Changes that a person has seen and confirmed. Whatever else would be changed is refused, but for
/// additions to stacks.
record ShownChanges(ProvisionLook shown) {
  /// Of one stack.
  ///
  /// @throws ProblemException LB3019 when one of them is not among those that were shown
  void requireAll(String stack, List<StackChange> changes) throws ProblemException {
    var seen =
        shown.stacks().stream()
            .filter(it -> it.at().name().equals(stack))
            .flatMap(it -> it.changes().stream())
            .toList();
    for (var change : changes) {
      if (!change.isAddition() && !seen.contains(change)) {
        throw unseen(
            "%s would now also change %s '%s' (%s)"
                .formatted(stack, change.type(), change.id(), change.action()),
            "nothing of this stack was changed");
      }
    }
  }

  /// Of a rule between two buckets.
  ///
  /// @param fault what is wrong with it
  /// @throws ProblemException LB3019 when that was not shown
  void requireRule(String fault) throws ProblemException {
    if (!shown.rules().contains(fault)) {
      throw unseen(fault + ", which was not seen before", "the rule was not changed");
    }
  }

  private static ProblemException unseen(String happened, String unchanged) {
    return ProblemException.lasting(
        Code.LB3019,
        happened,
        "that was not among the changes that were confirmed; " + unchanged,
        "repeat the command and look at its changes anew");
  }
}
