package dev.lifeboat.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/// The tasks in `west` use the stores in `west` once the label of each secret says so and all were
/// started since.
final class SecretLabelTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Bound GOAL = new Goal.Bound("web", "west", "west");
  private static final Instant CHANGED = Instant.parse("2026-11-20T12:00:00Z");

  /// By secret and label, the id of the version.
  private final Map<String, Map<String, String>> labels = new TreeMap<>();

  private final Map<String, Instant> changed = new HashMap<>();
  private final List<Deployment> deployments = new ArrayList<>();
  private UnaryOperator<DescribeSecretResponse.Builder> told = it -> it;
  private boolean answersLate;
  private int running = 2;

  private final AwsAnswers aws =
      new AwsAnswers()
          .to(DescribeSecretRequest.class, it -> secret(it.secretId()))
          .to(UpdateSecretVersionStageRequest.class, this::moved)
          .to(DescribeServicesRequest.class, _ -> service())
          .to(UpdateServiceRequest.class, _ -> UpdateServiceResponse.builder().build());
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private final EcsBinding binding =
      new EcsBinding(
          new EcsServices(
              aws.clients(),
              new RegionSites<>(
                  "web",
                  Map.of("west", new EcsSite("us-west-2", "shop", "web", List.of("db", "mq"))))),
          new PresentClaim(placements, "shop"));

  @BeforeEach
  void bind() throws Exception {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east").claimedBy(RUN));
    for (var secret : List.of("db", "mq")) {
      labels.put(secret, new TreeMap<>(Map.of("east", "v-e", "west", "v-w", "Bound", "v-w")));
      changed.put(secret, CHANGED);
    }
    deploy("COMPLETED", CHANGED.plusSeconds(1));
  }

  private void deploy(String state, Instant at) {
    deployments.clear();
    deployments.add(
        Deployment.builder().status("PRIMARY").rolloutState(state).createdAt(at).build());
  }

  private DescribeSecretResponse secret(String name) {
    var stages = new TreeMap<String, List<String>>();
    labels
        .get(name)
        .forEach((label, id) -> stages.computeIfAbsent(id, _ -> new ArrayList<>()).add(label));
    return told.apply(
            DescribeSecretResponse.builder()
                .versionIdsToStages(stages)
                .lastChangedDate(changed.get(name)))
        .build();
  }

  /// Secrets Manager refuses whoever saw the label elsewhere than it is.
  private UpdateSecretVersionStageResponse moved(UpdateSecretVersionStageRequest asked) {
    var of = labels.get(asked.secretId());
    assertThat(asked.removeFromVersionId()).isEqualTo(of.get("Bound"));
    of.put(asked.versionStage(), asked.moveToVersionId());
    if (answersLate) {
      throw SecretsManagerException.builder().message("it is not there any more").build();
    }
    return UpdateSecretVersionStageResponse.builder().build();
  }

  private DescribeServicesResponse service() {
    return DescribeServicesResponse.builder()
        .services(
            Service.builder()
                .status("ACTIVE")
                .serviceName("web")
                .desiredCount(2)
                .runningCount(running)
                .pendingCount(2 - running)
                .deployments(deployments)
                .build())
        .build();
  }

  private void assertPending(String why) throws Exception {
    assertThat(binding.observe(GOAL))
        .isInstanceOfSatisfying(
            Observation.Pending.class, it -> assertThat(it.why()).contains(why));
  }

  private void pursue() throws Exception {
    binding.pursue(GOAL, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1)));
  }

  private List<String> changes() {
    return aws.asked(SdkRequest.class).stream()
        .map(it -> it.getClass().getSimpleName())
        .filter(it -> it.startsWith("Update"))
        .toList();
  }

  private void assertFault(String happened) throws Exception {
    assertThat(binding.preflight(GOAL))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            it -> {
              assertThat(it.problem().code()).isEqualTo(Code.LB7010);
              assertThat(it.problem().happened()).contains(happened);
            });
  }

  @Test
  void started_after_all_labels_say_so_they_are_bound_and_left_alone() throws Exception {
    assertThat(binding.preflight(GOAL)).isEqualTo(Readiness.ready());
    assertThat(binding.observe(GOAL)).isInstanceOf(Observation.Met.class);
    pursue();
    assertThat(changes()).isEmpty();
  }

  @Test
  void one_secret_of_the_other_region_is_one_too_many() throws Exception {
    labels.get("mq").put("Bound", "v-e");
    assertPending("secret mq is bound to the version labelled [Bound, east]");
    labels.get("mq").remove("Bound");
    assertPending("secret mq is bound to no version");
  }

  @Test
  void tasks_that_were_started_before_the_last_change_of_any_secret_may_have_read_the_old_one()
      throws Exception {
    deploy("COMPLETED", CHANGED);
    assertPending("not all started since they were bound");
    deploy("COMPLETED", CHANGED.plusSeconds(1));
    changed.put("db", CHANGED.plusSeconds(1));
    assertPending("not all started since they were bound");
    pursue();
    assertThat(changes()).containsExactly("UpdateServiceRequest");
  }

  @Test
  void a_deployment_that_is_not_over_replaces_tasks_still() throws Exception {
    deploy("IN_PROGRESS", CHANGED.plusSeconds(1));
    assertPending("not all started");
    deploy("COMPLETED", CHANGED.plusSeconds(1));
    deployments.add(Deployment.builder().status("ACTIVE").build());
    assertPending("not all started");
    pursue();
    assertThat(changes()).as("it is under way").isEmpty();
  }

  /// Those that start later read what those did that run: a front door waits for no capacity here.
  @Test
  void fewer_tasks_than_wanted_are_bound_all_the_same() throws Exception {
    running = 1;
    assertThat(binding.observe(GOAL)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void a_deployment_that_was_given_up_is_begun_anew() throws Exception {
    deploy("FAILED", CHANGED.plusSeconds(1));
    assertPending("not all started");
    pursue();
    assertThat(changes()).containsExactly("UpdateServiceRequest");
  }

  @Test
  void the_label_of_each_secret_is_moved_and_then_tasks_are_started_anew() throws Exception {
    labels.get("db").put("Bound", "v-e");
    labels.get("mq").remove("Bound");
    deploy("COMPLETED", CHANGED);

    pursue();

    assertThat(changes())
        .containsExactly(
            "UpdateSecretVersionStageRequest",
            "UpdateSecretVersionStageRequest",
            "UpdateServiceRequest");
    assertThat(labels.values()).allSatisfy(it -> assertThat(it).containsEntry("Bound", "v-w"));
  }

  @Test
  void a_label_that_an_earlier_attempt_moved_is_moved() throws Exception {
    labels.get("db").put("Bound", "v-e");
    answersLate = true;
    pursue();
    assertThat(changes()).containsExactly("UpdateSecretVersionStageRequest");
  }

  @Test
  void without_a_version_for_the_region_nothing_is_moved() throws Exception {
    labels.get("mq").remove("west");
    labels.get("mq").put("Bound", "v-e");
    assertFault("secret mq in us-west-2 has no version labelled 'west'");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(this::pursue)
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB7010));
    assertThat(changes()).isEmpty();
  }

  @Test
  void a_secret_that_rotates_or_is_another_ones_replica_cannot_be_bound() throws Exception {
    told = it -> it.rotationEnabled(true);
    assertFault("secret db in us-west-2 is rotated");
    told = it -> it.primaryRegion("us-east-1");
    assertFault("secret db in us-west-2 is a replica of the one in us-east-1");
    told = it -> it.primaryRegion("us-west-2");
    assertThat(binding.preflight(GOAL)).isEqualTo(Readiness.ready());
  }
}
