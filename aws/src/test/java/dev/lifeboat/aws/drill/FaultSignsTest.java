package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.rds.PlainInstance;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.Zones;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/// What AWS would heal, and by what it shows that something was broken.
final class FaultSignsTest {
  private static final Path EXAMPLE = Path.of("../examples/dr-lab-warm-standby/lifeboat.yaml");
  private static final Fault ZONE = new Fault.ZoneLost("database", "primary");
  private static final Fault TASKS = new Fault.Crashed("web", "primary");

  private final OneInstance rds = new OneInstance();
  private final Running running = new Running();

  private FaultSigns signs;

  @BeforeEach
  void create() throws Exception {
    Workload workload = AwsKeys.reader().read(EXAMPLE).orThrow().workload("dr-lab");
    var clients =
        new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
            .with((_, _) -> Optional.of(rds));
    var instances =
        new RdsInstances(
            clients,
            new RegionSites<>(
                "database", Map.of("primary", PlainInstance.at("ap-southeast-2", "dr-lab-db"))));
    var reconcilers =
        Reconcilers.forResources(workload.resources())
            .with(Goal.Running.class, Service.class, running)
            .build();
    signs = new FaultSigns(workload, reconcilers, Map.of("database", new Zones(instances)));
  }

  /// RDS with one instance.
  private static final class OneInstance implements RdsClient {
    private String zone = "ap-southeast-2a";
    private boolean multiAz = true;

    @Override
    public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
      var instance =
          DBInstance.builder()
              .dbInstanceIdentifier(request.dbInstanceIdentifier())
              .availabilityZone(zone)
              .multiAZ(multiAz)
              .build();
      return DescribeDbInstancesResponse.builder().dbInstances(instance).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /// As many tasks as are there.
  private static final class Running implements Reconciler<Goal.Running> {
    private int tasks = 2;

    @Override
    public Readiness preflight(Goal.Running goal) {
      return Readiness.ready();
    }

    @Override
    public Observation observe(Goal.Running goal) {
      return tasks < 0
          ? Observation.unreachable("no answer")
          : tasks == goal.instances()
              ? Observation.met("so many run")
              : Observation.pending("%d run".formatted(tasks));
    }

    @Override
    public void pursue(Goal.Running goal, Attempt attempt) {
      throw new IllegalStateException("a drill starts no task");
    }
  }

  @Test
  void a_zone_is_lost_once_rds_names_another_one() throws Exception {
    var sign = signs.before(ZONE).orElseThrow();

    assertThat(sign.shown().now()).isFalse();
    assertThat(sign.absent()).isEqualTo("dr-lab-db is still in ap-southeast-2a");
    rds.zone = "ap-southeast-2c";
    assertThat(sign.shown().now()).isTrue();
  }

  @Test
  void a_database_in_one_zone_alone_is_not_broken() {
    rds.multiAz = false;

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> signs.require(ZONE))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB2010);
          assertThat(refused.problem().happened()).contains("it is not Multi-AZ");
          assertThat(refused.problem().action())
              .contains("--db-instance-identifier dr-lab-db --multi-az", "ap-southeast-2");
        });
    assertThatExceptionOfType(ProblemException.class)
        .as("nor if it became so while the drill began")
        .isThrownBy(() -> signs.before(ZONE));
  }

  @Test
  void a_service_is_broken_once_it_lacks_a_task() throws Exception {
    var sign = signs.before(TASKS).orElseThrow();

    assertThat(sign.shown().now()).isFalse();
    assertThat(sign.absent()).isEqualTo("'web' was never seen without one of its 2");
    running.tasks = -1;
    assertThat(sign.shown().now()).as("nobody could look").isFalse();
    running.tasks = 0;
    assertThat(sign.shown().now()).isTrue();
  }

  @Test
  void a_service_that_does_not_run_as_planned_is_not_broken() {
    running.tasks = 3;

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> signs.require(TASKS))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB2010);
          assertThat(refused.problem().happened()).contains("3 run");
        });
  }

  @Test
  void what_lasts_as_long_as_its_experiment_needs_no_sign() throws Exception {
    rds.multiAz = false;
    running.tasks = 0;
    var lost = new Fault.RegionLost("primary");

    assertThatCode(() -> signs.require(lost)).doesNotThrowAnyException();
    assertThat(signs.before(lost)).isEmpty();
  }
}
