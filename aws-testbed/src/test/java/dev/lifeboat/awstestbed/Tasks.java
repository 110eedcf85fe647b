package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.ecs.EcsServices;
import dev.lifeboat.aws.ecs.EcsSite;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// One test's service on ECS, in the recovery region `west` of its plan: one task, bound to the
/// stores of its own region.
final class Tasks {
  private final EcsClient ecs;
  private final SecretsManagerClient secrets;
  private final String name = "web-" + UUID.randomUUID().toString().substring(0, 8);
  private final EcsServices services;

  /// @param clients what is tested goes through; what is prepared passes the gate by
  Tasks(TestBed bed, AwsClients clients) {
    this.ecs = bed.patient(EcsClient.builder(), TestBed.RECOVERY);
    this.secrets = bed.patient(SecretsManagerClient.builder(), TestBed.RECOVERY);
    this.services =
        new EcsServices(
            clients,
            "web",
            Map.of("west", new EcsSite(TestBed.RECOVERY, name, name, List.of(secret()))));
  }

  EcsServices services() {
    return services;
  }

  String name() {
    return name;
  }

  String secret() {
    return name + "-orders";
  }

  /// As a provisioned plan has it, and at rest.
  void create() {
    stageSecret();
    var container = ContainerDefinition.builder().name("web").image("web:1").memory(128).build();
    ecs.createCluster(it -> it.clusterName(name));
    ecs.registerTaskDefinition(it -> it.family(name).containerDefinitions(container));
    ecs.createService(
        it -> it.cluster(name).serviceName(name).taskDefinition(name).desiredCount(1));
    while (service().runningCount() < 1) {
      // Each look brings it nearer.
    }
  }

  /// A version for each region; their values are such that no test may ever find them again.
  private void stageSecret() {
    var east = secrets.createSecret(it -> it.name(secret()).secretString("never-to-be-read-1"));
    label("east", east.versionId());
    secrets.putSecretValue(it ->
        it.secretId(secret())
            .secretString("never-to-be-read-2")
            .versionStages("west", EcsBinding.BOUND));
  }

  private void label(String label, String version) {
    secrets.updateSecretVersionStage(
        it -> it.secretId(secret()).versionStage(label).moveToVersionId(version));
  }

  /// Takes the label of a region away, as if its version had never been staged.
  void unstage(String region) {
    secrets.updateSecretVersionStage(
        it -> it.secretId(secret()).versionStage(region).removeFromVersionId(version(region)));
  }

  private String version(String label) {
    return secrets
        .describeSecret(it -> it.secretId(secret()))
        .versionIdsToStages()
        .entrySet()
        .stream()
        .filter(it -> it.getValue().contains(label))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /// The labels of the version that tasks read.
  List<String> bound() {
    return secrets
        .describeSecret(it -> it.secretId(secret()))
        .versionIdsToStages()
        .get(version(EcsBinding.BOUND));
  }

  void delete() {
    ecs.deleteService(it -> it.cluster(name).service(name).force(true));
  }

  Service service() {
    return ecs.describeServices(it -> it.cluster(name).services(name)).services().getFirst();
  }
}
