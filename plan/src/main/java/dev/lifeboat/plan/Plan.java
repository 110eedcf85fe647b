package dev.lifeboat.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One plan file, complete and valid: exactly one primary and one recovery region, and every name
/// that is used is declared.
///
/// @param name what a person types to confirm; also the name of the plan's folder
/// @param regions by name, in the order of the file; the arbiter `edge` is already supplied
/// @param workloads by name, in the order of the file; at least one
/// @param vaults by name, in the order of the file
/// @param lab how the lab stands in for the world and how it is measured
/// @param values what it says to providers alone
/// @param assess what an assessment takes beside the workloads
/// @param people whom documents of a recovery name
/// @param sha256 of the file's bytes, 64 lower-case hexadecimal digits: which plan a run executed
public record Plan(
    String name,
    Map<String, Region> regions,
    Map<String, Workload> workloads,
    Map<String, VaultPlace> vaults,
    LabPlan lab,
    ProviderValues values,
    AssessPolicy assess,
    PlanPeople people,
    String sha256) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public Plan {
    Names.require("plan", name);
    regions = Copies.named("region", regions, Region::name);
    workloads = Copies.named("workload", workloads, Workload::name);
    vaults = Copies.named("vault", vaults, VaultPlace::name);
    if (workloads.isEmpty()) {
      throw new IllegalArgumentException("a plan must have at least one workload");
    }
    if (!SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 must be 64 lower-case hexadecimal digits, was '" + sha256 + "'");
    }
    requireOne(Region.Role.PRIMARY, regions);
    requireOne(Region.Role.RECOVERY, regions);
    requireDependencies(workloads);
    requireVaults(workloads, vaults);
  }

  /// The outside client that measures, whatever the provider.
  public Canary canary() {
    return lab.canary();
  }

  /// Those that have a role, in the order of the file.
  public List<Region> regions(Region.Role role) {
    return regions.values().stream().filter(it -> it.role() == role).toList();
  }

  /// Where the writers live while nothing is wrong.
  public Region primary() {
    return regions(Region.Role.PRIMARY).getFirst();
  }

  /// Where they go when the primary region is lost.
  public Region recovery() {
    return regions(Region.Role.RECOVERY).getFirst();
  }

  /// These two.
  public RegionPair pair() {
    return new RegionPair(primary().name(), recovery().name());
  }

  /// The name of the place that fails with neither: the arbiter, else [Region#EDGE].
  public String edge() {
    return regions(Region.Role.ARBITER).stream().map(Region::name).findFirst().orElse(Region.EDGE);
  }

  /// The workload of that name, for callers that have it from this plan.
  ///
  /// @throws IllegalArgumentException if the plan has no such workload
  public Workload workload(String name) {
    var workload = workloads.get(name);
    if (workload == null) {
      throw new IllegalArgumentException(
          "plan '%s' has no workload '%s', only %s".formatted(this.name, name, workloads.keySet()));
    }
    return workload;
  }

  /// The resources of one type, of all workloads, in the order of the file.
  public <T extends Resource> List<T> resources(Class<T> type) {
    return workloads.values().stream().flatMap(it -> it.resources(type).stream()).toList();
  }

  /// What resources are called over the plan which people name without their workload: one where
  /// that is a name over the plan, several where workloads have one of that name each.
  public List<String> called(String said) {
    return workloads.values().stream().anyMatch(it -> it.resources().containsKey(said))
        ? List.of(said)
        : workloads.values().stream().flatMap(it -> it.called(said).stream()).toList();
  }

  private static void requireOne(Region.Role role, Map<String, Region> regions) {
    long count = regions.values().stream().filter(region -> region.role() == role).count();
    if (count != 1) {
      throw new IllegalArgumentException(
          "a plan must have exactly one %s region, had %d".formatted(role.word(), count));
    }
  }

  /// Those that backups of `workload` are in.
  public Stream<VaultPlace> vaultsOf(Workload workload) {
    return workload.backup().stream()
        .flatMap(it -> Stream.concat(Stream.of(it.to()), it.copyTo().stream()))
        .flatMap(it -> Optional.ofNullable(vaults.get(it)).stream());
  }

  private static void requireVaults(
      Map<String, Workload> workloads, Map<String, VaultPlace> vaults) {
    workloads.values().stream()
        .flatMap(it -> it.backup().stream())
        .flatMap(it -> Stream.concat(Stream.of(it.to()), it.copyTo().stream()))
        .filter(it -> !vaults.containsKey(it))
        .forEach(it -> {
          throw new IllegalArgumentException("a backup names unknown vault '" + it + "'");
        });
  }

  private static void requireKnown(
      Workload workload, Collection<String> needs, Map<String, Workload> workloads) {
    for (var needed : needs) {
      if (!workloads.containsKey(needed)) {
        throw new IllegalArgumentException(
            "workload '%s' depends on unknown workload '%s'".formatted(workload.name(), needed));
      }
    }
  }

  private static void requireDependencies(Map<String, Workload> workloads) {
    for (var workload : workloads.values()) {
      requireKnown(workload, workload.dependsOn(), workloads);
      requireKnown(workload, workload.needs().soft().keySet(), workloads);
    }
    var needs = LinkedHashMap.<String, List<String>>newLinkedHashMap(workloads.size());
    workloads.forEach((name, workload) -> needs.put(name, workload.dependsOn()));
    var cycles = new Cycles(needs).found();
    if (!cycles.isEmpty()) {
      throw new CyclicDependenciesException(cycles);
    }
  }
}
