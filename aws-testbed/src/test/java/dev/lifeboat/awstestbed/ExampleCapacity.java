package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// What the services of a plan run on in an account, at rest: all that serves at home, what stands
/// by elsewhere.
record ExampleCapacity(TestBed bed, Plan plan, AwsSites sites) {
  /// Of every account.
  private static final String IMAGE = "ami-12c6146b";

  private static final int ROOM = 4;

  /// @param bound whether tasks are told of the stores of their region by labels
  void create(boolean bound) {
    for (var site : sites.tasks().values()) {
      site.byRegion()
          .forEach((region, in) ->
              in.secrets().forEach(it -> createSecret(region, in.awsRegion(), it, bound)));
    }
    for (var region : both()) {
      sites.tasks().forEach((name, of) -> create(of.in(region), wanted(name, region)));
      sites.groups().forEach((name, of) -> create(of.in(region), wanted(name, region)));
    }
  }

  /// What the example's own stack made comes to run.
  void takeApplied() {
    for (var region : both()) {
      sites.tasks().forEach((name, of) -> await(of.in(region), wanted(name, region)));
      sites.groups().forEach((name, of) -> await(of.in(region), wanted(name, region)));
    }
  }

  private void await(EcsSite site, int tasks) {
    while (running(site) < tasks) {
      LookPause.pass(); // Each look brings it nearer.
    }
  }

  private void await(GroupSite site, int instances) {
    while (running(site) < instances) {
      LookPause.pass();
    }
  }

  private List<String> both() {
    return List.of(plan.primary().name(), plan.recovery().name());
  }

  private int wanted(String service, String region) {
    var instances =
        plan.resources(Service.class).stream()
            .filter(it -> it.name().equals(service))
            .findFirst()
            .orElseThrow()
            .instances();
    return region.equals(plan.primary().name()) ? instances.serving() : instances.standby();
  }

  private void create(EcsSite site, int tasks) {
    var ecs = bed.patient(EcsClient.builder(), site.awsRegion());
    var container = ContainerDefinition.builder().name("web").image("web:1").memory(128).build();
    ecs.createCluster(it -> it.clusterName(site.cluster()));
    ecs.registerTaskDefinition(it -> it.family(site.service()).containerDefinitions(container));
    ecs.createService(it ->
        it.cluster(site.cluster())
            .serviceName(site.service())
            .taskDefinition(site.service())
            .desiredCount(tasks));
    await(site, tasks);
  }

  /// A version for each region, which no test may ever find the value of.
  private void createSecret(String region, String awsRegion, String secret, boolean bound) {
    var secrets = bed.patient(SecretsManagerClient.builder(), awsRegion);
    secrets.createSecret(it -> it.name(secret).secretString("never-to-be-read"));
    if (!bound) {
      return;
    }
    var versions = new LinkedHashMap<String, String>();
    for (var each : both()) {
      versions.put(
          each,
          secrets
              .putSecretValue(it ->
                  it.secretId(secret).secretString("never-to-be-read-" + each).versionStages(each))
              .versionId());
    }
    secrets.updateSecretVersionStage(it ->
        it.secretId(secret).versionStage(EcsBinding.BOUND).moveToVersionId(versions.get(region)));
  }

  private int running(EcsSite site) {
    return bed.patient(EcsClient.builder(), site.awsRegion())
        .describeServices(it -> it.cluster(site.cluster()).services(site.service()))
        .services()
        .getFirst()
        .runningCount();
  }

  private void create(GroupSite site, int instances) {
    var scaling = bed.patient(AutoScalingClient.builder(), site.awsRegion());
    scaling.createLaunchConfiguration(
        it -> it.launchConfigurationName(site.group()).imageId(IMAGE).instanceType("t4g.micro"));
    scaling.createAutoScalingGroup(it ->
        it.autoScalingGroupName(site.group())
            .launchConfigurationName(site.group())
            .availabilityZones(site.awsRegion() + "a")
            .minSize(instances)
            .desiredCapacity(instances)
            .maxSize(ROOM));
    await(site, instances);
  }

  private int running(GroupSite site) {
    return (int)
        bed
            .patient(AutoScalingClient.builder(), site.awsRegion())
            .describeAutoScalingGroups(it -> it.autoScalingGroupNames(site.group()))
            .autoScalingGroups()
            .getFirst()
            .instances()
            .stream()
            .filter(it -> "InService".equals(it.lifecycleStateAsString()))
            .count();
  }

  /// How much of each service runs in `region`, by the services' names.
  Map<String, Integer> running(String region) {
    var running = new LinkedHashMap<String, Integer>();
    sites.tasks().forEach((name, of) -> running.put(name, running(of.in(region))));
    sites.groups().forEach((name, of) -> running.put(name, running(of.in(region))));
    return running;
  }
}
