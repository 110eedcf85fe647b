package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Named;
import dev.lifeboat.plan.KeyType.Several;
import dev.lifeboat.plan.KeyType.Text;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Binds where regions lie, and where data may.
final class ResidencyBinder {
  private static final String PLACE_RULE = "write a place, such as DE";
  private static final String PLACES_RULE = "write a list of places";
  private static final Text<String> PLACE = Text.any(PLACE_RULE);

  /// Where each region lies, also one of a vault, such as a country.
  static final PlanKey<Object> PLACES =
      new Named(PLACE, 0, RegionsBinder.MOST).key("places").or(Map.of());

  /// Where data of a workload may lie. Left out: anywhere.
  static final PlanKey<Object> RESIDENCY =
      new Named(Several.of(PLACE), 0).key("residency").or(Map.of());

  private static final Several SOME_PLACES = new Several(PLACE, 1, Integer.MAX_VALUE);

  /// Places of workloads whose `backup` has this class.
  private static final PlanKey<Object> FINANCIAL = SOME_PLACES.key("financial");

  /// The same.
  private static final PlanKey<Object> CLAIMS = SOME_PLACES.key("claims");

  /// The same.
  private static final PlanKey<Object> AUDIT = SOME_PLACES.key("audit");

  private static final Keys CLASSES = Keys.of("Class residency", FINANCIAL, CLAIMS, AUDIT);

  /// Where data of a class may lie, copies and vaults included. Left out: anywhere.
  static final PlanKey<Object> CLASS_RESIDENCY = CLASSES.within("classResidency");

  private ResidencyBinder() {}

  static ResidencyPolicy bind(Fields assess, DeclaredNames declared) {
    return new ResidencyPolicy(
        named(assess, PLACES, declared.placed(), value -> value.text(PLACE_RULE)),
        named(
            assess,
            RESIDENCY,
            declared.workloadNames(),
            value -> Optional.of(value.texts(PLACES_RULE))),
        classes(assess.within(CLASS_RESIDENCY)));
  }

  private static Map<DataClass, List<String>> classes(Fields fields) {
    var classes = new EnumMap<DataClass, List<String>>(DataClass.class);
    for (var kind : DataClass.values()) {
      CLASSES.all().stream()
          .filter(it -> it.name().equals(kind.word()))
          .flatMap(it -> fields.value(it).stream())
          .flatMap(it -> places(it).stream())
          .forEach(it -> classes.put(kind, it));
    }
    return classes;
  }

  private static Optional<List<String>> places(PlanValue cursor) {
    return cursor.isEmptyList()
        ? cursor.wrong("is an empty list", PLACES_RULE + ", or leave the key out")
        : Optional.of(cursor.texts(PLACES_RULE));
  }

  /// Values by names that the plan declares.
  static <T> Map<String, T> named(
      Fields fields,
      PlanKey<Object> key,
      DeclaredKind known,
      Function<PlanValue, Optional<T>> read) {
    var values = new LinkedHashMap<String, T>();
    fields
        .value(key)
        .map(value -> value.named("key"))
        .orElse(Map.of())
        .forEach((name, value) -> {
          known.requireKey(value, name);
          read.apply(value).ifPresent(it -> values.put(name, it));
        });
    return values;
  }
}
