package dev.lifeboat.bench;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.World;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Service;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The cheapest world there can be, so that only the engine is measured: a goal needs one request
/// and holds at the next look.
final class InProcess implements Reconciler<Goal.Healthy> {
  private final Set<Goal> reached = ConcurrentHashMap.newKeySet();

  World world(Placements placements) {
    var reconcilers =
        Reconcilers.forResources(WideRunbook.resources())
            .with(Goal.Healthy.class, Service.class, this)
            .build();
    return new World(
        reconcilers,
        _ -> Observation.met("200"),
        new Nobody(),
        Optional.empty(),
        placements,
        (_, _, _) -> {});
  }

  @Override
  public Readiness preflight(Goal.Healthy goal) {
    return Readiness.ready();
  }

  @Override
  public Observation observe(Goal.Healthy goal) {
    return reached.contains(goal)
        ? Observation.met("asked for before")
        : Observation.pending("not asked for yet");
  }

  @Override
  public void pursue(Goal.Healthy goal, Attempt attempt) {
    reached.add(goal);
  }

  private static final class Nobody implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told";
    }
  }
}
