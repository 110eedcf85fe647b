package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.autoscaling.Groups;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/// One test's Auto Scaling group, in one region of its plan: a pilot light, with no instance and
/// room for one.
public final class Instances {
  private final AutoScalingClient scaling;
  private final TestBed bed;
  private final AwsClients clients;
  private final String awsRegion;
  private final String name;
  private final Groups groups;

  /// @param clients what is tested goes through; what is prepared passes the gate by
  public Instances(TestBed bed, AwsClients clients) {
    this(
        bed,
        clients,
        "west",
        TestBed.RECOVERY,
        "lamp-" + UUID.randomUUID().toString().substring(0, 8));
  }

  private Instances(TestBed bed, AwsClients clients, String region, String awsRegion, String name) {
    this.bed = bed;
    this.clients = clients;
    this.awsRegion = awsRegion;
    this.name = name;
    this.scaling = bed.patient(AutoScalingClient.builder(), awsRegion);
    this.groups =
        new Groups(
            clients, new RegionSites<>("web", Map.of(region, new GroupSite(awsRegion, name))));
  }

  /// The same group in the primary region, `east`.
  Instances inPrimary() {
    return new Instances(bed, clients, "east", TestBed.PRIMARY, name);
  }

  public Groups groups() {
    return groups;
  }

  public String name() {
    return name;
  }

  public void create() {
    scaling.createLaunchConfiguration(
        it -> it.launchConfigurationName(name).imageId("ami-12c6146b").instanceType("t4g.micro"));
    scaling.createAutoScalingGroup(it ->
        it.autoScalingGroupName(name)
            .launchConfigurationName(name)
            .availabilityZones(awsRegion + "a")
            .minSize(0)
            .desiredCapacity(0)
            .maxSize(1));
  }

  /// Instances are started from `image` from now on.
  public void use(String image) {
    var other = name + "-" + image;
    scaling.createLaunchConfiguration(
        it -> it.launchConfigurationName(other).imageId(image).instanceType("t4g.micro"));
    scaling.updateAutoScalingGroup(
        it -> it.autoScalingGroupName(name).launchConfigurationName(other));
  }

  /// As many run as a policy of the group has it grown to.
  public void growTo(int instances) {
    scaling.updateAutoScalingGroup(
        it -> it.autoScalingGroupName(name).maxSize(instances).desiredCapacity(instances));
    while (group().instances().stream()
            .filter(it -> "InService".equals(it.lifecycleStateAsString()))
            .count()
        < instances) {
      LookPause.pass(); // Each look brings it nearer.
    }
  }

  /// Its owner writes how few and how many it may have.
  public void limit(int min, int max) {
    scaling.updateAutoScalingGroup(it -> it.autoScalingGroupName(name).minSize(min).maxSize(max));
  }

  /// Those that `targetGroup` finds unhealthy are replaced from now on.
  public void judgedBy(String targetGroup) {
    scaling.attachLoadBalancerTargetGroups(
        it -> it.autoScalingGroupName(name).targetGroupARNs(targetGroup));
    scaling.updateAutoScalingGroup(it -> it.autoScalingGroupName(name).healthCheckType("ELB"));
  }

  public void suspendLaunches() {
    scaling.suspendProcesses(it -> it.autoScalingGroupName(name).scalingProcesses("Launch"));
  }

  public void delete() {
    scaling.deleteAutoScalingGroup(it -> it.autoScalingGroupName(name).forceDelete(true));
  }

  public AutoScalingGroup group() {
    return scaling
        .describeAutoScalingGroups(it -> it.autoScalingGroupNames(name))
        .autoScalingGroups()
        .getFirst();
  }
}
