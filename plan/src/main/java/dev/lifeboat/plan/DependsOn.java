package dev.lifeboat.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/// Binds what a workload rests on, and finds workloads that wait for each other.
final class DependsOn {
  /// Workloads of this plan that must be recovered first; without cycles. A failover waits while
  /// one is still in the old region.
  static final PlanKey<Object> HARD = KeyType.Several.of(Names.TYPE).key("dependsOn").or(List.of());

  /// Workloads of this plan without which it loses that share of its worth; nothing waits for one.
  static final PlanKey<Object> SOFT =
      KeyType.Named.ofWorkload(QuantityText.PERCENT, 0).key("dependsSoftlyOn").or(Map.of());

  private static final KeyType.Span PROMISE = new KeyType.Span(Duration.ZERO, DurationText.LONGEST);

  /// Others that it needs, and the longest that each promises to be out: no strategy brings users
  /// back sooner.
  static final PlanKey<Object> THIRD_PARTIES =
      KeyType.Named.ofWorkload(PROMISE, 0).key("thirdParties").or(Map.of());

  private DependsOn() {}

  static Supplier<Dependencies> bind(String workload, Fields fields, DeclaredNames declared) {
    var hard = fields.value(HARD).map(it -> hard(workload, it, declared)).orElse(List.of());
    Set<String> twice = fields.said(SOFT.name()).isEmpty() ? Set.of() : Set.copyOf(hard);
    var soft = new LinkedHashMap<String, Integer>();
    fields
        .value(SOFT)
        .map(it -> it.named("workload"))
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (twice.contains(name) || name.equals(workload)) {
            value.wrongAtKey(
                twice.contains(name) ? "is in dependsOn too" : "is the workload itself",
                "name it once");
          }
          if (declared.workload(name).isEmpty()) {
            UnknownName.tellAtKey(
                value, name, "workload", () -> others(workload, declared.workloads().keySet()));
          }
          QuantityText.PERCENT
              .read(value)
              .ifPresent(share -> soft.put(declared.workload(name).orElse(name), share));
        });
    var parties = new LinkedHashMap<String, Duration>();
    fields
        .value(THIRD_PARTIES)
        .map(it -> it.named("third party"))
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (declared.workload(name).isPresent()) {
            value.wrongAtKey("is a workload of this plan", "name it in dependsOn");
          }
          PROMISE.read(value).ifPresent(rto -> parties.put(name, rto));
        });
    return () ->
        soft.isEmpty() && parties.isEmpty() && hard.isEmpty()
            ? Dependencies.NONE
            : new Dependencies(hard, soft, parties);
  }

  private static List<String> hard(String workload, PlanValue cursor, DeclaredNames declared) {
    var all = declared.workloads().keySet();
    return cursor.distinct(
        "write a list of workloads",
        item ->
            item.text("write the name of another workload")
                .flatMap(name -> {
                  if (name.equals(workload)) {
                    return item.wrong("is the workload itself", "remove it");
                  }
                  var known = declared.workload(name);
                  return known.isPresent()
                      ? known
                      : UnknownName.tell(item, name, "workload", () -> others(workload, all));
                }));
  }

  private static List<String> others(String workload, Set<String> all) {
    return all.stream().filter(name -> !name.equals(workload)).toList();
  }

  /// Workloads that wait for each other, of a plan that is not made whatever they are.
  ///
  /// @param bound those without a mistake
  static List<List<String>> cycles(Map<String, PlanValue> workloads, Map<String, Workload> bound) {
    var needs = LinkedHashMap.<String, List<String>>newLinkedHashMap(workloads.size());
    workloads.forEach((name, cursor) -> {
      var workload = bound.get(name);
      needs.put(name, workload == null ? look(cursor.node()) : workload.dependsOn());
    });
    return new Cycles(needs).found();
  }

  /// Tells one cycle of each group of workloads that wait for each other, at its first in the file.
  static void refuse(List<List<String>> cycles, Map<String, PlanValue> workloads) {
    for (var cycle : cycles) {
      var first = cycle.getFirst();
      Objects.requireNonNull(workloads.get(first))
          .wrongAtKey(
              "waits for itself: %s -> %s".formatted(String.join(" -> ", cycle), first),
              "remove one of these from dependsOn");
    }
  }

  private static List<String> look(YamlNode workload) {
    var names = new ArrayList<String>();
    if (workload instanceof YamlNode.Mapping mapping
        && mapping.first("dependsOn").orElse(null) instanceof YamlNode.Sequence sequence) {
      for (var item : sequence.items()) {
        if (item instanceof YamlNode.Scalar scalar) {
          names.add(scalar.text());
        }
      }
    }
    return names;
  }
}
