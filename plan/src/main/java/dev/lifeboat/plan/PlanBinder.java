package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Binds the whole file.
final class PlanBinder {
  /// All keys of a plan, those of providers last.
  static Keys keys(KeyExtensions language) {
    return language.extended(
        Keys.of("Plan")
            .required("plan", Names.TYPE, "name the plan")
            .required(
                "regions",
                new KeyType.Named(RegionsBinder.keys(language), 1),
                "name a primary and a recovery region")
            .required(
                "workloads",
                new KeyType.Named(WorkloadBinder.KEYS, 1),
                "name at least one workload")
            .optional(LabBinder.CANARY, CanaryBinder.KEYS)
            .within("lab", LabBinder.KEYS),
        ProviderKeys.PLAN);
  }

  private PlanBinder() {}

  static Optional<Plan> bind(PlanValue root, KeyExtensions language, String sha256) {
    var declared = DeclaredNames.in(root.node(), language);
    var fields = language.fields(root, keys(language));
    var name = fields.read("plan", String.class);
    var regions = fields.value("regions").flatMap(it -> RegionsBinder.bind(it, declared));
    var workloads =
        fields.value("workloads").map(value -> workloads(value, declared)).orElse(Map.of());
    var lab = LabBinder.bind(fields, declared);
    var values = language.values("", fields, ProviderKeys.PLAN);
    return root.make(() ->
        new Plan(
            name.orElseThrow(),
            regions.orElseThrow(),
            workloads,
            lab.orElseThrow(),
            values,
            sha256));
  }

  private static Map<String, Workload> workloads(PlanValue cursor, DeclaredNames declared) {
    var workloads = new LinkedHashMap<String, Workload>();
    var values = cursor.named("workload");
    values.forEach((name, value) ->
        WorkloadBinder.bind(name, value, declared).ifPresent(w -> workloads.put(name, w)));
    if (values.isEmpty() && cursor.isMapping()) {
      cursor.wrong("names no workload", "name at least one");
    }
    DependsOn.refuseCycles(values);
    return workloads;
  }
}
