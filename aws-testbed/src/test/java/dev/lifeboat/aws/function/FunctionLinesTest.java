package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.DeployedMachine;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The lines that the guide of the functions prints: typed as they stand, but for the names.
@ExtendWith(TestBed.InTests.class)
final class FunctionLinesTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/lifeboat";
  private static final String JAR = "lifeboat-functions.jar";

  private final TestBed.Accounts accounts;

  @TempDir Path folder;
  private TestBed bed;
  private Shop shop;
  private AwsTerminal terminal;

  FunctionLinesTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  @BeforeEach
  void begin() throws Exception {
    bed = accounts.open();
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    terminal = new AwsTerminal(bed, folder, Map.of("AWS_DEFAULT_REGION", TestBed.RECOVERY));
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
    bed.close();
  }

  /// The only command of the guide that begins like this and says `part`, with the lines that it
  /// goes on in, for the names of this test.
  private String printed(String beginning, String part) throws IOException {
    var page = Files.readString(AwsTerminal.file("docs/functions.md")).replace("\\\n", "\\\f");
    var found =
        page.lines()
            .map(String::strip)
            .filter(line -> line.startsWith(beginning) && line.contains(part))
            .toList();
    assertThat(found).as("%s with %s", beginning, part).hasSize(1);
    return found
        .getFirst()
        .replace("\\\f", "\\\n")
        .replace("lifeboat-dr-lab", AccountNames.function(shop.plan()))
        .replace("dr-lab", Shop.NAME);
  }

  private String typed(String line) throws Exception {
    var ended = terminal.type(line);
    assertThat(ended.exitCode()).as("%s: %s", line, ended).isZero();
    return ended.out();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void the_jar_is_made_and_uploaded_and_its_functions_are_created_and_scheduled() throws Exception {
    pack();
    var run = create(AccountNames.function(shop.plan()), "RunHandler");
    assertThat(run.path("Handler").asString()).isEqualTo(RunHandler.class.getName());

    var name = AccountNames.function(shop.plan()) + "-failover";
    var function = create(name, "FailoverHandler");
    assertThat(function.path("Handler").asString()).isEqualTo(FailoverHandler.class.getName());
    var arn = function.path("FunctionArn").asString();
    typed(
        printed("aws scheduler create-schedule", "rate(1 minute)")
            .replace("arn:aws:lambda:…", arn)
            .replace("…", ROLE));

    var schedule = json(typed("aws scheduler get-schedule --name " + name));
    assertThat(schedule.path("ScheduleExpression").asString()).isEqualTo("rate(1 minute)");
    assertThat(schedule.at("/Target/Arn").asString()).isEqualTo(arn);
    assertThat(json(schedule.at("/Target/Input").asString()).path("workload").asString())
        .isEqualTo(Shop.NAME);
  }

  /// The dead letters, the logs and the alarms of the function that watches.
  @Test
  void a_function_that_fails_is_told_of_and_its_logs_are_kept() throws Exception {
    pack();
    var name = AccountNames.function(shop.plan()) + "-failover";
    var _ = create(name, "FailoverHandler");
    var queue = json(typed(printed("aws sqs create-queue", "-dead")));
    var of = "aws sqs get-queue-attributes --attribute-names QueueArn --queue-url ";
    var told = json(typed(of + queue.path("QueueUrl").asString()));
    var arn = told.at("/Attributes/QueueArn").asString();
    // The emulated account takes the line and does not show it again.
    typed(
        printed("aws lambda update-function-configuration", "--dead-letter-config")
            .replace("arn:aws:sqs:…", arn));

    var group = "/aws/lambda/" + name;
    typed("aws logs create-log-group --log-group-name " + group);
    typed(printed("aws logs put-retention-policy", "--retention-in-days"));
    var kept = json(typed("aws logs describe-log-groups --log-group-name-prefix " + group));
    assertThat(kept.at("/logGroups/0/retentionInDays").asInt()).isEqualTo(90);

    var topic = "arn:aws:sns:us-west-2:123456789012:dr-notifications";
    typed(printed("aws cloudwatch put-metric-alarm", "-fails").replace("arn:aws:sns:…", topic));
    var alarms = json(typed("aws cloudwatch describe-alarms")).path("MetricAlarms");
    assertThat(alarms.valueStream().map(it -> it.path("AlarmName").asString()))
        .contains(name + "-fails");
  }

  private void pack() throws Exception {
    Files.createSymbolicLink(
        folder.resolve("aws-serverless"), AwsTerminal.file("aws-serverless").toAbsolutePath());
    typed(printed("cp aws-serverless/target", "jar --update"));
    try (var jar = new ZipFile(folder.resolve(JAR).toFile());
        var plan = jar.getInputStream(jar.getEntry(shop.file().getFileName().toString()))) {
      assertThat(new String(plan.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(Files.readString(shop.file()));
    }
  }

  private JsonNode create(String name, String handler) throws Exception {
    var created = json(typed(printed("aws lambda create-function", handler).replace("…", ROLE)));
    assertThat(created.path("FunctionName").asString()).isEqualTo(name);
    assertThat(created.path("CodeSize").asLong()).isEqualTo(Files.size(folder.resolve(JAR)));
    assertThat(created.path("Timeout").asInt())
        .isEqualTo(handler.equals("FailoverHandler") ? 400 : 60);
    return created;
  }

  @Test
  void the_recovery_function_is_asked_and_told_to_recover() throws Exception {
    shop.serveGuarded();
    var name = AccountNames.function(shop.plan());
    var machine =
        new DeployedMachine(bed, shop.plan(), shop.workload(), true, EnumSet.of(Mode.FAILOVER));
    try (var _ = function(name, RunHandler.class);
        var _ = function(name + "-recovery", RecoveryHandler.class)) {
      var tested = answer("test_mode");
      assertThat(tested.path("status").asString()).as("%s", tested).isEqualTo("ready");
      assertThat(machine.executions()).isEmpty();

      shop.loseGuard("east");
      var started = answer("execute_recovery");
      assertThat(started.path("status").asString()).as("%s", started).isEqualTo("started");
      assertThat(machine.end(machine.arn("shop-2")).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(shop.placements().read(Shop.NAME).orElseThrow().writer()).isEqualTo("west");
    }
  }

  private FunctionHost function(String name, Class<?> handler) throws IOException {
    return new FunctionHost(
        bed, TestBed.RECOVERY, name, new FunctionHost.Code(handler.getName(), shop.file()));
  }

  private JsonNode answer(String mode) throws Exception {
    var invoked = json(typed(printed("aws lambda invoke", mode)));
    assertThat(invoked.path("StatusCode").asInt()).isEqualTo(200);
    assertThat(invoked.has("FunctionError")).as("%s", invoked).isFalse();
    return json(Files.readString(folder.resolve("response.json")));
  }
}
