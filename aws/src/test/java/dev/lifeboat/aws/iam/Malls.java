package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;

/// Plans of many workloads, each with a database, a service and a name of its own.
public final class Malls {
  private static final String KEPT = "$1$2$3$4east-$2$5west-$2$6edge: routes-edge-$2";

  private Malls() {}

  public static Plan of(int workloads) {
    return read(text(workloads));
  }

  /// Watched by functions, and moved by machines.
  public static Plan watched(int workloads) {
    return read(text(workloads).replace("trigger: manual", "trigger: approval"));
  }

  /// Looked at by a probe and an alarm.
  static Plan alarmed(int workloads) {
    var watch =
        " watch: { probe: { east: \"http://east/\", west: \"http://west/\" },"
            + " alarm: { east: east-out, west: west-out } } }";
    return read(text(workloads).replace("edge: routes-edge } }", "edge: routes-edge }," + watch));
  }

  /// Each with buckets of its own.
  public static Plan apart(int workloads) {
    var text =
        text(workloads)
            .replaceAll("(shop-)([0-9]+)(.*)(routes-)east(.*)west(.*)edge: routes-edge", KEPT);
    return read(text);
  }

  private static Plan read(String text) {
    return switch (AwsKeys.reader().read("plan.yaml", text)) {
      case PlanResult.Valid(var plan) -> plan;
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes());
    };
  }

  static String text(int workloads) {
    var text =
        new StringBuilder(
            """
            plan: mall
            regions:
              east: { provider: aws, role: primary, aws: { region: ap-southeast-2 } }
              west: { provider: aws, role: recovery, aws: { region: us-west-2 } }
              edge: { provider: aws, role: arbiter, aws: { region: eu-west-1 } }
            workloads:
            """);
    for (int i = 0; i < workloads; i++) {
      text.append(workload(i));
    }
    return text.toString();
  }

  private static String workload(int i) {
    return """
      mall-N:
        objectives: { rto: 30m, rpo: 5m }
        strategy: warm-standby
        resources:
          orders-N:
            type: database
            aws: { dbInstance: mall-database-N, logins: [shop] }
          web-N:
            type: service
            run: [shop]
            instances: { serving: 2, standby: 1 }
            uses: [orders-N]
            aws:
              cluster: mall-cluster
              ecsService: mall-service-N
              secrets: [mall-secret-N]
              targetGroup: arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/N/0123456789abcdef
          entry-N:
            type: traffic
            to: web-N
            mode: dns
            ttl: 60s
            aws: { name: shop-N.example.com, nameServers: [ns-1.awsdns-00.com], shares: true, bucket: { east: routes-east, west: routes-west, edge: routes-edge } }
        failover: { trigger: manual }
        failback: { shares: [5, 100], hold: 10m }
    """
        .replace("N", Integer.toString(i));
  }
}
