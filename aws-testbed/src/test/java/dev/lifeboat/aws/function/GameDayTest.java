package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.DeployedMachine;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.json.JsonMapper;

/// Three game days of the warm standby's example, typed in its account, and the logs that the seed
/// has people follow. A test of the policy holds the lines of the days to those of the seed.
@Order(2)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class GameDayTest {
  private static final String LAB = "examples/dr-lab-warm-standby/";
  private static final String OBJECT = "test-file.json";
  private static final int PORT = 8080;
  private static final int SHORT = 30;

  private final TestBed bed;

  @TempDir Path folder;

  private ExampleAccount account;
  private AwsTerminal terminal;

  GameDayTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    account =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(ShippedExample.WARM_STANDBY)
                // Nobody waits five minutes for each look of a test.
                .with(
                    Map.of(
                        "trigger: approval, on: users",
                        "trigger: approval, on: users, usersAfter: 6s, detect: { every: 200ms,"
                            + " failures: 3 }")),
            Files.createDirectory(folder.resolve("made")));
    account.create(Map.of("primary", "10.1.0.7", "secondary", "10.0.0.7"), PORT);
    account.adopt();
    account.guard("primary");
    account.guard("secondary");
    account.awaitLease("primary");
    account.awaitWord("secondary");
    terminal = new AwsTerminal(bed, folder, Map.of("AWS_DEFAULT_REGION", TestBed.RECOVERY));
  }

  @AfterEach
  void end() throws Exception {
    account.end();
  }

  private String typed(String block) throws Exception {
    var ended = terminal.type("set -e\n" + block);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    return ended.out();
  }

  /// A game day, by somebody who says yes.
  private String day(String name) throws Exception {
    return typed("'%s' <<<dr-lab".formatted(AwsTerminal.file(LAB + "gamedays/" + name)));
  }

  private String unconfirmed(String name) throws Exception {
    var ended = terminal.type("'%s' <<<lab".formatted(AwsTerminal.file(LAB + "gamedays/" + name)));
    assertThat(ended.exitCode()).as("%s", ended).isEqualTo(1);
    return ended.err();
  }

  /// What the load balancer at home answers: 503 while no task runs.
  private HttpServer balancer() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(account.runs("primary") ? 200 : 503, -1);
          }
        });
    server.start();
    return server;
  }

  /// Goal: the outage is seen, and the move that people are told to make leads to the other region
  /// by the line of the second day. A deleted object comes back by the lines of the third.
  @Test
  void a_primary_outage_leads_to_a_planned_move_and_a_deleted_object_comes_back() throws Exception {
    lookAhead();
    restoreObject();
    var machine =
        new DeployedMachine(
            bed,
            account.plan(),
            account.workload(),
            true,
            EnumSet.of(Mode.FAILOVER, Mode.SWITCHOVER));
    logAsProvisioned(machine.arn());
    var balancer = balancer();
    var asked =
        "{\"address\":\"http://127.0.0.1:%d/healthz\"}".formatted(balancer.getAddress().getPort());
    try (var watcher = function("watches", FailoverHandler.class.getName(), SHORT);
        var _ =
            function(
                AccountNames.function(account.plan()), RunHandler.class.getName(), 2 * SHORT)) {
      assertThat(watcher.answer(asked).get("verdict").asString()).isEqualTo("up");
      assertThat(unconfirmed("1-primary-outage.sh")).contains("nothing was changed");
      assertThat(account.runs("primary")).isTrue();

      day("1-primary-outage.sh");
      while (account.runs("primary")) {
        LookPause.pass();
      }

      var told = watcher.answer(asked);
      assertThat(told.get("verdict").asString()).as("%s", told).isEqualTo("users-out");
      assertThat(told.get("did").asString()).as("%s", told).isEqualTo("asked");

      var started = JsonMapper.shared().readTree(day("2-database-failover.sh"));
      var moved = machine.endOfStarted(started.get("executionArn").asString());

      assertThat(moved.status()).as("%s", moved).isEqualTo(ExecutionStatus.SUCCEEDED);
      account.assertServedFrom("secondary");
      var placed = account.account().placements().read("dr-lab").orElseThrow();
      assertThat(placed.writer()).isEqualTo("secondary");
      var seen =
          typed("aws stepfunctions list-executions --state-machine-arn " + moved.stateMachineArn());
      assertThat(seen).contains("\"dr-lab-2\"", "SUCCEEDED");
      terminal.follow(
          "aws logs tail /aws/stepfunctions/dr-lab-failover --follow",
          "ExecutionStarted",
          moved.executionArn(),
          "ExecutionSucceeded");
      followTasks();
    } finally {
      balancer.stop(0);
    }
  }

  /// The log that `provision` gives the machine.
  private void logAsProvisioned(String arn) throws Exception {
    typed(
        """
        aws logs create-log-group --log-group-name /aws/stepfunctions/dr-lab-failover
        aws stepfunctions update-state-machine --state-machine-arn %s --logging-configuration \
          '{"level": "ALL", "includeExecutionData": false, "destinations": [{"cloudWatchLogsLogGroup": \
          {"logGroupArn": "arn:aws:logs:us-west-2:%s:log-group:/aws/stepfunctions/dr-lab-failover:*"}}]}'
        """
            .formatted(arn, bed.account()));
  }

  /// No emulated task writes a log: a line is put where it would.
  private void followTasks() throws Exception {
    typed(
        """
        export AWS_DEFAULT_REGION=ap-southeast-2
        aws logs create-log-group --log-group-name /aws/ecs/dr-lab
        aws logs create-log-stream --log-group-name /aws/ecs/dr-lab --log-stream-name web/web/1
        aws logs put-log-events --log-group-name /aws/ecs/dr-lab --log-stream-name web/web/1 \\
          --log-events timestamp=$(date +%s%3N),message=HEALTH
        """);
    terminal
        .with("AWS_DEFAULT_REGION", "ap-southeast-2")
        .follow("aws logs tail /aws/ecs/dr-lab --follow", "web/web/1", "HEALTH");
  }

  private FunctionHost function(String name, String handler, int seconds) throws IOException {
    return new FunctionHost(
        bed, TestBed.RECOVERY, name, new FunctionHost.Code(handler, account.file(), seconds));
  }

  /// As the seeds look before they move anything.
  private void lookAhead() throws Exception {
    assertThat(typed("aws --version")).as("Debian's").contains("aws-cli/2.", " source/");
    assertThat(typed("aws ecs list-clusters")).contains("cluster/dr-lab-secondary");
    assertThat(
            typed(
                """
                aws rds describe-db-instances --db-instance-identifier dr-lab-replica \\
                  --region us-west-2 --query 'DBInstances[0].StatusInfos'
                """))
        .contains("\"read replication\"", "\"replicating\"");
  }

  private void restoreObject() throws Exception {
    account.stores().upload("primary", OBJECT, "kept");
    day("3-s3-recovery.sh");

    assertThat(typed("aws s3 cp s3://dr-lab-app-data-primary/%s -".formatted(OBJECT)))
        .isEqualTo("kept");
    assertThat(account.stores().has("secondary", OBJECT)).isTrue();
  }
}
