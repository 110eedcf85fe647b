package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.List;
import java.util.Map;

/// Choice of the stacks that a person wants. Those that a plan can do without are made together
/// once somebody gives a value of one, and are there from then on: guards in one region alone guard
/// nothing after a failover.
///
/// @param given values, by name or by folder, `.` and name
/// @param optional those that a plan can do without
record WantedStacks(
    StackPort stacks, Map<String, String> given, List<ProvisionIndex.Deploy> optional) {
  boolean isWanted(ProvisionIndex.Deploy step, StackTemplate template)
      throws ProblemException, InterruptedException {
    return !step.optional() || isGiven(template) || isAnyThere();
  }

  private boolean isGiven(StackTemplate template) {
    return template.defaults().keySet().stream()
        .anyMatch(it ->
            given.containsKey(it)
                || optional.stream().anyMatch(one -> given.containsKey(one.folder() + "." + it)));
  }

  private boolean isAnyThere() throws ProblemException, InterruptedException {
    for (var step : optional) {
      if (isThere(step)) {
        return true;
      }
    }
    return false;
  }

  private boolean isThere(ProvisionIndex.Deploy step)
      throws ProblemException, InterruptedException {
    return stacks.look(ProvisionRun.address(step)).filter(StackLook::hasAny).isPresent();
  }
}
