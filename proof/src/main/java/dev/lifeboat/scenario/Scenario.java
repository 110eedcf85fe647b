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
import dev.lifeboat.provider.ProviderKind;
import java.util.List;
import java.util.stream.Collectors;

/// A disaster that a drill rehearses: what it breaks, and how the workload has to recover.
public enum Scenario {
  SERVICE_LOSS(
      "service-loss",
      ScenarioCourse.HEALED,
      "every instance of the primary's service is killed at once"),
  FRONT_DOOR_LOSS("front-door-loss", ScenarioCourse.HEALED, "the front door at the edge is killed"),
  /// Of a database that has a standby in another zone of its region, which no lab has.
  ZONE_LOSS(
      "zone-loss",
      ScenarioCourse.HEALED,
      "the zone of the primary's database is lost; its standby of another zone takes over"),
  DATABASE_LOSS(
      "database-loss", ScenarioCourse.FAILOVER, "the primary's database is killed and stays down"),
  /// One store of several is no majority, so the watch decides nothing: a person does.
  BUCKET_LOSS(
      "bucket-loss", ScenarioCourse.FAILOVER, "the primary's bucket is killed and stays down"),
  REGION_LOSS(
      "region-loss",
      ScenarioCourse.FAILOVER,
      "every process of the primary region is killed at once"),
  REGION_HANG(
      "region-hang", ScenarioCourse.FAILOVER, "every process of the primary region is frozen"),
  REGION_SILENT(
      "region-silent",
      ScenarioCourse.FAILOVER,
      "the primary region is cut off from everybody and lives on"),
  CONTROLLER_PARTITION(
      "controller-partition",
      ScenarioCourse.FAILOVER,
      "the controller and the clients are cut off from the primary region; then the recovery region"
          + " is too"),
  REPLICATION_STALL(
      "replication-stall",
      ScenarioCourse.HELD,
      "the copies are cut off until they are beyond the RPO; then the primary region is killed"),
  FLAPPING(
      "flapping",
      ScenarioCourse.HELD,
      "the primary comes and goes as often as the plan calls flapping; then its region hangs"),
  SWITCHOVER(
      "switchover", ScenarioCourse.MOVED, "nothing: a person moves the writer and moves it back"),
  DOUBLE_FAULT(
      "double-fault",
      ScenarioCourse.FAILOVER,
      "every process of the primary region is killed; during the failover the recovery region loses"
          + " its service"),
  CONTROLLER_CRASH(
      "controller-crash",
      ScenarioCourse.FAILOVER,
      "every process of the primary region is killed; during the failover the controller is killed"
          + " too");

  private final String word;
  private final ScenarioCourse recovery;
  private final String breaks;

  Scenario(String word, ScenarioCourse recovery, String breaks) {
    this.word = word;
    this.recovery = recovery;
    this.breaks = breaks;
  }

  /// Every scenario there is, in the order in which `drill --all` holds them.
  public static List<Scenario> all() {
    return List.of(values());
  }

  /// Those that can be held where `kind` has the regions, in the order of [#all].
  public static List<Scenario> heldOn(ProviderKind kind) {
    return kind instanceof ScenarioHost host
        ? all().stream().filter(host.scenarios()::contains).toList()
        : List.of();
  }

  /// Refuses what cannot be held where `kind` has the regions.
  ///
  /// @throws ProblemException LB1003 with the words of what can
  public void requireHeldOn(ProviderKind kind) throws ProblemException {
    var there = heldOn(kind);
    if (!there.contains(this)) {
      throw Problem.lasting(
              Code.LB1005,
              "scenario '%s' is for %s alone".formatted(word, this == ZONE_LOSS ? "AWS" : "a lab"),
              "nothing was broken",
              "use one of " + String.join(", ", there.stream().map(Scenario::word).toList()))
          .asException();
    }
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

  public ScenarioCourse recovery() {
    return recovery;
  }

  /// What is broken, for people.
  public String breaks() {
    return breaks;
  }

  /// What is injected for `workload`, whose writer is in the plan's primary region, in this order.
  ///
  /// @param kind of the plan's regions
  /// @throws ProblemException LB1003 when the workload has nothing that this scenario could break,
  ///   or it cannot be held where the plan's regions are
  public List<Fault> faults(ProviderKind kind, Plan plan, Workload workload)
      throws ProblemException {
    requireHeldOn(kind);
    var home = plan.primary().name();
    var away = plan.recovery().name();
    return switch (this) {
      case REGION_LOSS, CONTROLLER_CRASH -> List.of(new Fault.RegionLost(home));
      case REGION_HANG -> List.of(new Fault.RegionHung(home));
      case REGION_SILENT -> List.of(new Fault.RegionSilent(home));
      case DATABASE_LOSS -> List.of(new Fault.ResourceLost(first(workload, Database.class), home));
      case ZONE_LOSS -> List.of(new Fault.ZoneLost(first(workload, Database.class), home));
      case BUCKET_LOSS -> List.of(new Fault.ResourceLost(first(workload, Bucket.class), home));
      case SERVICE_LOSS -> List.of(new Fault.Crashed(first(workload, Service.class), home));
      case FRONT_DOOR_LOSS ->
          List.of(new Fault.Crashed(first(workload, Traffic.class), edge(plan)));
      case CONTROLLER_PARTITION ->
          List.of(new Fault.LinkCut(home, edge(plan)), new Fault.LinkCut(home, away));
      case REPLICATION_STALL -> List.of(new Fault.LinkCut(home, away), new Fault.RegionLost(home));
      case FLAPPING -> List.of(new Fault.LinkCut(home, edge(plan)), new Fault.RegionHung(home));
      case SWITCHOVER -> List.of();
      case DOUBLE_FAULT ->
          List.of(
              new Fault.RegionLost(home), new Fault.Crashed(first(workload, Service.class), away));
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
