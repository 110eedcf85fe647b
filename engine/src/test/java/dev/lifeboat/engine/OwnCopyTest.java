package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// A planned move copies a living writer: neither how old its vault is decides, nor what the copy
/// was of before.
final class OwnCopyTest implements Reconciler<Goal> {
  private static final Goal PROMOTED = new Goal.Promoted("orders", Storefront.WEST);
  private static final Problem STALE =
      Problem.lasting(Code.LB3011, "the vault is stale", "much is lost", "accept it");

  private static final Problem OLD =
      Problem.passing(Code.LB3011, "the copy is old", "much is lost", "accept it");

  private Observation ofReplica = Observation.pending("not yet");
  private Readiness ofPromotion = new Readiness.NoCandidate(STALE);

  @Override
  public Readiness preflight(Goal goal) {
    return goal.equals(PROMOTED) ? ofPromotion : Readiness.ready();
  }

  @Override
  public Observation observe(Goal goal) {
    return goal instanceof Goal.Replicating ? ofReplica : Observation.pending("not yet");
  }

  @Override
  public void pursue(Goal goal, Attempt attempt) {
    throw new AssertionError("a look changes nothing");
  }

  private static Runbook runbook(Mode mode, Goal... goals) {
    var steps = new ArrayList<Step>();
    for (var goal : goals) {
      var before = steps.stream().map(Step::id).toList();
      var id = new StepId(goal.type().toLowerCase(Locale.ROOT));
      steps.add(new Step.Reach(id, goal, before, Duration.ofMinutes(1), List.of()));
    }
    return new Runbook(
        "storefront",
        Storefront.SHOP,
        mode,
        Strategy.BACKUP_AND_RESTORE,
        Storefront.EAST,
        Storefront.WEST,
        steps);
  }

  private static Goal fenced(Goal.Stop stop) {
    return new Goal.Fenced("orders", Storefront.EAST, stop);
  }

  private Reconcilers reconcilers() {
    var plan = Storefront.plan(Strategy.WARM_STANDBY, FailoverPolicy.Trigger.AUTOMATIC);
    var all = Reconcilers.forResources(plan.workload(Storefront.SHOP).resources());
    for (var goal : Goal.class.getPermittedSubclasses()) {
      all.with(goal.asSubclass(Goal.class), Database.class, this);
    }
    return all.build();
  }

  @Test
  void a_vault_that_is_stale_hinders_a_failover_and_no_planned_move() throws Exception {
    var planned =
        runbook(
            Mode.SWITCHOVER,
            fenced(Goal.Stop.ORDERLY),
            new Goal.Replicating("orders", Storefront.WEST, Storefront.EAST, Goal.Level.COMPLETE),
            PROMOTED,
            new Goal.Protected("orders", Storefront.WEST));
    assertThat(Candidacy.of(planned, reconcilers()).holds()).isTrue();
    assertThat(Preview.of(planned, reconcilers()).obstacles()).isEmpty();

    var failover =
        runbook(
            Mode.FAILOVER,
            fenced(Goal.Stop.IMMEDIATE),
            new Goal.Restored("orders", Storefront.WEST),
            PROMOTED);
    assertThat(Candidacy.of(failover, reconcilers()).noCandidates()).containsExactly(STALE);
    assertThat(Preview.of(failover, reconcilers()).obstacles()).hasSize(1);
  }

  /// The end of the log may have a gap, or take more room than there is.
  @Test
  void an_earlier_moment_is_judged_by_its_restore_alone() throws Exception {
    for (var atEnd : List.of(new Readiness.NoCandidate(STALE), Readiness.notReady(STALE))) {
      ofPromotion = atEnd;
      var early =
          runbook(
              Mode.FAILOVER,
              fenced(Goal.Stop.IMMEDIATE),
              new Goal.Restored("orders", Storefront.WEST, Instant.EPOCH),
              PROMOTED);
      assertThat(Candidacy.of(early, reconcilers()).holds()).isTrue();
      assertThat(Preview.of(early, reconcilers()).obstacles()).isEmpty();
      assertThat(new Prerequisites(early, reconcilers()).missing()).isEmpty();
    }
  }

  /// The way home after a failover: what comes back is of an older writer until it was rejoined.
  @Test
  void a_copy_is_judged_by_what_an_earlier_step_makes_of_it() throws Exception {
    ofPromotion = new Readiness.NoCandidate(OLD);
    var home =
        runbook(
            Mode.FAILBACK,
            new Goal.Replicating("orders", Storefront.WEST, Storefront.EAST, Goal.Level.STREAMING),
            fenced(Goal.Stop.ORDERLY),
            PROMOTED);

    var promoted = Preview.of(home, reconcilers()).goals().getLast();

    assertThat(promoted.prospect()).isEqualTo(Preview.Prospect.TO_REACH);
    assertThat(promoted.now()).isEqualTo("after step replicating; now the copy is old");

    ofReplica = Observation.met("it streams");
    assertThat(Preview.of(home, reconcilers()).obstacles()).hasSize(1);

    ofReplica = Observation.unreachable("west is silent");
    assertThat(Preview.of(home, reconcilers()).obstacles()).hasSize(2);

    ofReplica = Observation.pending("it will stream");
    ofPromotion = Readiness.notReady(STALE);
    assertThat(Preview.of(home, reconcilers()).obstacles()).as("what never passes").hasSize(1);
  }

  /// Another store's copy, or one that the runbook makes afterwards, makes no candidate.
  @Test
  void a_failover_without_a_candidate_still_cannot() throws Exception {
    ofPromotion = new Readiness.NoCandidate(OLD);
    var failover =
        runbook(
            Mode.FAILOVER,
            new Goal.Replicating("orders", Storefront.EAST, Storefront.WEST, Goal.Level.STREAMING),
            fenced(Goal.Stop.IMMEDIATE),
            PROMOTED);

    assertThat(Preview.of(failover, reconcilers()).obstacles())
        .containsExactly("orders promoted in west: the copy is old");
  }
}
