package dev.lifeboat.scenario;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.ProviderKind;
import java.util.List;
import java.util.Optional;

/// The scenarios that there are.
public final class Scenarios {
  public static final Scenario SERVICE_LOSS =
      new Scenario.Healed(
          "service-loss",
          "every instance of the primary's service is killed at once",
          at -> List.of(new Fault.Crashed(at.first(Service.class), at.home())),
          Scenario.Healer.GUARD);
  public static final Scenario FRONT_DOOR_LOSS =
      new Scenario.Healed(
          "front-door-loss",
          "the front door at the edge is killed",
          at -> List.of(new Fault.Crashed(at.first(Traffic.class), at.edge())),
          Scenario.Healer.GUARD);

  /// Of a database that has a standby in another zone of its region, which no lab has.
  public static final Scenario ZONE_LOSS =
      new Scenario.Healed(
          "zone-loss",
          "the zone of the primary's database is lost; its standby of another zone takes over",
          at -> List.of(new Fault.ZoneLost(at.first(Database.class), at.home())),
          Scenario.Healer.OTHER_ZONE);

  public static final Scenario DATABASE_LOSS =
      new Scenario.Failover(
          "database-loss",
          "the primary's database is killed and stays down",
          at -> List.of(new Fault.ResourceLost(at.first(Database.class), at.home())));

  /// One store of several is no majority, so the watch decides nothing: a person does.
  public static final Scenario BUCKET_LOSS =
      new Scenario.Failover(
          "bucket-loss",
          "the primary's bucket is killed and stays down",
          at -> List.of(new Fault.ResourceLost(at.first(Bucket.class), at.home())),
          Scenario.Alarm.PERSON,
          Scenario.Midway.NOTHING);

  public static final Scenario REGION_LOSS =
      new Scenario.Failover(
          "region-loss",
          "every process of the primary region is killed at once",
          at -> List.of(new Fault.RegionLost(at.home())));
  public static final Scenario REGION_HANG =
      new Scenario.Failover(
          "region-hang",
          "every process of the primary region is frozen",
          at -> List.of(new Fault.RegionHung(at.home())));
  public static final Scenario REGION_SILENT =
      new Scenario.Failover(
          "region-silent",
          "the primary region is cut off from everybody and lives on",
          at -> List.of(new Fault.RegionSilent(at.home())));
  public static final Scenario CONTROLLER_PARTITION =
      new Scenario.Failover(
          "controller-partition",
          "the controller and the clients are cut off from the primary region; then the recovery"
              + " region is too",
          at ->
              List.of(
                  new Fault.LinkCut(at.home(), at.edge()), new Fault.LinkCut(at.home(), at.away())),
          Scenario.Alarm.CONTROLLER_FIRST,
          Scenario.Midway.NOTHING);
  public static final Scenario REPLICATION_STALL =
      new Scenario.Held(
          "replication-stall",
          "the copies are cut off until they are beyond the RPO; then the primary region is killed",
          at -> List.of(new Fault.LinkCut(at.home(), at.away()), new Fault.RegionLost(at.home())),
          Scenario.Reason.RPO);
  public static final Scenario FLAPPING =
      new Scenario.Held(
          "flapping",
          "the primary comes and goes as often as the plan calls flapping; then its region hangs",
          at -> List.of(new Fault.LinkCut(at.home(), at.edge()), new Fault.RegionHung(at.home())),
          Scenario.Reason.FLAPPING);
  public static final Scenario SWITCHOVER =
      new Scenario.Planned(
          "switchover", "nothing: a person moves the writer and moves it back", _ -> List.of());
  public static final Scenario DOUBLE_FAULT =
      new Scenario.Failover(
          "double-fault",
          "every process of the primary region is killed; during the failover the recovery region"
              + " loses its service",
          at ->
              List.of(
                  new Fault.RegionLost(at.home()),
                  new Fault.Crashed(at.first(Service.class), at.away())),
          Scenario.Alarm.VIEWS,
          Scenario.Midway.SECOND_FAULT);
  public static final Scenario CONTROLLER_CRASH =
      new Scenario.Failover(
          "controller-crash",
          "every process of the primary region is killed; during the failover the controller is"
              + " killed too",
          at -> List.of(new Fault.RegionLost(at.home())),
          Scenario.Alarm.VIEWS,
          Scenario.Midway.CONTROLLER_KILLED);

  public static final Scenario DATA_CORRUPTION =
      new Scenario.Failover(
          "data-corruption",
          "a bad UPDATE damages rows of the primary's database, and every check passes",
          Scenarios::damage,
          Scenario.Alarm.READER,
          Scenario.Midway.NOTHING);

  public static final Scenario RANSOMWARE =
      new Scenario.Failover(
          "ransomware",
          "an attacker with the writer's logins attacks the backups, and where their store holds"
              + " them damages rows of the primary's database",
          Scenarios::attack,
          Scenario.Alarm.READER,
          Scenario.Midway.NOTHING);

  private Scenarios() {}

  private static List<Fault> attack(Breakage.Target at) throws ProblemException {
    var none = damage(at);
    if (!RANSOMWARE.concerns(at.plan(), at.workload())) {
      throw at.refused("keeps backups in a folder, which whoever writes there may delete");
    }
    return none;
  }

  /// What a statement damages no fault can heal: what is there is restored.
  private static List<Fault> damage(Breakage.Target at) throws ProblemException {
    var _ = at.first(Database.class);
    if (!DATA_CORRUPTION.concerns(at.plan(), at.workload())) {
      throw at.refused(
          "has strategy %s, whose copy follows a bad UPDATE as any other"
              .formatted(at.workload().strategy().word()));
    }
    return List.of();
  }

  /// Every scenario there is, in the order in which `drill --all` holds those that it holds.
  public static List<Scenario> all() {
    return List.of(
        SERVICE_LOSS,
        FRONT_DOOR_LOSS,
        ZONE_LOSS,
        DATABASE_LOSS,
        BUCKET_LOSS,
        REGION_LOSS,
        REGION_HANG,
        REGION_SILENT,
        CONTROLLER_PARTITION,
        REPLICATION_STALL,
        FLAPPING,
        SWITCHOVER,
        DOUBLE_FAULT,
        CONTROLLER_CRASH,
        DATA_CORRUPTION,
        RANSOMWARE);
  }

  /// Those that break one part of a region and leave the rest of it.
  public static List<Scenario> ofOnePart() {
    return List.of(SERVICE_LOSS, FRONT_DOOR_LOSS, ZONE_LOSS, DATABASE_LOSS, BUCKET_LOSS);
  }

  /// The first that breaks one part of `workload` in regions of that kind; empty if none can.
  public static Optional<Scenario> partOf(ProviderKind kind, Plan plan, Workload workload) {
    return kind instanceof ScenarioHost host
        ? ofOnePart().stream()
            .filter(host.scenarios(plan)::contains)
            .filter(it -> !it.possibleFaults(kind, plan, workload).isEmpty())
            .findFirst()
        : Optional.empty();
  }

  /// The words of all scenarios, as they can be typed.
  public static List<String> words() {
    return all().stream().map(Scenario::word).toList();
  }

  /// The scenario that `word` names.
  ///
  /// @throws ProblemException LB1003 with the words there are
  public static Scenario named(String word) throws ProblemException {
    return all().stream()
        .filter(scenario -> scenario.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB1003,
                "no scenario '%s'".formatted(word),
                "nothing was broken",
                "use one of " + String.join(", ", words())));
  }

  /// Those of [#heldOn(ProviderKind)] that concern `workload`.
  public static List<Scenario> heldOn(ProviderKind kind, Plan plan, Workload workload) {
    return heldOn(kind).stream().filter(it -> it.concerns(plan, workload)).toList();
  }

  /// Those of [#heldOn(ProviderKind, Plan, Workload)] that `drill --all` holds: an attack on vaults
  /// is asked for by its name.
  public static List<Scenario> heldUnasked(ProviderKind kind, Plan plan, Workload workload) {
    return heldOn(kind, plan, workload).stream().filter(it -> !it.equals(RANSOMWARE)).toList();
  }

  /// Those that can be held where `kind` has the regions, in the order of [#all].
  public static List<Scenario> heldOn(ProviderKind kind) {
    return kind instanceof ScenarioHost host
        ? all().stream().filter(host.scenarios()::contains).toList()
        : List.of();
  }
}
