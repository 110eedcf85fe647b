package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A drill says that nothing stayed behind only of what it saw.
final class EmptySideTest {
  private static final Path PLAN = Path.of("..", "examples", "storefront", "lifeboat.yaml");

  /// A region that looks as it is told to.
  private record Seen(Observation seen) implements Reconciler<Goal.Running> {
    @Override
    public Readiness preflight(Goal.Running goal) {
      return Readiness.ready();
    }

    @Override
    public Observation observe(Goal.Running goal) {
      assertThat(goal).isEqualTo(new Goal.Running("orders", "west", 0, 0));
      return seen;
    }

    @Override
    public void pursue(Goal.Running goal, Attempt attempt) {
      throw new AssertionError("a look changes nothing");
    }
  }

  private static Criterion look(Observation seen) throws Exception {
    var shop = PlanReader.OF_ANY_PROVIDER.read(PLAN).orThrow().workload("shop");
    var reconcilers =
        Reconcilers.forResources(shop.resources())
            .with(Goal.Running.class, Database.class, new Seen(seen))
            .build();
    return new EmptySide(reconcilers, shop, "west").look();
  }

  @Test
  void a_side_on_which_a_database_is_left_is_not_empty() throws Exception {
    assertThat(look(Observation.met("it does not run")))
        .isEqualTo(Criterion.met("west keeps no database of 'shop'; it does not run"));
    assertThat(look(Observation.pending("it runs")).verdict()).isEqualTo(Judgement.MISSED);
    assertThat(look(Observation.unreachable("no answer")).verdict()).isEqualTo(Judgement.UNKNOWN);
  }
}
