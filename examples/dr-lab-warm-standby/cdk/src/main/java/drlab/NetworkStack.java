package drlab;

import java.util.List;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// A region's network in two zones, the same in both regions: load balancers in public subnets,
/// tasks in subnets with a way out, databases in subnets without one.
final class NetworkStack extends LabStack {
  static final String DATABASES = "databases";
  static final String TASKS = "tasks";

  private final Vpc vpc;
  private final RegionGroups groups;

  NetworkStack(Construct scope, String id, LabRegion place, LabSettings settings) {
    super(scope, id, place, settings, "Network of the " + place.word() + " region", false);
    vpc =
        Vpc.Builder.create(this, "Vpc")
            .vpcName(names().cluster(place))
            .ipAddresses(IpAddresses.cidr(place.cidr()))
            .availabilityZones(place.zones())
            .subnetConfiguration(
                List.of(
                    subnets("entrance", SubnetType.PUBLIC),
                    subnets(TASKS, SubnetType.PRIVATE_WITH_EGRESS),
                    subnets(DATABASES, SubnetType.PRIVATE_ISOLATED)))
            // One a zone: without its own, a zone would be lost with the other one's.
            .natGateways(place.zones().size())
            // Else a function of the CDK's would empty the default group, which nothing here is in.
            .restrictDefaultSecurityGroup(false)
            .build();
    var logs = LogGroup.Builder.create(this, "FlowLogs").retention(RetentionDays.ONE_MONTH).build();
    vpc.addFlowLog(
        "Flows",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(logs))
            .trafficType(FlowLogTrafficType.REJECT)
            .build());
    groups = new RegionGroups(this, vpc);
    Validations.of(this)
        .acknowledge(
            Acknowledgment.builder()
                .id("CloudFormation-Validate::W3010")
                .reason("Zones are named: looking them up needs an account")
                .build());
    tell("GuardSecurityGroupId", groups.guards().getSecurityGroupId());
  }

  Vpc vpc() {
    return vpc;
  }

  RegionGroups groups() {
    return groups;
  }

  private static SubnetConfiguration subnets(String name, SubnetType type) {
    return SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(20).build();
  }
}
