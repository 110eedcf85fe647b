package dev.lifeboat.provision;

import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.plan.Copies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Action of an experiment of AWS FIS, which breaks targets of its own.
///
/// @param id as "AWS FIS Actions reference" has it
/// @param kind what the action calls its targets
record ExperimentAction(
    String name, String id, Map<String, String> parameters, String kind, Target target) {
  /// Key of a tag on the subnets of services, guards and databases of a workload, its value.
  static final String DRILLED = "lifeboat:drilled";

  /// The same on those of its databases alone.
  static final String DRILLED_DATA = "lifeboat:drilled-data";

  /// After which a network is as before, whether or not whoever drilled still lives.
  private static final Duration CUT = Duration.ofMinutes(30);

  /// All that bear these tags or ARNs, or run there.
  record Target(
      String type, List<String> arns, Map<String, String> tags, Map<String, String> parameters) {
    Target {
      arns = List.copyOf(arns);
      tags = Copies.ordered(new TreeMap<>(tags));
      parameters = Copies.ordered(new TreeMap<>(parameters));
    }
  }

  ExperimentAction {
    parameters = Copies.ordered(new TreeMap<>(parameters));
  }

  /// Nobody reaches subnets that bear a tag.
  static ExperimentAction cut(String tag, String workload) {
    return new ExperimentAction(
        "cut",
        "aws:network:disrupt-connectivity",
        Map.of("duration", CUT.toString(), "scope", "all"),
        "Subnets",
        new Target("aws:ec2:subnet", List.of(), Map.of(tag, workload), Map.of()));
  }

  /// Every task of a service stops; ECS starts others.
  static ExperimentAction stop(String service, EcsSite site) {
    return new ExperimentAction(
        "stop-" + service,
        "aws:ecs:stop-task",
        Map.of(),
        "Tasks",
        new Target(
            "aws:ecs:task",
            List.of(),
            Map.of(),
            Map.of("cluster", site.clusterName(), "service", site.service())));
  }

  /// The standby in another zone takes over.
  static ExperimentAction reboot(String database, String arn) {
    return new ExperimentAction(
        "reboot-" + database,
        "aws:rds:reboot-db-instances",
        Map.of("forceFailover", "true"),
        "DBInstances",
        new Target("aws:rds:db", List.of(arn), Map.of(), Map.of()));
  }
}
