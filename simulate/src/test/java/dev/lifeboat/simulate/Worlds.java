package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.plan.ProviderValues;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The worlds that the tests of the simulator play.
final class Worlds {
  private Worlds() {}

  /// The shop of the example.
  static Simulation storefront() throws ProblemException {
    var plan = Storefront.plan();
    return Simulation.of(
        Storefront.compiler(), plan, plan.workload(Storefront.SHOP), StepTimes.standard());
  }

  /// The same shop, with nothing acknowledged that the other region does not have.
  static Simulation synchronous() throws ProblemException {
    var plan = Storefront.plan();
    return Simulation.of(Storefront.compiler(), plan, copied(plan), StepTimes.standard());
  }

  private static Workload copied(Plan plan) {
    var resources = new LinkedHashMap<String, Resource>();
    for (var resource : plan.workload(Storefront.SHOP).resources().values()) {
      resources.put(
          resource.name(),
          switch (resource) {
            case Database database ->
                new Database(
                    database.name(),
                    database.engine(),
                    Replication.SYNCHRONOUS,
                    false,
                    ProviderValues.NONE);
            case Bucket bucket ->
                PlanParts.bucket(bucket.name(), bucket.replicateDeletes(), Replication.SYNCHRONOUS);
            case Service _, Traffic _ -> resource;
          });
    }
    return Storefront.workload(Strategy.WARM_STANDBY, FailoverPolicy.Trigger.AUTOMATIC, resources);
  }

  /// What those of the shop have in common.
  static Setting setting() throws ProblemException {
    var plan = Storefront.plan();
    return Setting.of(
        Storefront.compiler(), plan, plan.workload(Storefront.SHOP), StepTimes.standard());
  }

  /// A world of the shop in which nothing has happened yet.
  static SimWorld calm(Mode mode) throws ProblemException {
    return new SimWorld(setting(), LeaseTerms.standard(), 1, mode, Rules.product(), false);
  }

  /// So much time passes.
  static void pass(SimWorld world, Duration time) {
    var isOver = new AtomicBoolean();
    world.agenda.after(time.toNanos(), () -> isOver.set(true));
    while (!isOver.get()) {
      world.agenda.step();
    }
  }

  /// A story of the shop, with all that happened in it still there.
  static SimWorld told(long seed) throws ProblemException {
    return new SeedRun(setting(), LeaseTerms.standard(), Rules.product())
        .rested(seed, Stories.script(seed), false);
  }

  private static Simulation.Failure shrunk(Simulation simulation, long seed) {
    try {
      return simulation.shrink(seed, Optional.empty());
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /// What a failed test prints, so that the seed can be played again.
  static String told(Simulation simulation, long seed) {
    var failure = shrunk(simulation, seed);
    return "seed %d, %d of %d troubles: %s%n%s%n%s"
        .formatted(
            seed,
            failure.troubles().size(),
            failure.drawn(),
            failure.outcome().violations(),
            String.join("\n", failure.troubles()),
            String.join("\n", failure.outcome().course().tail()));
  }
}
