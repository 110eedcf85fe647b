package dev.lifeboat.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.Databases;
import dev.lifeboat.awstestbed.EcsTasks;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Tasks that learn the address of their database from a parameter, whatever their credentials are.
@ExtendWith(TestBed.InTests.class)
final class EndpointBindingTest extends AwsReconcilerContract<Goal.Bound> {
  private final EcsTasks tasks;
  private final Databases databases;
  private final SsmClient parameters;
  private final String parameter;
  private String before = "";

  EndpointBindingTest(TestBed bed) {
    super(bed);
    this.tasks = new EcsTasks(bed, clients);
    this.databases = new Databases(bed, clients);
    this.parameters = bed.patient(SsmClient.builder(), TestBed.RECOVERY);
    this.parameter = "/" + tasks.name() + "/address";
  }

  @BeforeEach
  void provision() {
    databases.createReplica(databases.createWriter("postgres"));
    var there = databases.recovery(databases.name()).endpoint().address();
    parameters.putParameter(it -> it.name(parameter).type(ParameterType.STRING).value(there));
    tasks.create();
    // It cannot be rotated where labels tell the tasks; here nobody minds.
    tasks.rotate();
    before = tasks.service().deployments().getFirst().id();
  }

  @Override
  protected Goal.Bound goal() {
    return new Goal.Bound("web", "west", "east");
  }

  @Override
  protected Reconciler<Goal.Bound> reconciler() {
    var site =
        new EcsSite(
            TestBed.RECOVERY,
            tasks.name(),
            tasks.name(),
            List.of(),
            List.of(new EcsSite.Endpoint(parameter, "orders")));
    return new EcsBinding(
        new EcsServices(clients, new RegionSites<>("web", Map.of("west", site))),
        claim(),
        Map.of("orders", databases.instances().sites()));
  }

  @Override
  protected String region() {
    return TestBed.RECOVERY;
  }

  @Override
  protected String service() {
    return "ecs";
  }

  @Override
  protected String operation() {
    return "UpdateService";
  }

  @Override
  protected boolean isLook(GatedCall call) {
    return super.isLook(call) || call.operation().equals("GetParameters");
  }

  /// The parameter says where the writer is, and the tasks that run are of one deployment, begun
  /// since.
  @Override
  protected void assertOneEffect() {
    assertThat(parameters.getParameter(it -> it.name(parameter)).parameter().value())
        .isEqualTo(databases.primary(databases.name()).endpoint().address());
    assertThat(tasks.service().deployments())
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isNotEqualTo(before));
  }

  @Test
  void no_credential_is_looked_at_or_changed() throws Exception {
    int first = bed.gate().calls().size();
    pursueUnlessItPasses(1);
    reach();
    assertThat(bed.gate().callsSince(first))
        .extracting(GatedCall::service)
        .contains("ssm", "ecs")
        .doesNotContain("secretsmanager");
    assertOneEffect();
  }
}
