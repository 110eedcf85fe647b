package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;

/// Changes of one stack that a person has seen and confirmed.
///
/// @param shown those of all stacks
record ShownChanges(String stack, List<StackPreview> shown) {
  /// Refuses a change that is not among them, but for additions.
  ///
  /// @throws ProblemException LB3019
  void requireAll(List<StackChange> changes) throws ProblemException {
    var seen =
        shown.stream()
            .filter(it -> it.at().name().equals(stack))
            .flatMap(it -> it.changes().stream())
            .toList();
    for (var change : changes) {
      if (!change.isAddition() && !seen.contains(change)) {
        throw ProblemException.lasting(
            Code.LB3019,
            "%s would now also change %s '%s' (%s)"
                .formatted(stack, change.type(), change.id(), change.action()),
            "that was not among the changes that were confirmed; nothing of this stack was changed",
            "repeat the command and look at its changes anew");
      }
    }
  }
}
