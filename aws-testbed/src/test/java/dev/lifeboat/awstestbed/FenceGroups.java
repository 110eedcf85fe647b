package dev.lifeboat.awstestbed;

import software.amazon.awssdk.services.ec2.Ec2Client;

/// Security groups of one region, by which an instance is closed or not.
public final class FenceGroups {
  private static final String ANYBODY = "0.0.0.0/0";

  private final Ec2Client ec2;

  /// Of the primary region.
  public FenceGroups(TestBed bed) {
    this(bed, TestBed.PRIMARY);
  }

  FenceGroups(TestBed bed, String awsRegion) {
    this.ec2 = bed.patient(Ec2Client.builder(), awsRegion);
  }

  /// One without a rule by which somebody gets in.
  public String create(String name) {
    return ec2.createSecurityGroup(it -> it.groupName(name).description(name)).groupId();
  }

  /// One by which everybody does.
  public String createOpen(String name) {
    var group = create(name);
    open(group);
    return group;
  }

  public void open(String group) {
    ec2.authorizeSecurityGroupIngress(
        it -> it.groupId(group).ipProtocol("tcp").fromPort(5432).toPort(5432).cidrIp(ANYBODY));
  }
}
