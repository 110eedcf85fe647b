package dev.lifeboat.drill;

import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a store of [MemoryRegions] holds in each region, by client.
final class MemoryStore {
  private final Set<String> fenced = new HashSet<>();

  /// From which region another one is copied.
  private final Map<String, String> sources = new TreeMap<>();

  private final Map<String, Map<String, SortedSet<Long>>> rows = new HashMap<>();
  private final String name;
  private String writer;

  MemoryStore(String name, String writer) {
    this.name = name;
    this.writer = writer;
  }

  boolean writes(String region) {
    return writer.equals(region) && !fenced.contains(region);
  }

  void write(String client, long number, Set<String> lost) {
    put(writer, client, number);
    sources.forEach((copy, source) -> {
      if (source.equals(writer) && !lost.contains(copy)) {
        put(copy, client, number);
      }
    });
  }

  boolean holds(Goal goal) {
    var region = goal.region();
    return switch (goal) {
      case Goal.Fenced _ -> fenced.contains(region);
      case Goal.Promoted _ -> writes(region);
      case Goal.Replicating(_, _, var source, _) -> source.equals(sources.get(region));
      case Goal.Running _, Goal.Healthy _, Goal.Bound _, Goal.Routed _ -> false;
    };
  }

  void reach(Goal goal) {
    var region = goal.region();
    switch (goal) {
      case Goal.Fenced _ -> fenced.add(region);
      case Goal.Promoted _ -> promote(region);
      case Goal.Replicating(_, _, var source, _) -> copy(region, source);
      case Goal.Running _, Goal.Healthy _, Goal.Bound _, Goal.Routed _ -> {}
    }
  }

  private void put(String region, String client, long number) {
    boolean _ =
        rows.computeIfAbsent(region, _ -> new TreeMap<>())
            .computeIfAbsent(client, _ -> new TreeSet<>())
            .add(number);
  }

  /// Copies all of `source` to `region`, which holds nothing else from then on.
  void copy(String region, String source) {
    var all = new TreeMap<String, SortedSet<Long>>();
    in(source).forEach((client, numbers) -> all.put(client, new TreeSet<>(numbers)));
    rows.put(region, all);
    sources.put(region, source);
  }

  private void promote(String region) {
    writer = region;
    fenced.remove(region);
    sources.remove(region);
  }

  Map<String, SortedSet<Long>> in(String region) {
    return rows.getOrDefault(region, Map.of());
  }

  StoredNumbers of(String region, String client) {
    return new StoredNumbers.Numbers(in(region).getOrDefault(client, Collections.emptySortedSet()));
  }

  DataCheck.Part compared(String one, String other) {
    long count = in(one).size();
    return in(one).equals(in(other))
        ? new DataCheck.Part(name, null, count, Judgement.MET, "the same")
        : new DataCheck.Part(name, null, count, Judgement.MISSED, "not the same");
  }

  /// What a drill could leave behind or change.
  Map<String, String> inventory() {
    var all = new TreeMap<String, String>();
    all.put("writer of " + name, writer);
    all.put("copies of " + name, sources.toString());
    rows.forEach((region, held) ->
        held.keySet().forEach(it -> all.put("%s of %s in %s".formatted(name, it, region), "")));
    return all;
  }

  void forget(String client) {
    rows.values().forEach(clients -> clients.remove(client));
  }
}
