package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;

/// Mermaid chart of one workload on AWS: what stands in each region by the names of the account,
/// what is copied, and where users are led.
record PlanDrawing(Plan plan, Workload workload) {

  /// Ends with a line feed.
  String text() {
    var chart = new StringBuilder(1024).append("flowchart TD\n");
    workload.resources(Traffic.class).forEach(it -> entry(it, chart));
    for (var region : plan.regions().values()) {
      chart.append("  subgraph %s[\"%s\"]\n".formatted(region.name(), title(region)));
      for (var resource : workload.resources().values()) {
        chart.append(box(resource, region));
      }
      if (region.role() == Region.Role.ARBITER) {
        chart.append("    %s_vote[\"third vote\"]\n".formatted(region.name()));
      }
      chart.append("  end\n");
    }
    workload.stores().forEach(it -> copy(it, chart));
    workload.resources(Service.class).forEach(it -> uses(it, chart));
    return chart.toString();
  }

  private static String title(Region region) {
    return "%s: %s".formatted(region.name(), AwsRegion.nameOf(region));
  }

  private static String id(Region region, String resource) {
    return "%s_%s".formatted(region.name(), resource).replace('-', '_');
  }

  private void entry(Traffic traffic, StringBuilder chart) {
    var aws = AwsTraffic.of(traffic).orElseThrow();
    var way =
        switch (aws.way()) {
          case AwsTraffic.Objects _ -> "Route 53";
          case AwsTraffic.Accelerator _ -> "Global Accelerator";
        };
    chart.append("  users([\"users of %s\"])\n".formatted(aws.name()));
    chart.append("  users -->|%s| %s\n".formatted(way, id(plan.primary(), traffic.to())));
    chart.append("  users -.->|after a move| %s\n".formatted(id(plan.recovery(), traffic.to())));
  }

  /// Empty for what no region has of its own.
  private String box(Resource resource, Region region) {
    if (region.role() == Region.Role.ARBITER) {
      return "";
    }
    return switch (resource) {
      case Traffic _ -> "";
      case Database it ->
          "    %s[(\"%s: %s<br/>%s\")]\n"
              .formatted(
                  id(region, it.name()),
                  it.name(),
                  it.engine().word(),
                  named(AwsDatabase.of(it).orElseThrow().dbInstance(), region));
      case Bucket it ->
          "    %s[/\"%s<br/>%s\"/]\n"
              .formatted(
                  id(region, it.name()),
                  it.name(),
                  named(it.values().find(AwsBucket.class).orElseThrow().bucket(), region));
      case Service it ->
          "    %s[\"%s: %s<br/>%s\"]\n"
              .formatted(
                  id(region, it.name()), it.name(), instances(it, region), place(it, region));
    };
  }

  private String instances(Service service, Region region) {
    if (region.role() == Region.Role.PRIMARY) {
      return Integer.toString(service.instances().serving());
    }
    int ready =
        workload.strategy() == Strategy.BACKUP_AND_RESTORE ? 0 : service.instances().standby();
    return ready == 0 ? "none until a move" : Integer.toString(ready);
  }

  private static String place(Service service, Region region) {
    var aws = service.values().find(AwsService.class).orElseThrow();
    return aws.autoScalingGroup()
        .map(it -> "group " + named(it, region))
        .orElseGet(() ->
            "ECS %s/%s"
                .formatted(
                    named(aws.cluster().orElseThrow(), region),
                    aws.ecsService().map(it -> named(it, region)).orElse(service.name())));
  }

  private static String named(PerRegion names, Region region) {
    return names.in(region.name()).orElseThrow();
  }

  private void copy(Resource store, StringBuilder chart) {
    var label =
        switch (store) {
          case Bucket _ -> "S3 replicates";
          case Database _ when workload.strategy() == Strategy.BACKUP_AND_RESTORE -> "restored";
          case Database _, Service _, Traffic _ -> "replica";
        };
    chart.append(
        "  %s -.->|%s| %s\n"
            .formatted(id(plan.primary(), store.name()), label, id(plan.recovery(), store.name())));
  }

  private void uses(Service service, StringBuilder chart) {
    for (var used : service.uses()) {
      for (var region : plan.regions().values()) {
        if (region.role() != Region.Role.ARBITER) {
          chart.append("  %s --> %s\n".formatted(id(region, service.name()), id(region, used)));
        }
      }
    }
  }
}
