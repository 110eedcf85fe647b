package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Binds the whole file.
final class PlanBinder {
  /// Name of the plan. A person types it to confirm; the lab keeps its state under it.
  private static final PlanKey<String> PLAN = Names.TYPE.key("plan").required("name the plan");

  /// Sets of resources that recover as one, by name.
  private static final PlanKey<Object> WORKLOADS =
      new KeyType.Named(WorkloadBinder.KEYS, 1)
          .key("workloads")
          .required("name at least one workload");

  /// For 'lifeboat assess' alone.
  private static final PlanKey<Object> ASSESS = AssessBinder.KEYS.within("assess");

  /// Whom documents of a recovery name.
  private static final PlanKey<Object> PEOPLE = PeopleBinder.KEYS.within("people");

  /// All keys of a plan, those of providers last.
  static Keys keys(KeyExtensions language) {
    return language.extended(
        Keys.of("Plan", PLAN, regions(language), WORKLOADS, LabBinder.PLAN_CANARY, LabBinder.LAB)
            .and(PlanTiers.TIERS, PlanTiers.CALENDAR)
            .and(ASSESS, PEOPLE, VaultBinder.VAULTS, IncludedFiles.INCLUDE),
        ProviderKeys.PLAN);
  }

  /// Failure domains by name: exactly one primary and one recovery region, and at most one arbiter.
  private static PlanKey<Object> regions(KeyExtensions language) {
    return new KeyType.Named(RegionsBinder.keys(language), 1, RegionsBinder.MOST)
        .key("regions")
        .required("name a primary and a recovery region");
  }

  private PlanBinder() {}

  static Optional<Plan> bind(PlanValue root, KeyExtensions language, String sha256) {
    var fields = language.fields(root, keys(language));
    var declared = DeclaredNames.in(root.node(), language, PlanTiers.bind(fields));
    fields
        .said(IncludedFiles.INCLUDE.name())
        .ifPresent(it ->
            it.wrongAtKey(
                "names files, and this text was read without its folder",
                "give the path of the file"));
    var name = fields.read(PLAN);
    var regions = fields.value(regions(language)).flatMap(it -> RegionsBinder.bind(it, declared));
    var workloads =
        fields.value(WORKLOADS).map(value -> workloads(value, declared)).orElse(Map.of());
    var vaults = fields.value(VaultBinder.VAULTS).map(VaultBinder::bind).orElse(Map.of());
    var lab = LabBinder.bind(fields, declared);
    var values = language.values("", fields, ProviderKeys.PLAN);
    var assess = AssessBinder.bind(fields.within(ASSESS), declared);
    var people = PeopleBinder.bind(fields.within(PEOPLE), declared);
    var plan =
        root.make(() ->
            new Plan(
                name.orElseThrow(),
                regions.orElseThrow(),
                workloads,
                vaults,
                lab.orElseThrow(),
                values,
                assess.orElseThrow(),
                people.orElseThrow(),
                sha256));
    plan.ifPresent(it -> checkTogether(it, fields, language));
    return plan.flatMap(it -> root.make(() -> it));
  }

  /// What no part of the plan shows alone. Each part has been found without a mistake.
  private static void checkTogether(Plan plan, Fields fields, KeyExtensions language) {
    fields
        .said(WORKLOADS.name())
        .flatMap(all -> all.entries(() -> ""))
        .orElse(Map.of())
        .forEach((name, said) ->
            language.providers().forEach(it -> it.checkTogether(plan, plan.workload(name), said)));
  }

  private static Map<String, Workload> workloads(PlanValue cursor, DeclaredNames declared) {
    var workloads = new LinkedHashMap<String, Workload>();
    var values = cursor.named("workload");
    values.forEach((name, value) ->
        WorkloadBinder.bind(name, value, declared).ifPresent(w -> workloads.put(name, w)));
    if (values.isEmpty() && cursor.isMapping()) {
      cursor.wrong("names no workload", "name at least one");
    }
    DependsOn.refuseCycles(values, workloads);
    return workloads;
  }
}
