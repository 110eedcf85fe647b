package dev.lifeboat.scenario;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.util.List;
import java.util.stream.Collectors;

/// A disaster that a drill rehearses: what it breaks, and how the workload has to recover.
public enum Scenario {
  REGION_LOSS(
      "region-loss", Recovery.FAILOVER, "every process of the primary region is killed at once"),
  REGION_HANG("region-hang", Recovery.FAILOVER, "every process of the primary region is frozen"),
  REGION_SILENT(
      "region-silent",
      Recovery.FAILOVER,
      "the primary region is cut off from everybody and lives on"),
  DATABASE_LOSS(
      "database-loss", Recovery.FAILOVER, "the primary's database is killed and stays down"),
  /// One store of several is no majority, so the watch decides nothing: a person does.
  BUCKET_LOSS("bucket-loss", Recovery.FAILOVER, "the primary's bucket is killed and stays down"),
  SERVICE_LOSS(
      "service-loss", Recovery.HEALED, "every instance of the primary's service is killed at once"),
  FRONT_DOOR_LOSS("front-door-loss", Recovery.HEALED, "the front door at the edge is killed");

  private final String word;
  private final Recovery recovery;
  private final String breaks;

  Scenario(String word, Recovery recovery, String breaks) {
    this.word = word;
    this.recovery = recovery;
    this.breaks = breaks;
  }

  /// Every scenario there is, in the order in which `drill --all` holds them.
  public static List<Scenario> all() {
    return List.of(values());
  }

  /// The words of all scenarios, as they can be typed.
  public static List<String> words() {
    return all().stream().map(Scenario::word).toList();
  }

  /// The scenario that `word` names.
  ///
  /// @throws ProblemException LB1003 with the words there are
  public static Scenario named(String word) throws ProblemException {
    for (var scenario : values()) {
      if (scenario.word.equals(word)) {
        return scenario;
      }
    }
    throw Problem.lasting(
            Code.LB1003,
            "no scenario '%s'".formatted(word),
            "nothing was broken",
            "use one of " + words().stream().collect(Collectors.joining(", ")))
        .asException();
  }

  /// The word on the command line and in JSON.
  public String word() {
    return word;
  }

  public Recovery recovery() {
    return recovery;
  }

  /// What is broken, for people.
  public String breaks() {
    return breaks;
  }

  /// Whether a person begins the failover, because the views of the primary do not agree that it is
  /// lost.
  public boolean decidedByPerson() {
    return this == BUCKET_LOSS;
  }

  /// What to inject for `workload`, whose writer is in the plan's primary region.
  ///
  /// @throws ProblemException LB1003 when the workload has nothing that this scenario could break
  public Fault fault(Plan plan, Workload workload) throws ProblemException {
    var region = plan.primary().name();
    return switch (this) {
      case REGION_LOSS -> new Fault.RegionLost(region);
      case REGION_HANG -> new Fault.RegionHung(region);
      case REGION_SILENT -> new Fault.RegionSilent(region);
      case DATABASE_LOSS -> new Fault.ResourceLost(first(workload, Database.class), region);
      case BUCKET_LOSS -> new Fault.ResourceLost(first(workload, Bucket.class), region);
      case SERVICE_LOSS -> new Fault.Crashed(first(workload, Service.class), region);
      case FRONT_DOOR_LOSS -> new Fault.Crashed(first(workload, Traffic.class), edge(plan));
    };
  }

  private static String edge(Plan plan) {
    return plan.regions().values().stream()
        .filter(region -> region.role() == Region.Role.ARBITER)
        .map(Region::name)
        .findFirst()
        .orElse(Region.EDGE);
  }

  private String first(Workload workload, Class<? extends Resource> type) throws ProblemException {
    var resources = workload.resources(type);
    if (resources.isEmpty()) {
      throw Problem.lasting(
              Code.LB1003,
              "workload '%s' has no %s, which %s would break"
                  .formatted(
                      workload.name(),
                      type.getSimpleName().toLowerCase(java.util.Locale.ROOT),
                      word),
              "nothing was broken",
              "use --scenario region-loss")
          .asException();
    }
    return resources.getFirst().name();
  }
}
