package dev.lifeboat.simulate;

import dev.lifeboat.engine.FenceOverride;
import dev.lifeboat.engine.LossAcceptance;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Optional;

/// Where a person gives a word: the product's own [FenceOverride] and [LossAcceptance] look through
/// it first.
record SimTerminal(SimWorld world) {
  private dev.lifeboat.engine.World seen() {
    var looks = new Looks();
    return new dev.lifeboat.engine.World(
        Reconcilers.forResources(world.setting.workload().resources())
            .with(Goal.Promoted.class, Database.class, looks)
            .with(Goal.Promoted.class, Bucket.class, looks)
            .with(Goal.Fenced.class, Database.class, looks)
            .with(Goal.Fenced.class, Bucket.class, looks)
            .with(Goal.Fenced.class, Traffic.class, looks)
            .build(),
        _ -> Observation.unreachable("nobody verifies from here"),
        new Nobody(),
        Optional.empty(),
        world.placements,
        (_, _, _) -> {});
  }

  /// The word that the old side is dead, for every fence that has no proof.
  List<? extends Event> override(RunState state) {
    return words(() -> new FenceOverride("someone", "it is dead", "unknown").of(state, seen()));
  }

  /// The word that what the copies lack may be lost.
  List<? extends Event> accept(RunState state) {
    return words(() -> new LossAcceptance("someone", "being back counts more").of(state, seen()));
  }

  private interface Words {
    List<? extends Event> of() throws InterruptedException, ProblemException;
  }

  private List<? extends Event> words(Words words) {
    try {
      return words.of();
    } catch (ProblemException refused) {
      world.trace(() -> "a person's word is not taken: " + refused.problem().happened());
      return List.of();
    } catch (InterruptedException impossible) {
      throw new IllegalStateException("nothing waits in virtual time", impossible);
    }
  }

  /// What is seen at once, without a message: a person looks twice.
  private final class Looks implements Reconciler<Goal> {
    @Override
    public Readiness preflight(Goal goal) {
      return goal instanceof Goal.Promoted promoted ? world.readiness(promoted) : Readiness.ready();
    }

    @Override
    public Observation observe(Goal goal) {
      if (world.isTraffic(goal.resource())) {
        return world.door.isClosed(world.index(goal.region()))
            ? Observation.met("closed")
            : Observation.pending("open");
      }
      var region = world.region(goal.region());
      if (world.hostSeesDead(region.index)) {
        return Observation.met("the host saw every process gone");
      }
      boolean answers =
          region.powered()
              && region.agentProgram.isRunning()
              && world.network.passesBothWays(SimSite.CONTROLLER, region.site);
      return answers || world.arbiter.isRunning()
          ? Observation.pending("a proof is possible")
          : Observation.unreachable("nobody answers");
    }

    @Override
    public void pursue(Goal goal, Attempt attempt) {
      throw new IllegalStateException("nothing is asked for from a terminal");
    }
  }

  private static final class Nobody implements People {
    @Override
    public Optional<Answer> ask(dev.lifeboat.runbook.Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(dev.lifeboat.runbook.Step.Tell tell) {
      return "told";
    }
  }
}
