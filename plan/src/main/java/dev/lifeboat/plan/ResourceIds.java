package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Names of resources over the whole plan, which slots, buckets, folders, variables and steps have
/// too. In its workload a resource has the name that the file gives it. Where several workloads
/// have one of that name, each has its workload's before it over the plan: `db` of `shop` is
/// `shop-db`, wherever in the file it stands. Every other name stays as it is.
final class ResourceIds {
  private static final String MEANS_SEVERAL = "names what several workloads have";

  /// More names help nobody who looks for one.
  private static final int MOST_TOLD = 10;

  /// A resource as the file names it.
  private record Named(String workload, String name) {
    @Override
    public String toString() {
      return "%s of workload %s".formatted(Quote.of(name), Quote.of(workload));
    }
  }

  /// By name, the workload that has it first.
  private final Map<String, String> homes = new HashMap<>();

  /// By repeated name, what each of that name is called.
  private final Map<String, List<String>> repeated = new HashMap<>();

  /// By what a resource of a repeated name is called, the first that is called so.
  private final Map<String, Named> owners = new HashMap<>();

  private final Map<String, Map<String, String>> workloads;

  /// Made when it is asked for: few plans name a resource from outside its workload.
  private final Map<String, String> types = new LinkedHashMap<>();

  /// @param workloads the resources of each workload, by name, with the word of their type
  ResourceIds(Map<String, Map<String, String>> workloads) {
    this.workloads = workloads;
    workloads.forEach((workload, types) ->
        types
            .keySet()
            .forEach(name -> {
              if (homes.putIfAbsent(name, workload) != null) {
                repeated.computeIfAbsent(name, _ -> new ArrayList<>());
              }
            }));
    if (!repeated.isEmpty()) {
      workloads.forEach((workload, types) -> types.keySet().forEach(name -> call(workload, name)));
    }
  }

  private void call(String workload, String name) {
    var alike = repeated.get(name);
    if (alike != null) {
      var id = of(workload, name);
      alike.add(id);
      owners.putIfAbsent(id, new Named(workload, name));
    }
  }

  /// What a resource is called over the whole plan.
  ///
  /// @param name in its workload
  String of(String workload, String name) {
    return repeated.containsKey(name) ? workload + "-" + name : name;
  }

  /// Why a resource cannot be called as it is over the whole plan; empty if it can.
  Optional<String> fault(String workload, String name) {
    if (!repeated.containsKey(name)) {
      return Optional.empty();
    }
    var id = of(workload, name);
    var said =
        "is called %s over the whole plan, as others are called %s too, "
            .formatted(Quote.of(id), Quote.of(name));
    if (id.length() > Names.LONGEST) {
      return Optional.of(said + "and that is longer than %d characters".formatted(Names.LONGEST));
    }
    return Optional.ofNullable(homes.get(id))
        .map(home -> new Named(home, id))
        .or(() -> Optional.ofNullable(owners.get(id)))
        .filter(other -> !other.equals(new Named(workload, name)))
        .map(other -> said + "and that is %s already".formatted(other));
  }

  /// What each of that name is called; empty where one workload alone has it, or none.
  List<String> alike(String name) {
    return List.copyOf(repeated.getOrDefault(name, List.of()));
  }

  /// All resources by what they are called over the plan, with the word of their type.
  Map<String, String> types() {
    if (types.isEmpty()) {
      workloads.forEach((workload, of) ->
          of.forEach((name, type) -> types.putIfAbsent(of(workload, name), type)));
    }
    return types;
  }

  /// What a resource of that type is called, which a value names from outside its workload.
  Optional<String> named(PlanValue cursor, String type) {
    var alike = cursor.look().map(this::alike).orElse(List.of());
    return alike.isEmpty()
        ? DeclaredNames.resource(cursor, types(), List.of(type), "of this plan")
        : cursor.wrong(MEANS_SEVERAL, whichOf(alike));
  }

  /// The name of a store or vault of the plan, or nothing with a mistake told at its key.
  void requireStore(DeclaredKind stores, PlanValue value, String name) {
    var alike = alike(name);
    if (alike.isEmpty()) {
      stores.requireKey(value, name);
    } else {
      value.wrongAtKey(MEANS_SEVERAL, whichOf(alike));
    }
  }

  private static String whichOf(List<String> alike) {
    return "write one of "
        + alike.stream().limit(MOST_TOLD).collect(Collectors.joining(", "))
        + (alike.size() > MOST_TOLD ? " and others" : "");
  }
}
