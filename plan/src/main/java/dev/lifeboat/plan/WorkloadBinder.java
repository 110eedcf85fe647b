package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds one workload.
final class WorkloadBinder {
  /// Longest time until users can write again, counted from the fault. Above zero.
  private static final PlanKey<Duration> RTO =
      PlanKey.span("rto", Duration.ofMillis(1), DurationText.LONGEST);

  /// Most acknowledged writes that may be lost, as time before the fault. Zero means none.
  private static final PlanKey<Duration> RPO =
      PlanKey.span("rpo", Duration.ZERO, DurationText.LONGEST);

  /// Path of the request.
  private static final PlanKey<String> HTTP = UrlPaths.TYPE.required("http");

  private static final Keys CHECK = Keys.of("Check", HTTP, Check.EXPECT);

  /// The team that messages of a run are for.
  private static final PlanKey<String> OWNER =
      KeyType.Text.any("write who is told, such as payments").key("owner").or(Workload.NO_OWNER);

  /// How much the business depends on it: it weighs what 'lifeboat assess' finds.
  private static final PlanKey<Criticality> CRITICALITY =
      PlanKey.choice("criticality", Criticality.MEDIUM);

  private static final Keys OBJECTIVE_KEYS = Keys.of("Objectives", RTO, RPO, Objectives.REGRESSION);

  /// What the business tolerates.
  private static final PlanKey<Object> OBJECTIVES = OBJECTIVE_KEYS.key("objectives");

  /// What an outage costs, for 'lifeboat assess'.
  private static final PlanKey<Object> IMPACT = ImpactBinder.KEYS.key("impact");

  /// How much stands ready in the recovery region.
  private static final PlanKey<Strategy> STRATEGY =
      new KeyType.Choice<>(List.of(Strategy.values())).key("strategy");

  /// What must survive, by name. At most one traffic.
  private static final PlanKey<Object> RESOURCES =
      KeyType.Named.ofWorkload(new KeyType.AnyResource(), 1)
          .key("resources")
          .required("name at least one resource with its type");

  /// What must answer through the front door before a run counts as done.
  private static final PlanKey<Object> VERIFY =
      KeyType.Several.of(CHECK).key("verify").or(List.of());

  /// When a failover begins, and who decides it.
  private static final PlanKey<Object> FAILOVER = FailoverBinder.KEYS.within("failover");

  /// How users come back home once the writer is there.
  private static final PlanKey<Object> FAILBACK = FailbackBinder.KEYS.within("failback");

  /// How its databases are backed up.
  private static final PlanKey<Object> BACKUP = BackupBinder.KEYS.key("backup");

  /// When planned work is expected: then drills are due, a failback without `window` begins, and
  /// users who are out are not moved.
  private static final PlanKey<MoveWindow> MAINTENANCE = MoveWindow.TYPE.key("maintenance");

  /// What is promised, outages and drills included, for 'lifeboat assess'.
  private static final PlanKey<Object> SLO = Slo.KEYS.key("slo");

  static final Keys KEYS =
      Keys.of(
              "Workload",
              OWNER,
              CRITICALITY,
              PlanTiers.OF_WORKLOAD,
              OBJECTIVES,
              IMPACT,
              DependsOn.HARD)
          .and(
              DependsOn.SOFT,
              DependsOn.THIRD_PARTIES,
              STRATEGY,
              RESOURCES,
              VERIFY,
              FAILOVER,
              FAILBACK,
              BACKUP,
              MAINTENANCE,
              SLO);

  private WorkloadBinder() {}

  static Optional<Workload> bind(String name, PlanValue cursor, DeclaredNames declared) {
    var fields = cursor.fields(KEYS);
    var owner = fields.get(OWNER);
    var criticality = fields.get(CRITICALITY);
    var tier = declared.tiers().named(fields, PlanTiers.OF_WORKLOAD);
    var objectives = objectives(fields, tier);
    var impact = fields.mapping(IMPACT).flatMap(ImpactBinder::bind);
    var needs = DependsOn.bind(name, fields, declared);
    var strategy =
        fields
            .read(STRATEGY)
            .or(() -> tier.flatMap(Tier::strategy))
            .or(() -> objectives.map(Strategy::recommendedFor));
    var usual =
        new ResourceBinder.Usual(
            strategy.filter(Strategy::startsServices).isPresent() ? 0 : 1,
            tier.flatMap(Tier::replication).orElse(Replication.ASYNCHRONOUS));
    var resources =
        fields
            .value(RESOURCES)
            .map(value -> resources(name, value, usual, declared))
            .orElse(Map.of());
    var verify = fields.value(VERIFY).map(WorkloadBinder::verify).orElse(List.of());
    var maintenance = fields.read(MAINTENANCE);
    var failover = failover(fields, maintenance);
    var failback = failback(fields, maintenance);
    var backup = fields.mapping(BACKUP).flatMap(it -> BackupBinder.bind(it, tier, declared));
    var routine =
        declared.tiers().routine(tier, maintenance, fields.mapping(SLO).flatMap(Slo::bind));
    for (var provider : declared.language().providers()) {
      provider.checkWorkload(cursor, fields.value(FAILBACK), resources, failback);
    }
    return cursor.make(() ->
        new Workload(
            name,
            owner,
            criticality,
            objectives.orElseThrow(),
            impact,
            needs.get(),
            strategy.orElseThrow(),
            resources,
            verify,
            failover,
            failback,
            backup,
            routine));
  }

  /// Of most workloads the one that all have which say nothing.
  private static FailoverPolicy failover(Fields fields, Optional<MoveWindow> maintenance) {
    var said = fields.mapping(FAILOVER);
    return said.isEmpty() && maintenance.isEmpty()
        ? FailoverBinder.STANDARD
        : FailoverBinder.bind(said.orElseGet(() -> Fields.none(FailoverBinder.KEYS)), maintenance);
  }

  private static FailbackPolicy failback(Fields fields, Optional<MoveWindow> maintenance) {
    var said = fields.mapping(FAILBACK);
    return said.isEmpty() && maintenance.isEmpty()
        ? FailbackBinder.STANDARD
        : FailbackBinder.bind(said.orElseGet(() -> Fields.none(FailbackBinder.KEYS)), maintenance);
  }

  /// As written; what is left out is the tier's, and without a tier a mistake.
  private static Optional<Objectives> objectives(Fields workload, Optional<Tier> tier) {
    if (tier.isPresent()) {
      var keys = workload.within(OBJECTIVES);
      return objectives(
          keys,
          keys.read(RTO).or(() -> tier.map(Tier::rto)),
          keys.read(RPO).or(() -> tier.map(Tier::rpo)));
    }
    return workload
        .required(OBJECTIVES, "write { rto: 15m, rpo: 5m } with what the business tolerates")
        .map(value -> value.fields(OBJECTIVE_KEYS))
        .flatMap(keys ->
            objectives(
                keys,
                keys.required(RTO, DurationText.RULE).flatMap(RTO.type()::read),
                keys.required(RPO, DurationText.RULE + ", or 0 if nothing may be lost")
                    .flatMap(RPO.type()::read)));
  }

  private static Optional<Objectives> objectives(
      Fields keys, Optional<Duration> rto, Optional<Duration> rpo) {
    int regression = keys.get(Objectives.REGRESSION);
    return keys.make(() -> new Objectives(rto.orElseThrow(), rpo.orElseThrow(), regression));
  }

  /// RTO and RPO of a workload alone, whatever stands beside them; empty where one of them is
  /// missing or wrong.
  static Optional<Objectives> tolerated(PlanValue plan, PlanValue cursor) {
    var tier =
        cursor
            .value(PlanTiers.OF_WORKLOAD.name())
            .flatMap(PlanTiers.OF_WORKLOAD.type()::read)
            .flatMap(name -> PlanTiers.tolerated(plan, name));
    var objectives = cursor.value(OBJECTIVES.name());
    var rto = tolerated(objectives, RTO).or(() -> tier.map(Objectives::rto));
    var rpo = tolerated(objectives, RPO).or(() -> tier.map(Objectives::rpo));
    return rto.flatMap(outage ->
        rpo.flatMap(loss ->
            cursor.make(() -> new Objectives(outage, loss, Objectives.REGRESSION.standard()))));
  }

  static Optional<Duration> tolerated(Optional<PlanValue> objectives, PlanKey<Duration> key) {
    return objectives.flatMap(keys -> keys.value(key.name())).flatMap(key.type()::read);
  }

  private static Map<String, Resource> resources(
      String workload, PlanValue cursor, ResourceBinder.Usual usual, DeclaredNames declared) {
    var resources = new LinkedHashMap<String, Resource>();
    var values = cursor.named("resource");
    var siblings = declared.siblings(workload);
    values.forEach((name, value) -> {
      declared
          .ids()
          .fault(workload, name)
          .ifPresent(
              it -> value.wrongAtKey(it, "rename one: slots and buckets have that name too"));
      ResourceBinder.bind(name, value, siblings, usual, declared.language())
          .ifPresent(resource -> resources.put(resource.name(), resource));
      declared.provider().ifPresent(it -> it.checkResource(value, siblings.type(name)));
    });
    if (values.isEmpty() && cursor.isMapping()) {
      cursor.wrong("names no resource", "name at least one with its type");
    }
    refuseSecondTraffic(values, siblings);
    return resources;
  }

  private static void refuseSecondTraffic(Map<String, PlanValue> values, Siblings siblings) {
    var traffic = new ArrayList<String>();
    values.forEach((name, value) -> {
      if (Traffic.TYPE.equals(siblings.type(name))) {
        traffic.add(name);
        if (traffic.size() > 1) {
          value.wrongAtKey(
              "is a second traffic resource, after " + Quote.of(traffic.getFirst()),
              "keep one a workload: it is the one address that users know");
        }
      }
    });
  }

  private static List<Check> verify(PlanValue cursor) {
    var checks = new ArrayList<Check>();
    var items = cursor.items("write a list such as [ { http: /dbcheck, expect: 200 } ]");
    for (var item : items.orElse(List.of())) {
      var fields = item.fields(CHECK);
      var http = fields.read(HTTP);
      int expect = fields.get(Check.EXPECT);
      item.make(() -> new Check(http.orElseThrow(), expect)).ifPresent(checks::add);
    }
    return checks;
  }
}
