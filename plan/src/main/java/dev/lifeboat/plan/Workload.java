package dev.lifeboat.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A set of resources that recovers as one: one placement, one epoch, one runbook.
///
/// @param owner the team that messages of a run are for
/// @param impact what an outage costs; empty if the plan does not say
/// @param needs what it rests on
/// @param strategy as written, or the recommended one
/// @param resources by name over the plan, in the order of the file; at least one, and at most one
///   [Traffic]
/// @param verify what must answer through the front door before a run counts as done
/// @param failback how users come back home
/// @param backup how its databases are backed up; empty if they are not
/// @param routine what is done for it while nothing is wrong
public record Workload(
    String name,
    String owner,
    Criticality criticality,
    Objectives objectives,
    Optional<Impact> impact,
    Dependencies needs,
    Strategy strategy,
    Map<String, Resource> resources,
    List<Check> verify,
    FailoverPolicy failover,
    FailbackPolicy failback,
    Optional<BackupPolicy> backup,
    Routine routine) {

  /// Stands for the owner where a plan names none.
  public static final String NO_OWNER = "unassigned";

  public Workload {
    Names.require("workload", name);
    if (owner.isBlank()) {
      throw new IllegalArgumentException("workload '" + name + "' must have an owner");
    }
    resources = Copies.named("resource", resources, Resource::name);
    verify = List.copyOf(verify);
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("workload '" + name + "' must have a resource");
    }
    if (needs.isOn(name)) {
      throw new IllegalArgumentException("workload '" + name + "' must depend on others");
    }
    int traffic = 0;
    for (var resource : resources.values()) {
      traffic += resource instanceof Traffic ? 1 : 0;
      requireKnownReferences(resource, resources);
    }
    if (traffic > 1) {
      throw new IllegalArgumentException(
          "workload '" + name + "' must have one traffic resource at most");
    }
  }

  /// What a resource is called over the plan which people and the file name within the workload: as
  /// they do, else with the workload's name before it.
  ///
  /// @param said in the workload, or over the plan
  /// @return empty where there is no such resource
  public Optional<String> called(String said) {
    return Stream.of(said, name + "-" + said).filter(resources::containsKey).findFirst();
  }

  /// Whether a run of one tells of the other: all but what no run reads is the same.
  public boolean runsAs(Workload other) {
    return equals(other.atTimesOf(this));
  }

  /// The same, with work on it planned for when it is on the other.
  private Workload atTimesOf(Workload other) {
    return new Workload(
        name,
        owner,
        criticality,
        objectives,
        impact,
        needs,
        strategy,
        resources,
        verify,
        failover.within(other.failover.outages().maintenance()),
        failback.within(other.failback.window()),
        backup,
        other.routine);
  }

  /// When a kind of drill of it is due again, and by whose calendar.
  public DrillRhythm.Turn turn(DrillRhythm.Kind kind) {
    return routine.turn(kind, objectives);
  }

  /// How long a drill of that kind holds which was held last then: to its day, with `maintenance`
  /// to the end of the window.
  public Instant holdsUntil(DrillRhythm.Kind kind, Instant last) {
    var day = last.plus(turn(kind).every());
    return routine.maintenance().map(it -> it.opening(day).end()).orElse(day);
  }

  /// Workloads of the same plan that must be recovered first.
  public List<String> dependsOn() {
    return needs.hard();
  }

  /// The resources of one type, in the order of the file.
  public <T extends Resource> List<T> resources(Class<T> type) {
    var all = new ArrayList<T>();
    for (var resource : resources.values()) {
      if (type.isInstance(resource)) {
        all.add(type.cast(resource));
      }
    }
    return List.copyOf(all);
  }

  /// What holds data: its databases, then its buckets.
  public List<Resource> stores() {
    var all = new ArrayList<Resource>(resources(Database.class));
    all.addAll(resources(Bucket.class));
    return List.copyOf(all);
  }

  /// The resource of that name.
  ///
  /// @throws IllegalArgumentException when there is none of that type
  public <T extends Resource> T resource(Class<T> type, String name) {
    return resources(type).stream()
        .filter(resource -> resource.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("workload '%s' has no '%s'".formatted(this.name, name)));
  }

  /// The names of the stores that acknowledge writes which their copies do not have yet.
  public List<String> copiedLater() {
    return stores(replication -> replication == Replication.ASYNCHRONOUS);
  }

  /// The names of the stores whose loss may take acknowledged writes along: also of those that are
  /// synchronous only while the other region is there.
  public List<String> mayLose() {
    return stores(replication -> replication != Replication.SYNCHRONOUS);
  }

  /// The names of the stores that acknowledge a write once their copy has it.
  public List<String> copiedAtOnce() {
    return stores(replication -> replication != Replication.ASYNCHRONOUS);
  }

  private List<String> stores(Predicate<Replication> replicated) {
    var names = new ArrayList<String>();
    for (var resource : resources.values()) {
      boolean isMeant =
          switch (resource) {
            case Database database -> replicated.test(database.replication());
            case Bucket bucket -> replicated.test(bucket.replication());
            case Service _, Traffic _ -> false;
          };
      if (isMeant) {
        names.add(resource.name());
      }
    }
    return List.copyOf(names);
  }

  private static void requireKnownReferences(Resource resource, Map<String, Resource> resources) {
    switch (resource) {
      case Service service -> {
        for (var used : service.uses()) {
          var store = resources.get(used);
          require(
              store instanceof Database || store instanceof Bucket,
              () ->
                  "service '%s' uses '%s', which is no database or bucket of its workload"
                      .formatted(service.name(), used));
        }
      }
      case Traffic traffic ->
          require(
              resources.get(traffic.to()) instanceof Service,
              () ->
                  "traffic '%s' goes to '%s', which is no service of its workload"
                      .formatted(traffic.name(), traffic.to()));
      case Database _, Bucket _ -> {}
    }
  }

  private static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise.get());
    }
  }
}
