package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.ecs.EcsServices;
import dev.lifeboat.aws.ecs.EcsSite;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// One test's service on ECS, in one region of its plan: one task, bound to the stores of its own
/// region.
public final class EcsTasks {
  /// What follows a service's name in that of its secret.
  static final String SECRET_OF = "-orders";

  private final EcsClient ecs;
  private final SecretsManagerClient secrets;
  private final TestBed bed;
  private final AwsClients clients;
  private final String region;
  private final String awsRegion;
  private final String name;
  private final EcsServices services;

  /// @param clients what is tested goes through; what is prepared passes the gate by
  public EcsTasks(TestBed bed, AwsClients clients) {
    this(
        bed,
        clients,
        "west",
        TestBed.RECOVERY,
        "web-" + UUID.randomUUID().toString().substring(0, 8));
  }

  private EcsTasks(TestBed bed, AwsClients clients, String region, String awsRegion, String name) {
    this.bed = bed;
    this.clients = clients;
    this.region = region;
    this.awsRegion = awsRegion;
    this.name = name;
    this.ecs = bed.patient(EcsClient.builder(), awsRegion);
    this.secrets = bed.patient(SecretsManagerClient.builder(), awsRegion);
    this.services =
        new EcsServices(
            clients,
            new RegionSites<>(
                "web", Map.of(region, new EcsSite(awsRegion, name, name, List.of(secret())))));
  }

  /// The same service in the primary region, `east`.
  public EcsTasks inPrimary() {
    return new EcsTasks(bed, clients, "east", TestBed.PRIMARY, name);
  }

  public EcsServices services() {
    return services;
  }

  public String name() {
    return name;
  }

  public String secret() {
    return name + SECRET_OF;
  }

  /// As a provisioned plan has it, and at rest.
  public void create() {
    create(Map.of("east", "never-to-be-read-1", "west", "never-to-be-read-2"));
  }

  /// As above.
  ///
  /// @param secrets the values of the secret, by the region whose stores they name
  public void create(Map<String, String> secrets) {
    stageSecret(secrets);
    var container = ContainerDefinition.builder().name("web").image("web:1").memory(128).build();
    ecs.createCluster(it -> it.clusterName(name));
    ecs.registerTaskDefinition(it -> it.family(name).containerDefinitions(container));
    ecs.createService(
        it -> it.cluster(name).serviceName(name).taskDefinition(name).desiredCount(1));
    while (service().runningCount() < 1) {
      LookPause.pass(); // Each look brings it nearer.
    }
  }

  /// A version for each region; no test may ever find their values again.
  private void stageSecret(Map<String, String> values) {
    var east = secrets.createSecret(it -> it.name(secret()).secretString(values.get("east")));
    label("east", east.versionId());
    secrets.putSecretValue(
        it -> it.secretId(secret()).secretString(values.get("west")).versionStages("west"));
    label(EcsBinding.BOUND, version(region));
  }

  private void label(String label, String version) {
    secrets.updateSecretVersionStage(
        it -> it.secretId(secret()).versionStage(label).moveToVersionId(version));
  }

  /// Tasks are started from `image` from now on.
  public void use(String image) {
    var container = ContainerDefinition.builder().name("web").image(image).memory(128).build();
    ecs.registerTaskDefinition(it -> it.family(name).containerDefinitions(container));
    ecs.updateService(it -> it.cluster(name).service(name).taskDefinition(name));
  }

  /// Tasks are started with a variable `URL` from now on, whose value is where `valueFrom` says.
  public void take(String valueFrom) {
    var container =
        ContainerDefinition.builder()
            .name("web")
            .image("web:1")
            .memory(128)
            .secrets(Secret.builder().name("URL").valueFrom(valueFrom).build())
            .build();
    ecs.registerTaskDefinition(it -> it.family(name).containerDefinitions(container));
    ecs.updateService(it -> it.cluster(name).service(name).taskDefinition(name));
  }

  /// A parameter that no test may ever find the value of.
  public void putParameter(String parameter) {
    bed.patient(SsmClient.builder(), TestBed.RECOVERY)
        .putParameter(
            it -> it.name(parameter).type(ParameterType.SECURE_STRING).value("never-to-be-read-4"));
  }

  /// Tasks that start read the version of `region`.
  public void bind(String region) {
    var bound = version(EcsBinding.BOUND);
    secrets.updateSecretVersionStage(it ->
        it.secretId(secret())
            .versionStage(EcsBinding.BOUND)
            .removeFromVersionId(bound)
            .moveToVersionId(version(region)));
  }

  /// ECS registers its tasks in `targetGroup` from now on, and replaces those that are not healthy
  /// there.
  public void registerIn(String targetGroup) {
    var balanced =
        LoadBalancer.builder()
            .targetGroupArn(targetGroup)
            .containerName("web")
            .containerPort(8080)
            .build();
    ecs.updateService(it -> it.cluster(name).service(name).loadBalancers(balanced));
  }

  /// Its secret is rotated from now on.
  public void rotate() {
    secrets.rotateSecret(it ->
        it.secretId(secret())
            .rotateImmediately(false)
            .rotationRules(rules -> rules.automaticallyAfterDays(30L)));
  }

  /// Its secret is a copy of the one in the primary region from now on.
  public void replaceByReplica() {
    deleteSecret();
    bed.patient(SecretsManagerClient.builder(), TestBed.PRIMARY)
        .replicateSecretToRegions(it ->
            it.secretId(secret())
                .addReplicaRegions(ReplicaRegionType.builder().region(TestBed.RECOVERY).build()));
  }

  public void deleteReplica() {
    bed.patient(SecretsManagerClient.builder(), TestBed.PRIMARY)
        .removeRegionsFromReplication(
            it -> it.secretId(secret()).removeReplicaRegions(TestBed.RECOVERY));
  }

  /// Another version, with a label.
  public void stage(String label) {
    secrets.putSecretValue(
        it -> it.secretId(secret()).secretString("never-to-be-read-5").versionStages(label));
  }

  /// Simulated: Application Auto Scaling holds the service at `tasks` from now on.
  public void track(int tasks) {
    ecs.updateService(it -> it.cluster(name).service(name).desiredCount(tasks));
    ecs.tagResource(it ->
        it.resourceArn(service().serviceArn())
            .tags(Tag.builder().key("simulated-tracked").value(Integer.toString(tasks)).build()));
    while (service().runningCount() < tasks) {
      LookPause.pass();
    }
  }

  /// Application Auto Scaling keeps the service between these from now on.
  ///
  /// @param growsAlone whether no policy takes tasks away
  public void limit(int least, int most, boolean growsAlone) {
    bed.patient(ApplicationAutoScalingClient.builder(), awsRegion)
        .registerScalableTarget(it ->
            it.serviceNamespace(ServiceNamespace.ECS)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .resourceId(EcsSite.scaled(name, name))
                .minCapacity(least)
                .maxCapacity(most)
                .suspendedState(s -> s.dynamicScalingInSuspended(growsAlone)));
  }

  public void deleteSecret() {
    secrets.deleteSecret(it -> it.secretId(secret()).forceDeleteWithoutRecovery(true));
  }

  /// Takes the label of a region away, as if its version had never been staged.
  public void unstage(String region) {
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
  public List<String> bound() {
    return secrets
        .describeSecret(it -> it.secretId(secret()))
        .versionIdsToStages()
        .get(version(EcsBinding.BOUND));
  }

  public void delete() {
    ecs.deleteService(it -> it.cluster(name).service(name).force(true));
  }

  public Service service() {
    return ecs.describeServices(it -> it.cluster(name).services(name)).services().getFirst();
  }
}
