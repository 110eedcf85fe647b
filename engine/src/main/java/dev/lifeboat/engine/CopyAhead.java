package dev.lifeboat.engine;

import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The step of a runbook that makes a copy follow the present writer before that very copy is
/// promoted: what the copy followed until then says nothing of the promotion.
record CopyAhead(Runbook runbook) {

  /// That of a promotion; empty where the copy is promoted as it stands, as by a failover.
  Optional<StepId> of(Step.Reach promotion) {
    return promotion.goal() instanceof Goal.Promoted promoted
        ? Step.reaching(before(promotion))
            .filter(it -> makesCopy(it.goal(), promoted))
            .map(Step.Reach::id)
            .findFirst()
        : Optional.empty();
  }

  private static boolean makesCopy(Goal goal, Goal.Promoted promoted) {
    return goal instanceof Goal.Replicating(var resource, var region, _, var level)
        && level == Goal.Level.STREAMING
        && promoted.equals(new Goal.Promoted(resource, region));
  }

  /// All that must be met before a step begins, in the runbook's order.
  private List<Step> before(Step step) {
    var before = new HashSet<>(step.after());
    for (var earlier : runbook.steps().reversed()) {
      if (before.contains(earlier.id())) {
        before.addAll(earlier.after());
      }
    }
    return runbook.steps().stream().filter(it -> before.contains(it.id())).toList();
  }
}
