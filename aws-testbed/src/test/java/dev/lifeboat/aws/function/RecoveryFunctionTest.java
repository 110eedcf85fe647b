package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.Deliveries;
import dev.lifeboat.awstestbed.DeployedMachine;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// The contract of the backup lab, as it calls its function: a test changes nothing, an execution
/// recovers once.
@ExtendWith(TestBed.InTests.class)
final class RecoveryFunctionTest {
  private static final String TEST = "{\"test_mode\":true,\"target_region\":\"us-west-2\"}";
  private static final String EXECUTE =
      "{\"execute_recovery\":true,\"target_region\":\"us-west-2\"}";

  /// What changes something, in the services that a run calls.
  private static final Set<String> LOOKS = Set.of("Describe", "Get", "List", "Query", "GET");

  private final TestBed.Accounts accounts;

  RecoveryFunctionTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  private static FunctionHost function(TestBed bed, String name, Path plan) throws Exception {
    return new FunctionHost(
        bed, TestBed.RECOVERY, name, new FunctionHost.Code(RecoveryHandler.class.getName(), plan));
  }

  @Test
  @Tag("invariant-64")
  void a_test_tells_what_would_be_done_and_an_execution_does_it_once(@TempDir Path state)
      throws Exception {
    try (var bed = accounts.open()) {
      var shop = new Shop(bed, Strategy.WARM_STANDBY, state);
      try {
        shop.serveGuarded();
        var machine =
            new DeployedMachine(bed, shop.plan(), shop.workload(), true, EnumSet.of(Mode.FAILOVER));
        try (var one = function(bed, "one", shop.file());
            var two = function(bed, "two", shop.file());
            var _ = runs(bed, shop)) {
          var before = shop.placements().read(Shop.NAME);

          var tested = one.answer(TEST);

          assertThat(tested.get("status").asString()).as("%s", tested).isEqualTo("ready");
          assertThat(tested.get("goals").toString())
              .contains("orders promoted in west")
              .contains("to reach");
          assertThat(shop.placements().read(Shop.NAME)).isEqualTo(before);
          assertThat(machine.executions()).isEmpty();
          assertThat(one.gate().calls())
              .isNotEmpty()
              .allMatch(call -> LOOKS.stream().anyMatch(call.operation()::startsWith));

          shop.loseGuard("east");
          var asked = Deliveries.atOnce(List.of(one, two), EXECUTE);

          assertThat(asked)
              .allSatisfy(
                  it -> assertThat(it.get("run").asString()).as("%s", it).isEqualTo("shop-2"));
          assertThat(machine.end(machine.arn("shop-2")).status())
              .isEqualTo(ExecutionStatus.SUCCEEDED);
          new Moves(shop, state).assertMovedTo("west");
          assertThat(two.answer(EXECUTE).get("status").asString()).isEqualTo("recovered");
          assertThat(machine.executions()).containsExactly("shop-2");

          var allowed = new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.RECOVER, "*"));
          allowed.assertCovers(one.gate().calls());
          allowed.assertNeeds(one.gate().calls());
        }
      } finally {
        shop.end();
      }
    }
  }

  /// Goal: a name that Step Functions keeps for 90 days is in nobody's way. Method: the execution
  /// that has it ended before it claimed.
  @Test
  void an_execution_that_claimed_nothing_keeps_nobody_from_recovering(@TempDir Path state)
      throws Exception {
    try (var bed = accounts.open()) {
      var shop = new Shop(bed, Strategy.PILOT_LIGHT, state);
      try {
        shop.serveGuarded();
        var machine =
            new DeployedMachine(bed, shop.plan(), shop.workload(), true, EnumSet.of(Mode.FAILOVER));
        assertThat(machine.end(machine.start("shop-2", "{}")).status())
            .isEqualTo(ExecutionStatus.FAILED);
        shop.loseGuard("east");
        try (var function = function(bed, "one", shop.file());
            var _ = runs(bed, shop)) {

          var asked = function.answer(EXECUTE);

          assertThat(asked.get("run").asString()).as("%s", asked).isEqualTo("shop-2-2");
          assertThat(machine.end(machine.arn("shop-2-2")).status())
              .isEqualTo(ExecutionStatus.SUCCEEDED);
          new Moves(shop, state).assertMovedTo("west");
        }
      } finally {
        shop.end();
      }
    }
  }

  private static FunctionHost runs(TestBed bed, Shop shop) throws Exception {
    return new FunctionHost(
        bed,
        TestBed.RECOVERY,
        AccountNames.function(shop.plan()),
        new FunctionHost.Code(RunHandler.class.getName(), shop.file()));
  }

  @Test
  void what_is_not_understood_is_refused_by_one_message(@TempDir Path state) throws Exception {
    try (var bed = accounts.open()) {
      var shop = new Shop(bed, Strategy.WARM_STANDBY, state);
      var backups = shop.file().resolveSibling("backups.yaml");
      Files.writeString(
          backups,
          Files.readString(shop.file())
              .replace("strategy: warm-standby", "strategy: backup-and-restore"));
      try (var function = function(bed, "one", shop.file());
          var other = function(bed, "two", backups)) {
        assertRefused(function, "{}", "LB2009", "neither or for both");
        assertRefused(
            function,
            "{\"test_mode\":true,\"execute_recovery\":true,\"target_region\":\"us-west-2\"}",
            "LB2009",
            "neither or for both");
        assertRefused(
            function,
            "{\"execute_recovery\":\"true\",\"target_region\":\"us-west-2\"}",
            "LB2009",
            "neither true nor false");
        assertRefused(
            function,
            "{\"execute_recovery\":true,\"target_region\":\"us-east-1\"}",
            "LB2009",
            "'us-east-1' is not where 'shop' recovers");
        assertRefused(
            other, EXECUTE, "LB2006", "asks for backup-and-restore, which has no runbook yet");
        assertThat(function.gate().calls()).isEmpty();
        assertThat(other.gate().calls()).isEmpty();
      } finally {
        shop.end();
      }
    }
  }

  private static void assertRefused(
      FunctionHost function, String payload, String code, String why) {
    var answered = function.invoke(payload);
    assertThat(answered.functionError()).as(payload).isEqualTo("Unhandled");
    assertThat(answered.payload().asUtf8String()).startsWith("{").contains(code).contains(why);
  }
}
