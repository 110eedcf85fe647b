package dev.lifeboat.drill;

import dev.lifeboat.measure.StoredNumbers;
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
  final Set<String> fenced = new HashSet<>();

  /// From which region another one is copied.
  final Map<String, String> sources = new TreeMap<>();

  final Map<String, Map<String, SortedSet<Long>>> rows = new HashMap<>();
  String writer;

  MemoryStore(String writer) {
    this.writer = writer;
  }

  void write(String client, long number, Set<String> lost) {
    put(writer, client, number);
    sources.forEach((copy, source) -> {
      if (source.equals(writer) && !lost.contains(copy)) {
        put(copy, client, number);
      }
    });
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

  void promote(String region) {
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

  void forget(String client) {
    rows.values().forEach(clients -> clients.remove(client));
  }
}
