package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds one workload.
final class WorkloadBinder {
  static final List<String> KEYS =
      List.of(
          "owner",
          "criticality",
          "objectives",
          "impact",
          "dependsOn",
          "strategy",
          "resources",
          "verify",
          "failover",
          "failback");
  static final List<String> OBJECTIVES_KEYS = List.of("rto", "rpo", "regression");
  static final List<String> IMPACT_KEYS = List.of("revenuePerHour");
  static final List<String> VERIFY_KEYS = List.of("http", "expect");

  static final String DEFAULT_OWNER = "unassigned";
  static final Criticality DEFAULT_CRITICALITY = Criticality.MEDIUM;
  static final int DEFAULT_EXPECT = 200;

  private WorkloadBinder() {}

  static Optional<Workload> bind(String name, PlanValue cursor, DeclaredNames declared) {
    var fields = cursor.fields(KEYS);
    var owner = fields.text("owner", DEFAULT_OWNER, "write who is told, such as payments");
    var criticality =
        fields.choice("criticality", DEFAULT_CRITICALITY, List.of(Criticality.values()));
    var objectives =
        fields
            .required("objectives", "write { rto: 15m, rpo: 5m } with what the business tolerates")
            .flatMap(WorkloadBinder::objectives);
    var impact = fields.optional("impact").flatMap(WorkloadBinder::impact);
    var dependsOn =
        fields
            .optional("dependsOn")
            .map(value -> DependsOn.bind(name, value, declared))
            .orElse(List.of());
    var strategy = fields.optional("strategy").flatMap(s -> s.choice(List.of(Strategy.values())));
    var resources =
        fields
            .required("resources", "name at least one resource with its type")
            .map(value -> resources(name, value, declared))
            .orElse(Map.of());
    var verify = fields.optional("verify").map(WorkloadBinder::verify).orElse(List.of());
    var failover = FailoverBinder.bind(fields.optional("failover"));
    var failback = FailbackBinder.bind(fields.optional("failback"));
    AwsShares.require(cursor, fields.optional("failback"), resources, failback);
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

  private static Optional<Objectives> objectives(PlanValue cursor) {
    var fields = cursor.fields(OBJECTIVES_KEYS);
    var rto = fields.required("rto", DurationText.RULE).flatMap(WorkloadBinder::rto);
    var rpo =
        fields
            .required("rpo", DurationText.RULE + ", or 0 if nothing may be lost")
            .flatMap(WorkloadBinder::rpo);
    int regression =
        fields.number("regression", Objectives.REGRESSION, 1, Objectives.MOST_REGRESSION);
    return cursor.make(() -> new Objectives(rto.orElseThrow(), rpo.orElseThrow(), regression));
  }

  /// RTO and RPO alone, whatever stands beside them; empty where one of them is missing or wrong.
  static Optional<Objectives> tolerated(PlanValue cursor) {
    var rto = cursor.value("rto").flatMap(WorkloadBinder::rto);
    var rpo = cursor.value("rpo").flatMap(WorkloadBinder::rpo);
    return rto.flatMap(
        outage -> rpo.flatMap(loss -> cursor.make(() -> new Objectives(outage, loss))));
  }

  private static Optional<Duration> rto(PlanValue value) {
    return Durations.of(value, Duration.ofMillis(1), DurationText.LONGEST);
  }

  private static Optional<Duration> rpo(PlanValue value) {
    return Durations.of(value, Duration.ZERO, DurationText.LONGEST);
  }

  private static Optional<Impact> impact(PlanValue cursor) {
    return cursor
        .fields(IMPACT_KEYS)
        .required("revenuePerHour", QuantityText.MONEY_RULE)
        .flatMap(value ->
            value
                .scalar(QuantityText.MONEY_RULE, Kind.TEXT)
                .flatMap(text ->
                    QuantityText.perHour(text)
                        .or(() -> value.wrong("is " + Quote.of(text), QuantityText.MONEY_RULE))));
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
      ResourceBinder.bind(name, value, siblings).ifPresent(r -> resources.put(name, r));
      if (declared.onAws()) {
        AwsBinder.requirePlace(value, Optional.ofNullable(siblings.get(name)).orElse(""));
      } else {
        AwsBinder.refuseAccelerator(value);
      }
    });
    if (values.isEmpty()) {
      cursor.ifMapping(() -> cursor.wrong("names no resource", "name at least one with its type"));
    }
    refuseSecondTraffic(values, siblings);
    return resources;
  }

  private static void refuseSecondTraffic(
      Map<String, PlanValue> values, Map<String, String> siblings) {
    var traffic = new ArrayList<Map.Entry<String, PlanValue>>();
    for (var value : values.entrySet()) {
      if (Traffic.TYPE.equals(siblings.get(value.getKey()))) {
        traffic.add(value);
      }
    }
    traffic.stream()
        .skip(1)
        .forEach(second ->
            second
                .getValue()
                .wrongAtKey(
                    "is a second traffic resource, after " + Quote.of(traffic.getFirst().getKey()),
                    "keep one a workload: it is the one address that users know"));
  }

  private static List<Check> verify(PlanValue cursor) {
    var checks = new ArrayList<Check>();
    var items = cursor.items("write a list such as [ { http: /dbcheck, expect: 200 } ]");
    for (var item : items.orElse(List.of())) {
      var fields = item.fields(VERIFY_KEYS);
      var http = fields.required("http", UrlPathReader.RULE).flatMap(UrlPathReader::read);
      int expect = fields.number("expect", DEFAULT_EXPECT, 100, 599);
      item.make(() -> new Check(http.orElseThrow(), expect)).ifPresent(checks::add);
    }
    return checks;
  }
}
