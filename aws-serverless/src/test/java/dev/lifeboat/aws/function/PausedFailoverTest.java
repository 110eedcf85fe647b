package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.provider.PlanTopic;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.wire.HttpProbe;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import tools.jackson.databind.json.JsonMapper;

/// What the failover function does while people work on the workload: its users are out, nothing
/// answers at home, and its guard renews the lease.
class PausedFailoverTest {
  private static final Path EXAMPLE = Path.of(System.getenv("LIFEBOAT_PLAN"));
  private static final URI SILENT = URI.create("http://127.0.0.1:9/healthz");
  private static final String REGION = "us-west-2";
  private static final String RUN = "20261120-080000-bcdf";
  private static final Duration LEFT = Duration.ofMinutes(1);

  private final AwsAnswers aws = new AwsAnswers();
  private final Map<String, AttributeValue> pause = new HashMap<>();
  private final Map<String, AttributeValue> placed = new HashMap<>();
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private int heard;

  @TempDir private Path folder;

  @BeforeEach
  void answer() {
    aws.to(GetItemRequest.class, this::item)
        .to(PutItemRequest.class, _ -> PutItemResponse.builder().build())
        .to(ListExecutionsRequest.class, _ -> ListExecutionsResponse.builder().build())
        .to(PublishRequest.class, _ -> PublishResponse.builder().messageId("1").build());
    placed.put("workload", AttributeValue.fromS("dr-lab"));
    placed.put("writer", AttributeValue.fromS("primary"));
    placed.put("epoch", AttributeValue.fromN("1"));
    placed.put("highestEpoch", AttributeValue.fromN("1"));
  }

  private GetItemResponse item(GetItemRequest asked) {
    var item =
        switch (asked.tableName()) {
          case "lifeboat-placements" -> placed;
          case "lifeboat-votes" -> vote();
          default ->
              asked.key().get("run").s().equals("pauses/dr-lab")
                  ? pause
                  : Map.<String, AttributeValue>of();
        };
    return GetItemResponse.builder().item(item).build();
  }

  /// Granted anew at each look.
  private Map<String, AttributeValue> vote() {
    heard++;
    var mark = AttributeValue.fromS("grant " + heard);
    return Map.of(
        "workload", AttributeValue.fromS("dr-lab"),
        "holder", AttributeValue.fromS("primary"),
        "epoch", AttributeValue.fromN("1"),
        "ended", AttributeValue.fromBool(false),
        "pledged", AttributeValue.fromN("0"),
        "length", AttributeValue.fromN("6000"),
        "heard", mark,
        "mark", mark);
  }

  private void pausedFor(Duration span) {
    var from = now.minus(Duration.ofHours(1));
    pause.put(
        "pause",
        AttributeValue.fromS(
            JsonMapper.shared()
                .writeValueAsString(
                    new Maintenance("dr-lab", "new disks", "ann", from, now.plus(span)))));
  }

  private void openSinceLong() {
    placed.put("openRun", AttributeValue.fromS(RUN));
  }

  private Map<String, Object> watch() throws Exception {
    var plan = plan();
    var clients = aws.clients();
    try (var account = new AwsAccount(plan, clients)) {
      return function(plan, clients, account).watch(SILENT, LEFT).told();
    }
  }

  /// Nobody waits five minutes for users to be out.
  private Plan plan() throws Exception {
    var file = folder.resolve("lifeboat.yaml");
    Files.writeString(
        file,
        Files.readString(EXAMPLE)
            .replace("on: users", "on: users, usersAfter: 6s, detect: { every: 1s, failures: 3 }"));
    return AwsKeys.reader().read(file).orThrow();
  }

  private FailoverFunction function(Plan plan, AwsClients clients, AwsAccount account) {
    var workload = plan.workload("dr-lab");
    InstantSource clock = () -> now;
    return new FailoverFunction(
        plan,
        workload,
        account,
        new RegionProbe(
            new HttpProbe(),
            account.voters(),
            RecoverySide.of(plan, workload, account.reports(workload.name())),
            workload,
            clock),
        new Executions(
            clients, REGION, "arn:aws:states:us-west-2:123456789012:stateMachine:m", "dr-lab"),
        new Notifier(
            clock,
            DynamoTable.of(clients, REGION, "lifeboat-journals"),
            new PlanTopic(clients, REGION, "arn:aws:sns:us-west-2:123456789012:people")),
        span -> now = now.plus(span));
  }

  private void assertNobodyIsTold(String why) throws Exception {
    var told = watch();
    assertThat(told).as("%s", told).containsEntry("did", "nothing");
    assertThat(told.get("why").toString()).contains(why);
    assertThat(aws.asked(PublishRequest.class)).isEmpty();
  }

  private void assertPeopleAreTold() throws Exception {
    var told = watch();
    assertThat(told).as("%s", told).containsEntry("did", "asked");
    assertThat(aws.asked(PublishRequest.class)).hasSize(1);
  }

  @Test
  void while_people_work_on_it_nobody_is_asked() throws Exception {
    pausedFor(Duration.ofHours(1));
    assertNobodyIsTold("paused by ann: new disks");
  }

  @Test
  void nor_is_anybody_told_of_a_run_that_has_been_open_for_long() throws Exception {
    pausedFor(Duration.ofHours(1));
    openSinceLong();
    assertNobodyIsTold("run %s is open".formatted(RUN));
  }

  @Test
  void without_a_pause_people_are_asked() throws Exception {
    assertPeopleAreTold();
  }

  @Test
  void a_pause_that_is_over_keeps_nobody_from_being_told() throws Exception {
    pausedFor(Duration.ZERO);
    openSinceLong();
    assertPeopleAreTold();
  }
}
