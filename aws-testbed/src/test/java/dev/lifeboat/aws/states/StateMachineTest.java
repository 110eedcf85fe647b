package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.function.RunHandler;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.DeployedMachine;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.json.JsonMapper;

/// The runbook as a state machine inside the account, with the function that stands in for what its
/// region cannot do. It ends as the engine ends. Users of the pilot light come by an accelerator.
/// Each execution has an account of its own, so that several are under way at once.
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
@ExtendWith(TestBed.InTests.class)
final class StateMachineTest {
  private static final Set<Mode> BOTH = EnumSet.of(Mode.FAILOVER, Mode.SWITCHOVER);

  private final TestBed.Accounts accounts;

  StateMachineTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  private interface Part {
    void act(Shop shop, DeployedMachine machine) throws Exception;
  }

  private void with(Strategy strategy, Path state, Part part) throws Exception {
    try (var bed = accounts.open()) {
      boolean pilotLight = strategy == Strategy.PILOT_LIGHT;
      var shop = new Shop(bed, strategy, pilotLight, !pilotLight, state);
      try {
        shop.create();
        shop.adopt();
        try (var _ =
            new FunctionHost(
                bed,
                TestBed.RECOVERY,
                AccountNames.function(shop.plan()),
                new FunctionHost.Code(RunHandler.class.getName(), shop.file()))) {
          part.act(shop, new DeployedMachine(bed, shop.plan(), shop.workload(), true, BOTH));
        }
      } finally {
        shop.end();
      }
    }
  }

  /// The guard at home held the lease, and is gone.
  private static void loseHome(Shop shop) throws Exception {
    shop.guard("east");
    shop.awaitLease("east");
    shop.loseGuard("east");
  }

  @Test
  void an_unplanned_execution_ends_as_a_failover_ends(@TempDir Path state) throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          loseHome(shop);

          var first = machine.start("first", "{\"mode\":\"unplanned\",\"reason\":\"lost\"}");

          var ended = machine.endOfStarted(first);
          assertThat(ended.name()).isEqualTo("shop-2");
          assertThat(ended.status()).as("%s", ended).isEqualTo(ExecutionStatus.SUCCEEDED);
          new Moves(shop, state).assertMovedTo("west");
          shop.assertEverybodyIsLedTo("west");
        });
  }

  /// Goal: nobody is let in to tasks that write to a region that is lost. Method: a way home that
  /// was broken off has left those in `west` bound to the stores of `east`.
  @Test
  void tasks_that_were_left_with_other_stores_are_bound_and_started_anew(@TempDir Path state)
      throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          shop.tasks().bind("east");
          var before = shop.tasks().service().deployments().getFirst().id();
          loseHome(shop);

          var ended = machine.endOfStarted(machine.start("first", "{\"mode\":\"unplanned\"}"));

          assertThat(ended.status()).as("%s", ended).isEqualTo(ExecutionStatus.SUCCEEDED);
          assertThat(shop.tasks().bound()).contains("west").doesNotContain("east");
          assertThat(shop.tasks().service().deployments())
              .singleElement()
              .satisfies(it -> assertThat(it.id()).isNotEqualTo(before));
          new Moves(shop, state).assertMovedTo("west");
        });
  }

  /// Started by the line that seed 001 prints, which gives no reason.
  @Test
  void a_planned_execution_ends_as_a_switchover_ends(@TempDir Path state) throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          shop.guard("east");
          shop.guard("west");
          shop.awaitLease("east");

          var typed =
              new AwsTerminal(shop.bed(), state, Map.of("AWS_DEFAULT_REGION", TestBed.RECOVERY))
                  .type(
                      """
                      aws stepfunctions start-execution \\
                        --state-machine-arn %s \\
                        --input '{"mode":"planned"}'
                      """
                          .formatted(machine.arn()));
          assertThat(typed.exitCode()).as("%s", typed).isZero();
          var ended = machine.endOfStarted(typed.json().path("executionArn").asString());

          assertThat(ended.status()).as("%s", ended).isEqualTo(ExecutionStatus.SUCCEEDED);
          new Moves(shop, state).assertMovedTo("west");
          shop.assertEverybodyIsLedTo("west");
        });
  }

  @Test
  void a_dry_run_tells_what_holds_and_changes_nothing(@TempDir Path state) throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          var before = shop.placements().read(Shop.NAME);

          var ended = machine.end(machine.start("dry", "{\"mode\":\"unplanned\",\"dryRun\":true}"));

          assertThat(ended.status()).as("%s", ended).isEqualTo(ExecutionStatus.SUCCEEDED);
          assertThat(ended.output())
              .contains("orders promoted in west")
              .contains("to reach")
              .contains("already met");
          assertThat(shop.placements().read(Shop.NAME)).isEqualTo(before);
          assertThat(machine.executions()).containsExactly("dry");
        });
  }

  /// Goal: a fence whose lease nobody in the other region would take over is told beforehand.
  @Test
  void a_dry_run_listens_for_the_guard_of_the_recovery_region(@TempDir Path state)
      throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          shop.guard("east");
          shop.awaitLease("east");
          assertThat(dryFence(machine, "one-sided")).isEqualTo("cannot be told");

          shop.guard("west");
          shop.awaitWord("west");
          assertThat(dryFence(machine, "guarded")).isEqualTo("to reach");
        });
  }

  private static String dryFence(DeployedMachine machine, String name) throws Exception {
    var ended = machine.end(machine.start(name, "{\"mode\":\"unplanned\",\"dryRun\":true}"));
    assertThat(ended.status()).as("%s", ended).isEqualTo(ExecutionStatus.SUCCEEDED);
    for (var told : JsonMapper.shared().readTree(ended.output())) {
      if (told.path("step").asString().equals("fence-orders")) {
        return told.path("standing").asString();
      }
    }
    throw new AssertionError(ended.output());
  }

  /// Goal: no machine promotes a copy that has nothing of the writer's, unless a person says so.
  /// Method: an instance of its own in the place of the replica, as a former writer is.
  @Test
  void a_copy_that_follows_nobody_is_promoted_by_a_persons_word_alone(@TempDir Path state)
      throws Exception {
    with(
        Strategy.PILOT_LIGHT,
        state,
        (shop, machine) -> {
          loseHome(shop);
          shop.databases().deleteReplica();
          shop.databases().createWriterInRecovery("postgres");
          var before = shop.placements().read(Shop.NAME);

          for (var input :
              List.of(
                  "{\"mode\":\"unplanned\"}",
                  "{\"mode\":\"unplanned\",\"dryRun\":true}",
                  "{\"mode\":\"unplanned\",\"acceptLoss\":{\"by\":\"\",\"reason\":\"\"}}")) {
            var refused = machine.end(machine.start("refused-" + input.length(), input));
            assertThat(refused.error()).as("%s", refused).isEqualTo("Lifeboat.NoCandidate");
          }
          assertThat(shop.placements().read(Shop.NAME)).isEqualTo(before);

          var accepted =
              machine.endOfStarted(
                  machine.start(
                      "accepted",
                      "{\"mode\":\"unplanned\",\"acceptLoss\":{\"by\":\"ada\",\"reason\":\"it burnt\"}}"));

          assertThat(accepted.status()).as("%s", accepted).isEqualTo(ExecutionStatus.SUCCEEDED);
          assertThat(accepted.name()).isEqualTo("shop-2");
          new Moves(shop, state).assertMovedTo("west");
        });
  }

  @Test
  @Tag("invariant-58")
  void a_planned_execution_that_cannot_prove_the_replica_complete_is_taken_back(@TempDir Path state)
      throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          shop.guard("east");
          shop.awaitLease("east");

          var ended = machine.endOfStarted(machine.start("first", "{\"mode\":\"planned\"}"));

          assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
          assertThat(ended.error()).as("%s", ended).isEqualTo("Lifeboat.Undone");
          var placed = shop.placements().read(Shop.NAME).orElseThrow();
          assertThat(placed.writer()).isEqualTo("east");
          assertThat(placed.openRun()).isEmpty();
        });
  }

  @Test
  @Tag("invariant-58")
  void a_fence_that_nothing_proves_is_asked_about_and_a_no_stops_the_run(@TempDir Path state)
      throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          var first = machine.start("first", "{\"mode\":\"unplanned\"}");
          var run = machine.end(first).executionArn().replaceFirst("first$", "shop-2");
          machine.answer(run, false);

          var ended = machine.end(run);

          assertThat(ended.error()).as("%s", ended).isEqualTo("Lifeboat.Declined");
          var placed = shop.placements().read(Shop.NAME).orElseThrow();
          assertThat(placed.writer()).isEqualTo("east");
          assertThat(placed.openRun()).isEmpty();
          assertThat(
                  shop.databases()
                      .recovery(shop.databases().name())
                      .readReplicaSourceDBInstanceIdentifier())
              .isNotNull();
        });
  }

  @Test
  @Tag("invariant-58")
  void a_start_that_is_delivered_twice_begins_one_run(@TempDir Path state) throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          loseHome(shop);

          var one = machine.start("one", "{\"mode\":\"unplanned\"}");
          var two = machine.start("two", "{\"mode\":\"unplanned\"}");

          machine.end(one);
          machine.end(two);
          var run = one.replaceFirst("one$", "shop-2");
          assertThat(machine.end(run).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
          assertThat(machine.executions()).containsExactly("one", "shop-2", "two");
          assertThat(shop.placements().read(Shop.NAME).orElseThrow().highestEpoch()).isEqualTo(2);
        });
  }

  /// Goal: a name that is taken for 90 days is in nobody's way. Method: the executions that have
  /// the names of this epoch ended before they claimed.
  @Test
  void an_execution_that_claimed_nothing_is_followed_by_a_numbered_one(@TempDir Path state)
      throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          loseHome(shop);
          machine.end(machine.start("shop-2", "{}"));
          var early =
              machine.end(machine.start("shop-3-4", "{\"mode\":\"unplanned\",\"again\":4}"));
          assertThat(early.error()).as("%s", early).isEqualTo("Lifeboat.NotFree");

          var ended = machine.endOfStarted(machine.start("first", "{\"mode\":\"unplanned\"}"));

          assertThat(ended.name()).matches("shop-2-[0-9]+");
          assertThat(ended.status()).as("%s", ended).isEqualTo(ExecutionStatus.SUCCEEDED);
          new Moves(shop, state).assertMovedTo("west");
        });
  }

  @Test
  void a_start_of_an_epoch_that_is_over_begins_nothing(@TempDir Path state) throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          var late = machine.end(machine.start("shop-1", "{\"mode\":\"unplanned\"}"));

          assertThat(late.error()).as("%s", late).isEqualTo("Lifeboat.NotFree");
          assertThat(machine.executions()).containsExactly("shop-1");
        });
  }

  @Test
  void what_is_not_understood_is_refused_before_anything_is_looked_at(@TempDir Path state)
      throws Exception {
    with(
        Strategy.WARM_STANDBY,
        state,
        (shop, machine) -> {
          for (var input :
              List.of(
                  "{\"mode\":\"perhaps\"}",
                  "{}",
                  "{\"mode\":\"unplanned\",\"dryRun\":\"true\"}",
                  "{\"mode\":\"unplanned\",\"acceptLoss\":\"ada\"}")) {
            var ended = machine.end(machine.start("wrong-" + input.length(), input));

            assertThat(ended.error()).as(input).isEqualTo("Lifeboat.BadInput");
          }
        });
  }
}
