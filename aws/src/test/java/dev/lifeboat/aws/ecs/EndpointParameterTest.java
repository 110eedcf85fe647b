package dev.lifeboat.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.aws.rds.PlainInstance;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/// The tasks in `west` use the database in `west` once the parameter says its address and all were
/// started since. No request of Secrets Manager may be made: [AwsAnswers] answers none.
final class EndpointParameterTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Bound GOAL = new Goal.Bound("web", "west", "west");
  private static final Instant CHANGED = Instant.parse("2026-11-20T12:00:00Z");
  private static final String NAME = "/shop/orders/address";

  private Optional<String> says = Optional.of("db.east");
  private String type = "String";
  private boolean made = true;
  private Instant begun = CHANGED.plusSeconds(1);

  private final AwsAnswers aws =
      new AwsAnswers()
          .to(GetParametersRequest.class, _ -> parameters())
          .to(PutParameterRequest.class, this::put)
          .to(DescribeDbInstancesRequest.class, it -> instance(it.dbInstanceIdentifier()))
          .to(DescribeServicesRequest.class, _ -> service())
          .to(UpdateServiceRequest.class, _ -> UpdateServiceResponse.builder().build());
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private final EcsBinding binding =
      new EcsBinding(
          new EcsServices(aws.clients(), new RegionSites<>("web", Map.of("west", site()))),
          new PresentClaim(placements, "shop"),
          Map.of(
              "orders",
              new RegionSites<>(
                  "orders",
                  Map.of(
                      "east",
                      PlainInstance.at("us-east-1", "db-e"),
                      "west",
                      PlainInstance.at("us-west-2", "db-w")))));

  private static EcsSite site() {
    return new EcsSite(
        "us-west-2", "shop", "web", List.of(), List.of(new EcsSite.Endpoint(NAME, "orders")));
  }

  @BeforeEach
  void claim() throws Exception {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east").claimedBy(RUN));
  }

  private GetParametersResponse parameters() {
    return GetParametersResponse.builder()
        .parameters(
            says.stream()
                .map(it ->
                    Parameter.builder()
                        .name(NAME)
                        .type(type)
                        .value(it)
                        .lastModifiedDate(CHANGED)
                        .build())
                .toList())
        .build();
  }

  private PutParameterResponse put(PutParameterRequest asked) {
    assertThat(asked.name()).isEqualTo(NAME);
    assertThat(asked.overwrite()).isTrue();
    assertThat(asked.typeAsString()).isEqualTo("String");
    says = Optional.of(asked.value());
    return PutParameterResponse.builder().build();
  }

  private DescribeDbInstancesResponse instance(String name) {
    var region = name.equals("db-e") ? "east" : "west";
    var found = DBInstance.builder().dbInstanceIdentifier(name);
    return DescribeDbInstancesResponse.builder()
        .dbInstances(
            made ? found.endpoint(it -> it.address("db." + region)).build() : found.build())
        .build();
  }

  private DescribeServicesResponse service() {
    return DescribeServicesResponse.builder()
        .services(
            Service.builder()
                .status("ACTIVE")
                .serviceName("web")
                .desiredCount(2)
                .runningCount(2)
                .pendingCount(0)
                .deployments(
                    Deployment.builder()
                        .status("PRIMARY")
                        .rolloutState("COMPLETED")
                        .createdAt(begun)
                        .build())
                .build())
        .build();
  }

  private void pursue(Goal.Bound goal) throws Exception {
    binding.pursue(goal, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1)));
  }

  private List<String> changes() {
    return aws.asked(SdkRequest.class).stream()
        .map(it -> it.getClass().getSimpleName())
        .filter(it -> it.startsWith("Update") || it.startsWith("Put"))
        .toList();
  }

  private void assertFault(Code code, String happened) throws Exception {
    assertThat(binding.preflight(GOAL))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            it -> {
              assertThat(it.problem().code()).isEqualTo(code);
              assertThat(it.problem().happened()).contains(happened);
            });
  }

  @Test
  void the_address_of_the_other_region_is_told_and_replaced_by_its_own() throws Exception {
    assertThat(binding.preflight(GOAL)).isEqualTo(Readiness.ready());
    assertThat(binding.observe(GOAL))
        .isInstanceOfSatisfying(
            Observation.Pending.class,
            it ->
                assertThat(it.why())
                    .isEqualTo("parameter /shop/orders/address says db.east, not db.west"));
    begun = CHANGED;

    pursue(GOAL);

    assertThat(says).contains("db.west");
    assertThat(changes()).containsExactly("PutParameterRequest", "UpdateServiceRequest");
    assertThat(binding.observe(GOAL))
        .as("not started since")
        .isInstanceOf(Observation.Pending.class);
    begun = CHANGED.plusSeconds(1);
    assertThat(binding.observe(GOAL)).isInstanceOf(Observation.Met.class);
    pursue(GOAL);
    assertThat(changes()).as("left alone").hasSize(2);
  }

  @Test
  void while_users_come_home_share_by_share_it_says_where_the_writer_is() throws Exception {
    says = Optional.of("db.west");

    pursue(new Goal.Bound("web", "west", "east"));

    assertThat(says).contains("db.east");
  }

  @Test
  void one_that_is_not_there_is_made() throws Exception {
    says = Optional.empty();
    assertThat(binding.preflight(GOAL)).isEqualTo(Readiness.ready());
    pursue(GOAL);
    assertThat(says).contains("db.west");
  }

  @Test
  void a_secret_is_never_overwritten() throws Exception {
    type = "SecureString";
    assertFault(Code.LB7010, "parameter /shop/orders/address in us-west-2 is a SecureString");
  }

  @Test
  void an_instance_without_an_address_is_waited_for() throws Exception {
    made = false;
    assertFault(Code.LB7009, "RDS tells no address of orders in west yet");
  }
}
