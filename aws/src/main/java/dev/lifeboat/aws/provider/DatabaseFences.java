package dev.lifeboat.aws.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import java.util.Objects;

/// The fences of a workload's databases, each by what the plan chose.
record DatabaseFences(Map<String, Reconciler<Goal.Fenced>> byName)
    implements Reconciler<Goal.Fenced> {
  DatabaseFences {
    byName = Map.copyOf(byName);
  }

  private Reconciler<Goal.Fenced> of(Goal.Fenced goal) {
    return Objects.requireNonNull(byName.get(goal.resource()), goal.resource());
  }

  @Override
  public Readiness preflight(Goal.Fenced goal) throws InterruptedException {
    return of(goal).preflight(goal);
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    return of(goal).observe(goal);
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    of(goal).pursue(goal, attempt);
  }
}
