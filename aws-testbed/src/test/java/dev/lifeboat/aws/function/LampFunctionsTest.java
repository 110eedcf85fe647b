package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.DeployedMachine;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// The pilot light's example by functions: MySQL with a parameter group, Auto Scaling groups, of
/// which the other region's is empty, and users who come by an accelerator.
@Order(2)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.PILOT_LIGHT)
final class LampFunctionsTest {
  private static final String GROUP = "lamp-mysql";
  private static final String SILENT = "{\"address\":\"http://127.0.0.1:9/\"}";
  private static final String RECOVER =
      "{\"execute_recovery\":true,\"target_region\":\"us-east-1\"}";
  private static final int PORT = 8080;

  private final TestBed bed;

  @TempDir Path folder;

  private ExampleAccount account;

  LampFunctionsTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    account =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(ShippedExample.PILOT_LIGHT)
                .with(
                    Map.of(
                        "kmsKey: alias/aws/rds",
                        "kmsKey: alias/aws/rds\n          parameterGroup: " + GROUP,
                        // Nobody waits so long for each look of a test.
                        "trigger: approval, on: users",
                        "trigger: approval, on: users, usersAfter: 6s, detect: { every: 200ms,"
                            + " failures: 3 }")),
            Files.createDirectory(folder.resolve("made")));
    account.create(Map.of("primary", "10.1.0.7", "standby", "10.0.0.7"), PORT);
    account.adopt();
    account.guard("primary");
    account.guard("standby");
    account.awaitLease("primary");
    account.awaitWord("standby");
  }

  @AfterEach
  void end() throws Exception {
    account.end();
  }

  private FunctionHost function(String name, Class<?> handler) throws IOException {
    return new FunctionHost(
        bed,
        account.awsRegion("standby"),
        name,
        new FunctionHost.Code(handler.getName(), account.file()));
  }

  /// Goal: the loss is told, the run that is asked for moves writer and users once a person says
  /// so, and the old region follows again by an instance that runs with the group of the plan.
  @Test
  @Timeout(600)
  void a_lost_pilot_light_is_told_of_recovered_when_asked_and_protected_again() throws Exception {
    var machine =
        new DeployedMachine(
            bed, account.plan(), account.workload(), true, EnumSet.of(Mode.FAILOVER));
    var moves = Moves.approved(account, folder);
    try (var watches = function("watches", FailoverHandler.class);
        var recovers = function("recovers", RecoveryHandler.class);
        var runs = function(AccountNames.function(account.plan()), RunHandler.class)) {
      account.lose("primary", Cut.UNAVAILABLE);
      for (var host : List.of(watches, recovers, runs)) {
        host.gate().cut(account.awsRegion("primary"), Cut.UNAVAILABLE);
      }

      var told = watches.answer(SILENT);
      assertThat(told.get("verdict").asString()).as("%s", told).isEqualTo("down");
      assertThat(told.get("did").asString()).as("%s", told).isEqualTo("asked");
      assertThat(machine.executions()).isEmpty();
      var asked = recovers.answer(RECOVER);
      assertThat(asked.get("run").asString()).as("%s", asked).isEqualTo("lamp-2");

      machine.answer(machine.arn("lamp-2"), true);
      var moved = machine.end(machine.arn("lamp-2"));
      assertThat(moved.status()).as("%s", moved).isEqualTo(ExecutionStatus.SUCCEEDED);
      moves.assertMovedTo("standby");
      account.assertServedFrom("standby");
      assertRunsWithGroup("standby");
      assertThat(recovers.answer(RECOVER).get("status").asString()).isEqualTo("recovered");
      new Allowed(IamPolicy.of(account.plan(), IamPolicy.Use.EXECUTE, "*"))
          .assertCovers(runs.gate().calls());
    }
    bed.gate().mend();
    account.awaitLease("standby");
    account.guard("primary");

    moves.reprotect("standby");

    assertRunsWithGroup("primary");
  }

  private void assertRunsWithGroup(String region) {
    assertThat(account.instance(region).orElseThrow().dbParameterGroups())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.dbParameterGroupName()).isEqualTo(GROUP);
          assertThat(it.parameterApplyStatus()).isEqualTo("in-sync");
        });
  }
}
