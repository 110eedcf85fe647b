package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import dev.lifeboat.provision.StackOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Choice of the stacks that a person wants. Those of one [StackOption] are made together once
/// somebody gives a value of one, and are there from then on: guards in one region alone guard
/// nothing after a failover.
///
/// @param given values, by name or by folder, `.` and name
/// @param optional those that a plan can do without
record WantedStacks(
    StackPort stacks, Map<String, String> given, List<ProvisionIndex.Deploy> optional) {
  boolean isWanted(ProvisionIndex.Deploy step, StackTemplate template)
      throws ProblemException, InterruptedException {
    var kind = StackOption.of(step.folder());
    return kind.isEmpty() || isGiven(kind.get(), template) || isAnyThere(kind.get());
  }

  private List<ProvisionIndex.Deploy> all(StackOption kind) {
    return optional.stream()
        .filter(it -> StackOption.of(it.folder()).equals(Optional.of(kind)))
        .toList();
  }

  private boolean isGiven(StackOption kind, StackTemplate template) {
    return template.defaults().keySet().stream()
        .filter(kind::isAskedBy)
        .anyMatch(it ->
            given.containsKey(it)
                || all(kind).stream().anyMatch(one -> given.containsKey(one.folder() + "." + it)));
  }

  private boolean isAnyThere(StackOption kind) throws ProblemException, InterruptedException {
    for (var step : all(kind)) {
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
