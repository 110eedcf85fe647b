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
    var said = fields.value(WORKLOADS).map(PlanBinder::workloads).orElse(Map.of());
    var workloads = workloads(said, declared);
    var vaults = fields.value(VaultBinder.VAULTS).map(VaultBinder::bind).orElse(Map.of());
    var lab = LabBinder.bind(fields, declared);
    var values = language.values("", fields, ProviderKeys.PLAN);
    var assess = AssessBinder.bind(fields.within(ASSESS), declared);
    var people = PeopleBinder.bind(fields.within(PEOPLE), declared);
    // Where they are made, a plan looks for cycles itself.
    if (root.make(() -> workloads).isEmpty()) {
      DependsOn.refuse(DependsOn.cycles(said, workloads), said);
    }
    Optional<Plan> plan = Optional.empty();
    try {
      plan =
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
    } catch (CyclicDependenciesException cyclic) {
      DependsOn.refuse(cyclic.cycles(), said);
    }
    plan.ifPresent(it -> checkTogether(it, said, language));
    return plan.flatMap(it -> root.make(() -> it));
  }

  /// What no part of the plan shows alone. Each part has been found without a mistake.
  private static void checkTogether(
      Plan plan, Map<String, PlanValue> workloads, KeyExtensions language) {
    workloads.forEach((name, said) ->
        language.providers().forEach(it -> it.checkTogether(plan, plan.workload(name), said)));
  }

  private static Map<String, PlanValue> workloads(PlanValue cursor) {
    var values = cursor.named("workload");
    if (values.isEmpty() && cursor.isMapping()) {
      cursor.wrong("names no workload", "name at least one");
    }
    return values;
  }

  /// Those without a mistake.
  private static Map<String, Workload> workloads(
      Map<String, PlanValue> values, DeclaredNames declared) {
    var workloads = LinkedHashMap.<String, Workload>newLinkedHashMap(values.size());
    values.forEach((name, value) ->
        WorkloadBinder.bind(name, value, declared).ifPresent(w -> workloads.put(name, w)));
    return workloads;
  }
}
