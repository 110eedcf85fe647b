package drlab;

import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/// Security groups of a region: who may reach whom. Each arrow stands here, on both of its ends,
/// and nowhere else.
final class RegionGroups extends Construct {
  static final int SERVICE_PORT = 8080;
  static final int DATABASE_PORT = 5432;

  private final SecurityGroup entrance;
  private final SecurityGroup tasks;
  private final SecurityGroup guards;
  private final SecurityGroup database;

  RegionGroups(Construct scope, Vpc vpc) {
    super(scope, "Groups");
    entrance = group(vpc, "Entrance", "The load balancer");
    tasks = group(vpc, "Tasks", "Tasks of the service");
    guards = group(vpc, "Guards", "Guards of Lifeboat, who keep the right to write");
    database = group(vpc, "Database", "The database");
    entrance.addIngressRule(Peer.anyIpv4(), Port.tcp(443), "Users");
    entrance.addIngressRule(Peer.anyIpv4(), Port.tcp(80), "Users, who are sent on to 443");
    arrow(entrance, tasks, SERVICE_PORT);
    arrow(tasks, database, DATABASE_PORT);
    arrow(guards, database, DATABASE_PORT);
    // AWS is asked by its public names: images, secrets and logs, tables of votes in three regions.
    tasks.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "AWS");
    guards.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "AWS");
  }

  SecurityGroup entrance() {
    return entrance;
  }

  SecurityGroup tasks() {
    return tasks;
  }

  SecurityGroup guards() {
    return guards;
  }

  SecurityGroup database() {
    return database;
  }

  private SecurityGroup group(Vpc vpc, String name, String description) {
    return SecurityGroup.Builder.create(this, name)
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  private static void arrow(SecurityGroup from, SecurityGroup to, int port) {
    from.addEgressRule(to, Port.tcp(port), "Out");
    to.addIngressRule(from, Port.tcp(port), "In");
  }
}
