package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names that a file declares, known before anything is bound, so that a name may be used above
/// the line that declares it. It tells no mistakes: what is malformed is told where it is bound.
///
/// @param provider of the regions; empty if it is not known here
/// @param workloads the resources of each workload, by name, with the word of their type; an
///   unreadable type is empty
/// @param names of the workloads, each by itself: who refers to one takes the very text that
///   declares it, of which a portfolio then keeps one
/// @param ids of the resources, unique in the plan
/// @param vaults of the plan, each with the region of its bucket, which may be empty
/// @param tiers bound already
record DeclaredNames(
    KeyExtensions language,
    Optional<ProviderKeys> provider,
    List<String> regions,
    Map<String, Map<String, String>> workloads,
    Map<String, String> names,
    ResourceIds ids,
    Map<String, String> vaults,
    PlanTiers tiers) {

  static DeclaredNames in(YamlNode root, KeyExtensions language, PlanTiers tiers) {
    var regions = new ArrayList<>(children(root, "regions").keySet());
    var providers =
        children(root, "regions").values().stream()
            .flatMap(region -> region.look("provider").stream())
            .toList();
    if (!regions.contains(Region.EDGE)) {
      regions.add(Region.EDGE);
    }
    var workloads = new LinkedHashMap<String, Map<String, String>>();
    var names = new HashMap<String, String>();
    children(root, "workloads")
        .forEach((name, workload) -> {
          var resources = entries(workload, "resources");
          var types = LinkedHashMap.<String, String>newLinkedHashMap(resources.size());
          for (var resource : resources) {
            types.putIfAbsent(resource.name(), type(resource.value()));
          }
          workloads.put(name, types);
          names.put(name, name);
        });
    return new DeclaredNames(
        language,
        language.provider(providers),
        regions,
        workloads,
        names,
        new ResourceIds(workloads),
        vaults(root),
        tiers);
  }

  private static Map<String, String> vaults(YamlNode root) {
    var vaults = new LinkedHashMap<String, String>();
    children(root, VaultBinder.VAULTS.name())
        .forEach(
            (name, vault) -> vaults.put(name, vault.look(VaultBinder.REGION.name()).orElse("")));
    return vaults;
  }

  /// The regions; of none that could be read the arbiter is there still.
  DeclaredKind regionNames() {
    return new DeclaredKind("region", regions, regions.equals(List.of(Region.EDGE)));
  }

  /// Where data may lie: the regions, and those of buckets of vaults.
  DeclaredKind placed() {
    var all = new LinkedHashSet<>(regions);
    vaults.values().stream().filter(it -> !it.isEmpty()).forEach(all::add);
    return new DeclaredKind("region", all, regionNames().unread());
  }

  DeclaredKind workloadNames() {
    return new DeclaredKind("workload", workloads.keySet(), workloads.isEmpty());
  }

  /// What holds data, and so may be encrypted.
  DeclaredKind stores() {
    var stores = new ArrayList<>(vaults.keySet());
    ids.types()
        .forEach((name, type) -> {
          if (!type.equals(Service.TYPE) && !type.equals(Traffic.TYPE)) {
            stores.add(name);
          }
        });
    return new DeclaredKind("store or vault", stores, workloads.isEmpty());
  }

  /// The resources of one workload.
  Siblings siblings(String workload) {
    return new Siblings(workload, workloads.getOrDefault(workload, Map.of()), ids);
  }

  /// The name of a workload of the plan; empty if it has none of that name.
  Optional<String> workload(String name) {
    return Optional.ofNullable(names.get(name));
  }

  /// Whether no resource could be read.
  boolean hasNoResource() {
    return workloads.values().stream().allMatch(Map::isEmpty);
  }

  /// The workloads that a list names, each once.
  List<String> someWorkloads(PlanValue cursor) {
    var rule = "write a list of workloads";
    return cursor.distinct(
        rule, item -> item.text(rule).flatMap(name -> workloadNames().require(item, name)));
  }

  /// The name of a resource of one of these types, out of those that may be named here.
  ///
  /// @param among names with the word of their type; a name of unreadable type is taken as it is,
  ///   and so is any where none could be read, which is told where they are declared
  static Optional<String> resource(
      PlanValue cursor, Map<String, String> among, List<String> types, String where) {
    var wanted = String.join(" or ", types);
    var rule = "write the name of a " + wanted + " " + where;
    return cursor
        .text(rule)
        .flatMap(name -> {
          var type = among.isEmpty() ? "" : among.get(name);
          if (type == null) {
            return cursor.wrong(
                "is %s, which is no %s %s".formatted(Quote.of(name), wanted, where),
                NearestWord.hint(name, "there are: ", fitting(among, types)));
          }
          if (!type.isEmpty() && !types.contains(type)) {
            return cursor.wrong(
                "is '%s', which is a %s".formatted(name, Quote.plain(type)),
                "name a %s; there are: %s"
                    .formatted(wanted, String.join(", ", fitting(among, types))));
          }
          return Optional.of(name);
        });
  }

  private static List<String> fitting(Map<String, String> among, List<String> types) {
    return among.keySet().stream()
        .filter(name -> types.contains(among.get(name)) || "".equals(among.get(name)))
        .toList();
  }

  private static Map<String, YamlNode> children(YamlNode node, String key) {
    var entries = entries(node, key);
    var children = LinkedHashMap.<String, YamlNode>newLinkedHashMap(entries.size());
    for (var entry : entries) {
      children.putIfAbsent(entry.name(), entry.value());
    }
    return children;
  }

  private static List<YamlNode.Entry> entries(YamlNode node, String key) {
    return node instanceof YamlNode.Mapping mapping
            && mapping.first(key).orElse(null) instanceof YamlNode.Mapping inner
        ? inner.entries()
        : List.of();
  }

  private static String type(YamlNode resource) {
    return resource.look("type").filter(ResourceBinder.TYPES::contains).orElse("");
  }
}
