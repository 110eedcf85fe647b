package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a plan as the tree of its file: mappings, lists and scalars, every key written out.
/// Shares no code with the reader but the form of durations, which has a test of its own.
final class PlanTree {
  private PlanTree() {}

  static Map<String, Object> of(Plan plan) {
    var regions = new LinkedHashMap<String, Object>();
    plan.regions()
        .forEach(
            (name, r) -> regions.put(name, map("provider", r.provider(), "role", r.role().word())));
    var workloads = new LinkedHashMap<String, Object>();
    plan.workloads().forEach((name, workload) -> workloads.put(name, workload(workload)));
    return map(
        "plan",
        plan.name(),
        "regions",
        regions,
        "workloads",
        workloads,
        "lab",
        lab(plan.lab()),
        "assess",
        assess(plan.assess()),
        "people",
        people(plan.people()));
  }

  private static Map<String, Object> assess(AssessPolicy assess) {
    var accepted = new ArrayList<Object>();
    for (var it : assess.accepted()) {
      var tree =
          map("code", it.code().name(), "because", it.because(), "until", it.until().toString());
      it.workload().ifPresent(name -> tree.put("workload", name));
      accepted.add(tree);
    }
    var tree =
        map(
            "accepted", accepted,
            "growth",
                "%d.%d%%"
                    .formatted(
                        assess.figures().growthPerMille() / 10,
                        assess.figures().growthPerMille() % 10),
            "yearsBetweenLosses", assess.figures().yearsBetweenLosses(),
            "perDecade", assess.figures().perDecade(),
            "changes", changes(assess.figures().changes()),
            "places", assess.residency().places(),
            "residency", assess.residency().workloads(),
            "classResidency", classes(assess.residency().classes()),
            "beside", assess.beside(),
            "followUps",
                assess.followUps().stream()
                    .map(it ->
                        map(
                            "what", it.what(),
                            "owner", it.owner(),
                            "until", it.until().toString()))
                    .toList(),
            "keys", keys(assess.keys()),
            "logins", logins(assess.logins()));
    assess
        .budget()
        .ifPresent(it -> tree.put("budget", it.amount().toPlainString() + " " + it.currency()));
    return tree;
  }

  private static Map<String, Object> classes(Map<DataClass, List<String>> classes) {
    var tree = new LinkedHashMap<String, Object>();
    classes.forEach((kind, places) -> tree.put(kind.word(), places));
    return tree;
  }

  private static Map<String, Object> logins(Map<String, VaultLogins> logins) {
    var tree = new LinkedHashMap<String, Object>();
    logins.forEach((vault, it) -> tree.put(vault, map("writes", it.writes(), "keeps", it.keeps())));
    return tree;
  }

  private static Map<String, Object> keys(Map<String, EncryptionKey> keys) {
    var tree = new LinkedHashMap<String, Object>();
    keys.forEach((name, it) ->
        tree.put(
            name, map("rotated", it.rotated().toString(), "every", DurationText.of(it.every()))));
    return tree;
  }

  private static Map<String, Object> changes(Map<String, Long> changes) {
    var tree = new LinkedHashMap<String, Object>();
    changes.forEach((name, bytes) -> tree.put(name, bytes / 1000 + "kB/s"));
    return tree;
  }

  private static Map<String, Object> people(PlanPeople people) {
    var contacts = new LinkedHashMap<String, Object>();
    people
        .contacts()
        .forEach((name, it) -> {
          var tree =
              map(
                  "role", it.role(),
                  "reach", it.reach(),
                  "hours", it.hours(),
                  "declares", it.declares(),
                  "moves", it.moves(),
                  "workloads", it.workloads());
          it.nextAfter().ifPresent(span -> tree.put("nextAfter", DurationText.of(span)));
          contacts.put(name, tree);
        });
    var clients = new LinkedHashMap<String, Object>();
    people
        .clients()
        .forEach((name, it) -> {
          var tree = map("told", it.told(), "workloads", it.workloads());
          it.tier().ifPresent(tier -> tree.put("tier", tier.name()));
          clients.put(name, tree);
        });
    return map(
        "declareAbove",
        DurationText.of(people.declareAbove()),
        "contacts",
        contacts,
        "clients",
        clients);
  }

  private static Map<String, Object> workload(Workload workload) {
    var resources = new LinkedHashMap<String, Object>();
    workload.resources().forEach((name, resource) -> resources.put(name, resource(resource)));
    var tree =
        map(
            "owner", workload.owner(),
            "criticality", workload.criticality().word(),
            "objectives",
                map(
                    "rto", DurationText.of(workload.objectives().rto()),
                    "rpo", DurationText.of(workload.objectives().rpo()),
                    "regression", workload.objectives().regression()),
            "dependsOn", workload.dependsOn(),
            "strategy", workload.strategy().word(),
            "resources", resources,
            "verify",
                workload.verify().stream()
                    .map(c -> map("http", c.http(), "expect", c.expect()))
                    .toList(),
            "failover",
                map(
                    "trigger", workload.failover().trigger().word(),
                    "detect",
                        map(
                            "every", DurationText.of(workload.failover().detect().every()),
                            "failures", workload.failover().detect().failures()),
                    "coolDown", DurationText.of(workload.failover().coolDown()),
                    "atMost",
                        map(
                            "failovers", workload.failover().atMost().failovers(),
                            "in", DurationText.of(workload.failover().atMost().in())),
                    "flapping",
                        map(
                            "dips", workload.failover().flapping().dips(),
                            "in", DurationText.of(workload.failover().flapping().in()),
                            "lasting", DurationText.of(workload.failover().flapping().lasting())),
                    "beyondRpo", workload.failover().beyondRpo().word(),
                    "reprotect", workload.failover().reprotect().trigger().word(),
                    "after", DurationText.of(workload.failover().reprotect().after()),
                    "on", workload.failover().outages().on().word(),
                    "usersAfter", DurationText.of(workload.failover().outages().usersAfter())),
            "failback", failback(workload.failback()));
    RandomImpact.write(workload.needs(), tree);
    workload.impact().ifPresent(impact -> tree.put("impact", RandomImpact.written(impact)));
    return tree;
  }

  private static Map<String, Object> resource(Resource resource) {
    return switch (resource) {
      case Database(_, var engine, var replication, var commitTrigger, _) ->
          map(
              "type",
              "database",
              "engine",
              engine.word(),
              "replication",
              replication.word(),
              "commitTrigger",
              commitTrigger);
      case Bucket(_, var replicateDeletes, var replication, _) ->
          map(
              "type",
              "bucket",
              "replicateDeletes",
              replicateDeletes,
              "replication",
              replication.word());
      case Service service ->
          map(
              "type", "service",
              "run", service.run(),
              "instances",
                  map(
                      "serving", service.instances().serving(),
                      "standby", service.instances().standby()),
              "uses", service.uses(),
              "health", service.health(),
              "ready", service.ready(),
              "environment", service.environment().added(),
              "pass", service.environment().passed());
      case Traffic traffic -> {
        var tree = map("type", "traffic", "to", traffic.to());
        switch (traffic.form()) {
          case Traffic.Form.Proxy() -> tree.put("mode", "proxy");
          case Traffic.Form.Accelerator() -> tree.put("mode", "accelerator");
          case Traffic.Form.Dns(var ttl) -> {
            tree.put("mode", "dns");
            tree.put("ttl", DurationText.of(ttl));
          }
        }
        traffic
            .values()
            .find(Integer.class)
            .ifPresent(port -> tree.put(Region.DEFAULT_PROVIDER, map("port", port)));
        yield tree;
      }
    };
  }

  private static Map<String, Object> lab(LabPlan lab) {
    var links = new ArrayList<Object>();
    for (var link : lab.links()) {
      var tree =
          map(
              "between", List.of(link.a(), link.b()),
              "latency", DurationText.of(link.latency()),
              "jitter", DurationText.of(link.jitter()));
      link.bandwidthBytesPerSecond().ifPresent(b -> tree.put("bandwidth", b / 1000 + "kB/s"));
      links.add(tree);
    }
    var tree = map("links", links, "canary", canary(lab.canary()));
    lab.rehearsal()
        .ifPresent(it ->
            tree.put(
                "rehearses",
                map("plan", it.plan(), "sha256", it.sha256(), "standIns", it.standIns())));
    return tree;
  }

  private static Map<String, Object> canary(Canary canary) {
    if (!(canary.way() instanceof Canary.FrontDoor door)) {
      return map(
          "rate", canary.ratePerSecond() + "/s",
          "confirm", canary.confirm(),
          "basis", canary.basis().word());
    }
    var write = map("http", door.write().method() + " " + door.write().path());
    if (!door.write().body().isEmpty()) {
      write.put("body", door.write().body());
    }
    var tree =
        map(
            "rate",
            canary.ratePerSecond() + "/s",
            "confirm",
            canary.confirm(),
            "write",
            write,
            "read",
            map("http", "GET " + door.read().path()));
    door.rows()
        .ifPresent(rows ->
            tree.put(
                "rows",
                map(
                    "database", rows.database(),
                    "query", rows.query(),
                    "remove", rows.remove())));
    door.objects()
        .ifPresent(objects ->
            tree.put("objects", map("bucket", objects.bucket(), "prefix", objects.prefix())));
    return tree;
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> failback(FailbackPolicy policy) {
    var tree =
        map(
            "shares", policy.shares(),
            "hold", DurationText.of(policy.hold()),
            "maxErrorRate",
                "%d.%d%%"
                    .formatted(policy.maxErrorsPerMille() / 10, policy.maxErrorsPerMille() % 10),
            "maxLatency", DurationText.of(policy.maxLatency()));
    policy.window().ifPresent(window -> tree.put("window", window.toString()));
    return tree;
  }
}
