package dev.lifeboat.lab.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Maps that keep their order, which `Map.copyOf` does not, and look-ups in them.
final class OrderedMaps {
  private OrderedMaps() {}

  static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static <T, V> Map<String, V> each(Map<String, T> map, Function<T, V> of) {
    var values = new LinkedHashMap<String, V>();
    map.forEach((name, value) -> values.put(name, of.apply(value)));
    return values;
  }

  static <V> V require(Map<String, V> map, String name, String place) {
    var value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("%s has no '%s'".formatted(place, name));
    }
    return value;
  }
}
