package dev.lifeboat.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.ProblemException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Whatever a workload consists of, no writer is promoted before all old ones are fenced.
final class RunbookPropertyTest {

  @Property(tries = 200)
  @Tag("invariant-1")
  void every_promotion_comes_after_every_fence(
      @ForAll @IntRange(max = 3) int databases,
      @ForAll @IntRange(max = 3) int buckets,
      @ForAll @IntRange(min = 1, max = 2) int services,
      @ForAll boolean traffic,
      @ForAll boolean pilotLight,
      @ForAll FailoverPolicy.Trigger trigger,
      @ForAll Mode mode)
      throws ProblemException {
    var strategy = pilotLight ? Strategy.PILOT_LIGHT : Strategy.WARM_STANDBY;
    var plan = plan(resources(databases, buckets, services, traffic), strategy, trigger);
    var source = mode == Mode.FAILBACK ? Storefront.WEST : Storefront.EAST;

    var runbook = Storefront.runbook(plan, mode, source);

    var fences = reaching(runbook, Goal.Fenced.class);
    var promotions = reaching(runbook, Goal.Promoted.class);
    assertThat(promotions).hasSize(mode.moves() ? databases + buckets : 0);
    assertThat(fences).hasSize(mode.moves() ? databases + buckets + (traffic ? 1 : 0) : 0);
    assertThat(runbook.pointOfNoReturn()).containsExactlyElementsOf(promotions);
    for (var promotion : promotions) {
      assertThat(before(runbook, promotion)).containsAll(fences);
    }
  }

  private static List<StepId> reaching(Runbook runbook, Class<? extends Goal> kind) {
    return runbook.steps().stream()
        .filter(step -> step instanceof Step.Reach reach && kind.isInstance(reach.goal()))
        .map(Step::id)
        .toList();
  }

  private static Set<StepId> before(Runbook runbook, StepId step) {
    var before = new HashSet<StepId>();
    for (var id : runbook.byId().get(step).after()) {
      before.add(id);
      before.addAll(before(runbook, id));
    }
    return before;
  }

  private static Map<String, Resource> resources(
      int databases, int buckets, int services, boolean traffic) {
    var all = new LinkedHashMap<String, Resource>();
    for (int i = 0; i < databases; i++) {
      all.put("database-" + i, PlanParts.database("database-" + i, Replication.SYNCHRONOUS));
    }
    for (int i = 0; i < buckets; i++) {
      all.put("bucket-" + i, PlanParts.bucket("bucket-" + i, true, Replication.ASYNCHRONOUS));
    }
    for (int i = 0; i < services; i++) {
      all.put("web-" + i, Storefront.service("web-" + i));
    }
    if (traffic) {
      all.put("entry", PlanParts.traffic("entry", "web-0"));
    }
    return all;
  }

  private static Plan plan(
      Map<String, Resource> resources, Strategy strategy, FailoverPolicy.Trigger trigger) {
    var usual = Storefront.plan();
    return PlanParts.plan(
        usual.name(),
        usual.regions(),
        Map.of(Storefront.SHOP, Storefront.workload(strategy, trigger, resources)),
        usual.lab(),
        usual.sha256());
  }
}
