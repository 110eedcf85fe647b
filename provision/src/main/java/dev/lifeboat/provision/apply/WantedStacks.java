package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.Map;

/// Choice of the stacks that a person wants. One that a plan can do without is made once somebody
/// gives a value of it, and is there from then on.
///
/// @param given values, by name or by folder, `.` and name
record WantedStacks(StackPort stacks, Map<String, String> given) {
  boolean isWanted(ProvisionIndex.Deploy step, StackTemplate template)
      throws ProblemException, InterruptedException {
    return !step.optional() || isGiven(step, template) || isThere(step);
  }

  private boolean isGiven(ProvisionIndex.Deploy step, StackTemplate template) {
    return template.defaults().keySet().stream()
        .anyMatch(it -> given.containsKey(it) || given.containsKey(step.folder() + "." + it));
  }

  /// One whose first change was undone, or never made, has nothing.
  private boolean isThere(ProvisionIndex.Deploy step)
      throws ProblemException, InterruptedException {
    return stacks
        .look(ProvisionRun.address(step))
        .filter(it ->
            switch (it.standing()) {
              case DEPLOYED, AT_WORK, STUCK -> true;
              case UNDER_REVIEW, ROLLED_BACK -> false;
            })
        .isPresent();
  }
}
