package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.aws.ecs.EcsCapacity;
import dev.lifeboat.aws.ecs.EcsServices;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Service.Instances;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
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
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/// A service that cannot be taken to zero keeps no database open.
final class DrainThenFenceTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Fenced GOAL = new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE);

  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private final AwsAnswers ecs =
      new AwsAnswers().to(UpdateServiceRequest.class, _ -> UpdateServiceResponse.builder().build());
  private final Closing closing = new Closing();

  private DrainThenFence fence() {
    var site = new EcsSite("us-east-1", "shop", "web", List.of(), List.of());
    var services = new EcsServices(ecs.clients(), new RegionSites<>("web", Map.of("east", site)));
    var web = new EcsCapacity(services, new PresentClaim(placements, "shop"), new Instances(2, 0));
    return new DrainThenFence(closing, Map.of("web", web));
  }

  /// Closes a database in as many requests as a test says.
  private static final class Closing implements Reconciler<Goal.Fenced> {
    private int requests;
    private Optional<Problem> problem = Optional.empty();

    @Override
    public Readiness preflight(Goal.Fenced goal) {
      return Readiness.ready();
    }

    @Override
    public Observation observe(Goal.Fenced goal) {
      return Observation.metIf(requests > 0, "closed");
    }

    @Override
    public void pursue(Goal.Fenced goal, Attempt attempt) throws ProblemException {
      requests++;
      if (problem.isPresent()) {
        throw problem.get().asException();
      }
    }
  }

  @BeforeEach
  void claim() throws Exception {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east").claimedBy(RUN));
  }

  private void answer(Service... found) {
    ecs.to(
        DescribeServicesRequest.class,
        _ -> DescribeServicesResponse.builder().services(found).build());
  }

  private void silence() {
    ecs.to(
        DescribeServicesRequest.class,
        _ -> {
          throw SdkClientException.create("no way there");
        });
  }

  private void pursue() throws Exception {
    fence().pursue(GOAL, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1)));
  }

  private void assertTold(String... words) {
    closing.problem = Optional.of(Problem.passing(Code.LB3001, "orders is being closed", "m", "a"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(this::pursue)
        .satisfies(it -> {
          assertThat(it.problem().code()).isEqualTo(Code.LB3001);
          assertThat(it.problem().retry()).isEqualTo(Problem.Retry.LATER);
          assertThat(it.problem().happened()).startsWith("orders is being closed").contains(words);
        });
  }

  @Test
  void a_service_that_was_deleted_keeps_no_database_open() throws Exception {
    answer();
    pursue();
    assertThat(fence().observe(GOAL)).isEqualTo(Observation.met("closed"));
    assertTold("'web' was not taken to zero", "us-east-1 has no active service 'web'");
  }

  @Test
  void while_ecs_alone_is_silent_the_database_is_closed() throws Exception {
    silence();
    pursue();
    assertThat(fence().observe(GOAL)).isEqualTo(Observation.met("closed"));
    assertTold("'web' was not taken to zero", "does not answer");
  }

  @Test
  void a_service_is_taken_to_zero_first() throws Exception {
    answer(
        Service.builder()
            .status("ACTIVE")
            .desiredCount(2)
            .runningCount(2)
            .pendingCount(0)
            .deployments(Deployment.builder().status("PRIMARY").build())
            .build());
    pursue();
    assertThat(ecs.asked(UpdateServiceRequest.class))
        .extracting(UpdateServiceRequest::desiredCount)
        .containsExactly(0);
    assertThat(closing.requests).isOne();
  }
}
