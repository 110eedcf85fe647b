package dev.lifeboat.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds the whole file.
final class PlanBinder {
  static final List<String> KEYS =
      List.of("plan", "regions", "workloads", LabBinder.CANARY, "lab", AwsBinder.KEY);

  private PlanBinder() {}

  static Optional<Plan> bind(PlanValue root, String sha256) {
    var declared = DeclaredNames.in(root.node());
    var fields = root.fields(KEYS);
    var name = fields.required("plan", "name the plan").flatMap(PlanBinder::name);
    var regions =
        fields
            .required("regions", "name a primary and a recovery region")
            .flatMap(RegionsBinder::bind);
    var workloads =
        fields
            .required("workloads", "name at least one workload")
            .map(value -> workloads(value, declared))
            .orElse(Map.of());
    var lab = LabBinder.bind(fields.optional("lab"), fields.optional(LabBinder.CANARY), declared);
    var aws = fields.optional(AwsBinder.KEY).map(it -> it.fields(AwsBinder.PLAN_KEYS));
    var tables = AwsBinder.tables(aws);
    var experiments = AwsBinder.experiments(aws);
    return root.make(() ->
        new Plan(
            name.orElseThrow(),
            regions.orElseThrow(),
            workloads,
            lab.orElseThrow(),
            tables,
            experiments,
            sha256));
  }

  private static Optional<String> name(PlanValue cursor) {
    return cursor
        .text(Names.RULE)
        .filter(text ->
            Names.isName(text) || cursor.wrong("is " + Quote.of(text), Names.RULE).isPresent());
  }

  private static Map<String, Workload> workloads(PlanValue cursor, DeclaredNames declared) {
    var workloads = new LinkedHashMap<String, Workload>();
    var values = cursor.named("workload");
    values.forEach((name, value) ->
        WorkloadBinder.bind(name, value, declared).ifPresent(w -> workloads.put(name, w)));
    if (values.isEmpty()) {
      cursor.ifMapping(() -> cursor.wrong("names no workload", "name at least one"));
    }
    DependsOn.refuseCycles(values);
    return workloads;
  }
}
