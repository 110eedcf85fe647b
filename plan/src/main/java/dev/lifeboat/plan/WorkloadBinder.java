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
  private static final KeyType.Span RTO =
      new KeyType.Span(Duration.ofMillis(1), DurationText.LONGEST);
  private static final KeyType.Span RPO = new KeyType.Span(Duration.ZERO, DurationText.LONGEST);
  private static final Keys CHECK =
      Keys.of("Check")
          .required("http", UrlPaths.TYPE, UrlPaths.TYPE.rule())
          .or("expect", Check.EXPECT, 200);

  static final Keys KEYS =
      Keys.of("Workload")
          .or("owner", KeyType.Text.any("write who is told, such as payments"), Workload.NO_OWNER)
          .choice("criticality", Criticality.MEDIUM)
          .required(
              "objectives",
              Keys.of("Objectives")
                  .required("rto", RTO, DurationText.RULE)
                  .required("rpo", RPO, DurationText.RULE + ", or 0 if nothing may be lost")
                  .or("regression", Objectives.REGRESSIONS, Objectives.REGRESSION),
              "write { rto: 15m, rpo: 5m } with what the business tolerates")
          .optional(
              "impact",
              Keys.of("Impact")
                  .required("revenuePerHour", QuantityText.MONEY, QuantityText.MONEY.text().rule()))
          .or("dependsOn", KeyType.Several.of(Names.TYPE), List.of())
          .optional("strategy", new KeyType.Choice<>(List.of(Strategy.values())))
          .required(
              "resources",
              new KeyType.Named(new KeyType.AnyResource(), 1),
              "name at least one resource with its type")
          .or("verify", KeyType.Several.of(CHECK), List.of())
          .within("failover", FailoverBinder.KEYS)
          .within("failback", FailbackBinder.KEYS);

  private WorkloadBinder() {}

  static Optional<Workload> bind(String name, PlanValue cursor, DeclaredNames declared) {
    var fields = cursor.fields(KEYS);
    var owner = fields.get("owner", String.class);
    var criticality = fields.get("criticality", Criticality.class);
    var objectives = fields.mapping("objectives").flatMap(WorkloadBinder::objectives);
    var impact =
        fields.mapping("impact").flatMap(keys -> keys.read("revenuePerHour", Impact.class));
    var dependsOn =
        fields
            .value("dependsOn")
            .map(value -> DependsOn.bind(name, value, declared))
            .orElse(List.of());
    var strategy = fields.read("strategy", Strategy.class);
    var resources =
        fields.value("resources").map(value -> resources(name, value, declared)).orElse(Map.of());
    var verify = fields.value("verify").map(WorkloadBinder::verify).orElse(List.of());
    var failover = FailoverBinder.bind(fields.within("failover"));
    var failback = FailbackBinder.bind(fields.within("failback"));
    for (var provider : declared.language().providers()) {
      provider.checkWorkload(cursor, fields.value("failback"), resources, failback);
    }
    return cursor.make(() ->
        new Workload(
            name,
            owner,
            criticality,
            objectives.orElseThrow(),
            impact,
            dependsOn,
            strategy.orElseGet(() -> Strategy.recommendedFor(objectives.orElseThrow())),
            resources,
            verify,
            failover,
            failback));
  }

  private static Optional<Objectives> objectives(Fields fields) {
    var rto = fields.read("rto", Duration.class);
    var rpo = fields.read("rpo", Duration.class);
    int regression = fields.get("regression", Integer.class);
    return fields.make(() -> new Objectives(rto.orElseThrow(), rpo.orElseThrow(), regression));
  }

  /// RTO and RPO alone, whatever stands beside them; empty where one of them is missing or wrong.
  static Optional<Objectives> tolerated(PlanValue cursor) {
    var rto = cursor.value("rto").flatMap(RTO::duration);
    var rpo = cursor.value("rpo").flatMap(RPO::duration);
    return rto.flatMap(outage ->
        rpo.flatMap(
            loss -> cursor.make(() -> new Objectives(outage, loss, Objectives.REGRESSION))));
  }

  private static Map<String, Resource> resources(
      String workload, PlanValue cursor, DeclaredNames declared) {
    var resources = new LinkedHashMap<String, Resource>();
    var values = cursor.named("resource");
    var siblings = Optional.ofNullable(declared.workloads().get(workload)).orElse(Map.of());
    values.forEach((name, value) -> {
      var home = declared.homeOf(name).orElse(workload);
      if (!home.equals(workload)) {
        value.wrongAtKey(
            "has the name of a resource of workload " + Quote.of(home),
            "give each resource of the plan a name of its own: slots and buckets have it too");
      }
      ResourceBinder.bind(name, value, siblings, declared.language())
          .ifPresent(r -> resources.put(name, r));
      var type = Optional.ofNullable(siblings.get(name)).orElse("");
      declared.provider().ifPresent(it -> it.checkResource(value, type));
    });
    if (values.isEmpty() && cursor.isMapping()) {
      cursor.wrong("names no resource", "name at least one with its type");
    }
    refuseSecondTraffic(values, siblings);
    return resources;
  }

  private static void refuseSecondTraffic(
      Map<String, PlanValue> values, Map<String, String> siblings) {
    var traffic =
        values.entrySet().stream()
            .filter(value -> Traffic.TYPE.equals(siblings.get(value.getKey())))
            .toList();
    traffic.stream()
        .skip(1)
        .map(Map.Entry::getValue)
        .forEach(second ->
            second.wrongAtKey(
                "is a second traffic resource, after " + Quote.of(traffic.getFirst().getKey()),
                "keep one a workload: it is the one address that users know"));
  }

  private static List<Check> verify(PlanValue cursor) {
    var checks = new ArrayList<Check>();
    var items = cursor.items("write a list such as [ { http: /dbcheck, expect: 200 } ]");
    for (var item : items.orElse(List.of())) {
      var fields = item.fields(CHECK);
      var http = fields.read("http", String.class);
      int expect = fields.get("expect", Integer.class);
      item.make(() -> new Check(http.orElseThrow(), expect)).ifPresent(checks::add);
    }
    return checks;
  }
}
