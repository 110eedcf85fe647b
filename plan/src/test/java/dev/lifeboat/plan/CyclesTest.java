package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CyclesTest {
  @Test
  void each_group_is_told_once_by_the_shortest_way_through_its_first() {
    var needs = new LinkedHashMap<String, List<String>>();
    needs.put("a", List.of("b"));
    needs.put("b", List.of("c", "d"));
    needs.put("c", List.of("d"));
    needs.put("d", List.of("b", "e"));
    needs.put("e", List.of("f"));
    needs.put("f", List.of("e", "nobody"));
    needs.put("g", List.of("g"));

    assertThat(new Cycles(needs).found()).containsExactly(List.of("b", "d"), List.of("e", "f"));
  }

  @Test
  void who_is_in_a_cycle_is_in_a_group_that_is_told() {
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      var needs = drawn(2 + random.nextInt(9), random);
      var told = new Cycles(needs).found();

      assertThat(told).allSatisfy(cycle -> assertThat(isCycle(cycle, needs)).isTrue());
      var inCycles = needs.keySet().stream().filter(it -> reached(it, needs).contains(it)).toList();
      assertThat(inCycles)
          .allSatisfy(name ->
              assertThat(told)
                  .filteredOn(cycle ->
                      cycle.contains(name)
                          || reached(name, needs).contains(cycle.getFirst())
                              && reached(cycle.getFirst(), needs).contains(name))
                  .hasSize(1));
    }
  }

  /// As long as it is, it needs no stack; were each name walked on its own, it would take hours.
  @Test
  void a_chain_of_a_hundred_thousand_is_no_cycle_until_it_is_closed() {
    var needs = new LinkedHashMap<String, List<String>>();
    IntStream.range(0, 100_000).forEach(i -> needs.put("w" + i, List.of("w" + (i + 1))));

    assertThat(new Cycles(needs).found()).isEmpty();

    needs.put("w99999", List.of("w0"));
    assertThat(new Cycles(needs).found())
        .singleElement()
        .satisfies(it -> assertThat(it).hasSize(100_000));
  }

  private static Map<String, List<String>> drawn(int names, Random random) {
    var needs = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < names; i++) {
      int own = i;
      needs.put(
          "w" + i,
          random
              .ints(random.nextInt(3), 0, names)
              .filter(it -> it != own)
              .mapToObj(it -> "w" + it)
              .distinct()
              .toList());
    }
    return needs;
  }

  private static boolean isCycle(List<String> names, Map<String, List<String>> needs) {
    var closed = new ArrayList<>(names);
    closed.add(names.getFirst());
    return IntStream.range(0, names.size())
        .allMatch(i -> needs.getOrDefault(closed.get(i), List.of()).contains(closed.get(i + 1)));
  }

  private static Set<String> reached(String start, Map<String, List<String>> needs) {
    var reached = new HashSet<String>();
    var open = new ArrayList<>(needs.getOrDefault(start, List.of()));
    while (!open.isEmpty()) {
      var next = open.removeLast();
      if (reached.add(next)) {
        open.addAll(needs.getOrDefault(next, List.of()));
      }
    }
    return reached;
  }
}
