package dev.lifeboat.assess;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Drawing, in characters, of what stands of one workload in both regions under a strategy.
public final class ArchitectureSketch {
  private ArchitectureSketch() {}

  private record Row(String name, String home, String between, String away) {}

  /// A title, the regions, and a line for each resource, in the order of the plan.
  public static String of(Workload workload, Strategy strategy, RegionPair regions) {
    var rows = new ArrayList<Row>();
    rows.add(new Row("", regions.primary(), "", regions.recovery()));
    workload.resources().values().forEach(it -> rows.add(row(it, strategy)));
    int names = rows.stream().mapToInt(it -> it.name().length()).max().orElse(0);
    int homes = rows.stream().mapToInt(it -> it.home().length()).max().orElse(0);
    int betweens = rows.stream().mapToInt(it -> it.between().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    lines.add(strategy.word());
    for (var row : rows) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-" + (names + 2) + "s%-" + (homes + 2) + "s%-" + (betweens + 2) + "s%s",
                  row.name(),
                  row.home(),
                  row.between(),
                  row.away())
              .stripTrailing());
    }
    return String.join("\n", lines);
  }

  /// All four, from least to most.
  public static List<String> all(Workload workload, RegionPair regions) {
    return List.of(Strategy.values()).stream().map(it -> of(workload, it, regions)).toList();
  }

  private static Row row(Resource resource, Strategy strategy) {
    return switch (resource) {
      case Traffic traffic -> new Row(traffic.name(), "leads users", "", entry(strategy));
      case Service service ->
          new Row(
              service.name(),
              service.instances().serving() + " serving",
              "",
              instances(service.instances(), strategy));
      case Database database ->
          new Row(
              database.name(),
              "takes writes",
              arrow(database.replication(), strategy),
              db(strategy));
      case Bucket bucket ->
          new Row(
              bucket.name(),
              "takes objects",
              arrow(bucket.replication(), strategy),
              strategy == Strategy.ACTIVE_ACTIVE ? "takes objects" : "copy");
    };
  }

  private static String entry(Strategy strategy) {
    return switch (strategy) {
      case BACKUP_AND_RESTORE -> "built once the region is lost";
      case PILOT_LIGHT, WARM_STANDBY -> "ready";
      case ACTIVE_ACTIVE -> "leads users";
    };
  }

  private static String instances(Service.Instances instances, Strategy strategy) {
    int serving = instances.serving();
    return switch (strategy) {
      case BACKUP_AND_RESTORE -> "built once the region is lost";
      case PILOT_LIGHT -> "none; %d started once the region is lost".formatted(serving);
      case WARM_STANDBY ->
          "%d on standby; %d once the region is lost"
              .formatted(Math.max(1, instances.standby()), serving);
      case ACTIVE_ACTIVE -> serving + " serving";
    };
  }

  private static String db(Strategy strategy) {
    return switch (strategy) {
      case BACKUP_AND_RESTORE -> "backups, restored once the region is lost";
      case PILOT_LIGHT, WARM_STANDBY -> "replica, promoted once the region is lost";
      case ACTIVE_ACTIVE -> "takes writes";
    };
  }

  private static String arrow(Replication replication, Strategy strategy) {
    return switch (strategy) {
      case BACKUP_AND_RESTORE -> "-- now and then -->";
      case PILOT_LIGHT, WARM_STANDBY ->
          replication == Replication.ASYNCHRONOUS ? "-- later -->" : "-- at once -->";
      case ACTIVE_ACTIVE -> "<-- both ways -->";
    };
  }
}
