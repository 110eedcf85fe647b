package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.function.RunHandler;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Databases;
import dev.lifeboat.awstestbed.DeployedMachine;
import dev.lifeboat.awstestbed.EcsTasks;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.Images;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// The script of the warm standby's example, and the lines for the AWS command line that the guide
/// prints: typed as they stand, but for the names.
@Order(3)
@ExtendWith(TestBed.InTests.class)
final class ByHandTest {
  private static final Path SCRIPT = AwsTerminal.file("examples/dr-lab-warm-standby/by-hand.sh");

  private final TestBed bed;

  @TempDir Path folder;

  ByHandTest(TestBed bed) {
    this.bed = bed;
  }

  private AwsTerminal terminal() {
    return new AwsTerminal(
        bed,
        folder,
        Map.of("PRIMARY_REGION", TestBed.PRIMARY, "RECOVERY_REGION", TestBed.RECOVERY));
  }

  /// What the script says with these words, which is to end well.
  private static String script(AwsTerminal terminal, String... words) throws Exception {
    var ended = ended(terminal, words);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    return ended.out();
  }

  private static CommandLineProcess.Ended ended(AwsTerminal terminal, String... words)
      throws Exception {
    var line = new String[words.length + 1];
    line[0] = SCRIPT.toString();
    System.arraycopy(words, 0, line, 1, words.length);
    return terminal.run(line);
  }

  /// The only line of a page that begins like this, which may be indented there.
  private static String printed(String page, String beginning) throws IOException {
    return Files.readAllLines(AwsTerminal.file(page)).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(beginning))
        .reduce((one, two) -> {
          throw new AssertionError("two lines: " + one + ", " + two);
        })
        .orElseThrow();
  }

  private static CommandLineProcess.Ended typed(AwsTerminal terminal, String line)
      throws Exception {
    var ended = terminal.type(line);
    assertThat(ended.exitCode()).as("%s: %s", line, ended).isZero();
    return ended;
  }

  @Test
  void the_lag_of_the_replica_is_told_or_unknown() throws Exception {
    var databases = new Databases(bed, bed.clients());
    databases.createReplica(databases.createWriter("postgres"));
    var terminal = terminal().with("REPLICA", databases.name());

    var unknown = ended(terminal, "lag");
    assertThat(unknown.exitCode()).as("%s", unknown).isEqualTo(1);
    assertThat(unknown.err()).contains("the lag of " + databases.name() + " is unknown");

    databases.measureLag(7.5, Instant.now().minusSeconds(60));
    assertThat(script(terminal, "lag"))
        .contains("\"read replication\"", "\"replicating\"", "is 7.5 s behind");
  }

  @Test
  void the_service_is_taken_down() throws Exception {
    var tasks = new EcsTasks(bed, bed.clients()).inPrimary();
    tasks.create();
    var terminal = terminal().with("CLUSTER", tasks.name()).with("SERVICE", tasks.name());

    assertThat(script(terminal, "scale", "0")).contains("\"desired\": 0");

    assertThat(tasks.service().desiredCount()).isZero();
  }

  @Test
  void a_deleted_object_comes_back_from_its_version() throws Exception {
    var images = new Images(bed, bed.clients(), true);
    images.create();
    var key = "it's a file.json";
    var first = images.put("east", key, "first");
    images.put("east", key, "second");
    images.put("east", key + ".bak", "another");
    var terminal = terminal().with("BUCKET", images.bucket("east"));

    script(terminal, "delete", key);
    assertThat(images.read("east", key)).isEmpty();
    assertThat(script(terminal, "versions", key)).contains("DeleteMarkers", first);
    script(terminal, "restore", key);
    assertThat(images.read("east", key)).contains("second");
    script(terminal, "restore", key, first);
    assertThat(images.read("east", key)).contains("first");

    var none = ended(terminal, "restore", "it");
    assertThat(none.exitCode()).as("%s", none).isEqualTo(1);
    assertThat(none.err()).contains("no version of it in " + images.bucket("east"));
    bed.gate().cut(TestBed.PRIMARY, "s3", Cut.DENY);
    var denied = ended(terminal, "restore", key);
    assertThat(denied.exitCode()).as("the code of aws: %s", denied).isGreaterThan(2);
    assertThat(denied.err()).contains("AccessDenied").doesNotContain("no version");
  }

  @Test
  void what_is_not_understood_is_refused_before_anything_is_asked() throws Exception {
    int before = bed.gate().calls().size();
    for (var words :
        new String[][] {
          {}, {"scale"}, {"scale", "-1"}, {"start", "perhaps"}, {"lag", "now"}, {"undo"}
        }) {
      var refused = ended(terminal(), words);
      assertThat(refused.exitCode()).as("%s", refused).isEqualTo(2);
      assertThat(refused.err()).startsWith("usage: by-hand.sh lag ");
    }
    var quoted = ended(terminal(), "start", "planned", "so \"called\"");
    assertThat(quoted.exitCode()).as("%s", quoted).isEqualTo(1);
    assertThat(bed.gate().callsSince(before)).isEmpty();
  }

  @Test
  void the_lines_of_the_guide_for_buckets_and_secrets_work() throws Exception {
    var images = new Images(bed, bed.clients(), true);
    images.create();
    var version = images.put("west", "logo.png", "first");
    images.put("west", "logo.png", "second");
    var tasks = new EcsTasks(bed, bed.clients());
    tasks.create();
    var terminal = terminal().with("AWS_DEFAULT_REGION", TestBed.RECOVERY);

    var listed =
        typed(
            terminal,
            printed("docs/aws.md", "aws s3api list-object-versions")
                .replace("shop-images-west", images.bucket("west")));
    assertThat(listed.out()).contains(version);
    typed(
        terminal,
        printed("docs/aws.md", "aws s3api copy-object")
            .replace("shop-images-west", images.bucket("west"))
            .replace("…", version));
    assertThat(images.read("west", "logo.png")).contains("first");

    typed(
        terminal,
        printed("docs/aws.md", "aws secretsmanager put-secret-value")
            .replace("shop/database", tasks.secret())
            .replace("…", "never-to-be-read-3"));
    assertThat(tasks.bound()).as("a new version is staged, and not bound").doesNotContain("west");
  }

  @Test
  void an_execution_that_is_started_by_hand_moves_the_writer() throws Exception {
    var shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    var name = AccountNames.machine(shop.plan(), shop.workload());
    var terminal = terminal().with("MACHINE", name);
    try {
      shop.create();
      try (var _ =
          new FunctionHost(
              bed,
              TestBed.RECOVERY,
              AccountNames.function(shop.plan()),
              new FunctionHost.Code(RunHandler.class.getName(), shop.file()))) {
        var missing = ended(terminal, "executions");
        assertThat(missing.err()).contains("no state machine %s in us-west-2".formatted(name));
        var machine = new DeployedMachine(bed, shop.plan(), create(shop, terminal, name));

        var unplaced =
            machine.end(executionIn(script(terminal, "rehearse", "planned", "it's a test")));
        assertThat(unplaced.error()).as("%s", unplaced).isEqualTo("Lifeboat.NoPlacement");
        assertThat(unplaced.input()).contains("\"dryRun\":true");
        shop.adopt();
        shop.guard("east");
        shop.guard("west");
        shop.awaitLease("east");

        var moved = machine.endOfStarted(executionIn(script(terminal, "start", "planned", "test")));
        assertThat(moved.status()).as("%s", moved).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(shop.placements().read(Shop.NAME).orElseThrow().writer()).isEqualTo("west");
        assertThat(script(terminal, "executions"))
            .contains("shop-2\tSUCCEEDED")
            .hasLineCount(machine.executions().size());

        var late = machine.end(executionIn(printedStart(terminal, moved.stateMachineArn())));
        assertThat(late.error()).as("%s", late).isEqualTo("Lifeboat.NotFree");
      }
    } finally {
      shop.end();
    }
  }

  /// As the guide says how, from what the command line writes; gives the machine's ARN.
  private String create(Shop shop, AwsTerminal terminal, String name) throws Exception {
    var written =
        new CommandLineProcess(bed, folder).run("runbook", shop.file(), "--format", "asl");
    assertThat(written.exitCode()).as("%s", written).isZero();
    var impatient = written.out().replace("\"wait\" : 2", "\"wait\" : 0");
    assertThat(impatient).as("the account answers at once").isNotEqualTo(written.out());
    Files.writeString(folder.resolve("machine.json"), impatient);
    return typed(
            terminal,
            printed("docs/step-functions.md", "aws stepfunctions create-state-machine")
                .replace("dr-lab-failover", name)
                .replace("…", "arn:aws:iam::123456789012:role/lifeboat"))
        .json()
        .path("stateMachineArn")
        .asString();
  }

  private static String printedStart(AwsTerminal terminal, String arn) throws Exception {
    return typed(
            terminal,
            printed("docs/step-functions.md", "aws stepfunctions start-execution")
                .replace("…", arn))
        .out();
  }

  private static String executionIn(String answer) {
    return new CommandLineProcess.Ended(0, answer, "").json().path("executionArn").asString();
  }
}
