package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Entry;
import dev.lifeboat.plan.YamlNode.Mapping;
import dev.lifeboat.plan.YamlNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Trees of several files, laid into one. What two of them say of one thing stays there twice, for
/// whoever binds it to tell.
final class PlanLayers {
  private static final List<String> OF_PARTS = List.of("workloads", "vaults", "people", "assess");

  /// Mappings and lists that several files may fill.
  private static final Set<String> SHARED =
      Set.of(
          "workloads",
          "vaults",
          "people",
          "people.contacts",
          "people.clients",
          "assess",
          "assess.accepted",
          "assess.followUps",
          "assess.changes",
          "assess.keys",
          "assess.places",
          "assess.residency");

  /// Those of them whose order says nothing. Contacts are called in theirs, and lists have one.
  private static final Set<String> BY_NAME =
      Set.of(
          "workloads",
          "vaults",
          "people.clients",
          "assess.changes",
          "assess.keys",
          "assess.places",
          "assess.residency");

  private PlanLayers() {}

  /// The tree of a file that another one names; empty, with mistakes told, if it is none.
  ///
  /// @param of the file that names it
  static Optional<Mapping> part(YamlNode root, Path of, Mistakes mistakes) {
    if (!(root instanceof Mapping mapping)) {
      mistakes.add(
          root.at(),
          "the file is %s".formatted(root.kindName()),
          "write a mapping with the keys " + String.join(", ", OF_PARTS));
      return Optional.empty();
    }
    for (var entry : mapping.entries()) {
      var key = entry.key();
      if (!OF_PARTS.contains(key.text())) {
        mistakes.add(
            key.at(),
            Quote.plain(key.text()),
            Quote.plain(key.text()) + " is no key of an included file",
            "allowed here: %s; write it in %s"
                .formatted(String.join(", ", OF_PARTS), Quote.clean(of.toString())));
      }
    }
    return Optional.of(mapping);
  }

  /// One plan of all, what has no order by name. What one file may not hold is told: the whole plan
  /// of a run is one.
  static Mapping merged(List<Mapping> layers, Mistakes mistakes) {
    return merged("", layers, mistakes);
  }

  private static Mapping byName(Mapping all) {
    var entries = new ArrayList<>(all.entries());
    entries.sort(Comparator.comparing(Entry::name));
    return new Mapping(entries, all.at());
  }

  private static Mapping merged(String path, List<Mapping> layers, Mistakes mistakes) {
    var own = new ArrayList<Entry>();
    var shared = new LinkedHashMap<String, List<Entry>>();
    for (var layer : layers) {
      var seen = new LinkedHashSet<String>();
      for (var entry : layer.entries()) {
        var key = entry.name();
        // A key that one file has twice is told, not shared.
        boolean isShared = SHARED.contains(path + key) && seen.add(key);
        (isShared ? shared.computeIfAbsent(key, _ -> new ArrayList<>()) : own).add(entry);
      }
    }
    var entries = new ArrayList<Entry>();
    shared.forEach((key, all) -> entries.addAll(one(path + key, all, mistakes)));
    entries.addAll(0, own);
    return new Mapping(entries, layers.getFirst().at());
  }

  /// One entry of all where they are of one kind.
  private static List<Entry> one(String path, List<Entry> all, Mistakes mistakes) {
    var first = all.getFirst();
    var values = all.stream().map(Entry::value).toList();
    if (values.stream().allMatch(Mapping.class::isInstance)) {
      var layers = values.stream().map(Mapping.class::cast).toList();
      var whole = merged(path + ".", layers, mistakes);
      if (whole.entries().size() > YamlTree.MOST_ITEMS) {
        mistakes.add(first.at(), path, YamlTree.MANY_KEYS, YamlTree.SPLIT);
      }
      return List.of(new Entry(first.key(), BY_NAME.contains(path) ? byName(whole) : whole));
    }
    if (all.size() == 1) {
      return all;
    }
    if (values.stream().allMatch(Sequence.class::isInstance)) {
      var items =
          values.stream().map(Sequence.class::cast).flatMap(it -> it.items().stream()).toList();
      if (items.size() > YamlTree.MOST_ITEMS) {
        mistakes.add(first.at(), path, YamlTree.MANY_ITEMS, YamlTree.SPLIT);
      }
      return List.of(new Entry(first.key(), new Sequence(items, first.value().at())));
    }
    return all;
  }
}
