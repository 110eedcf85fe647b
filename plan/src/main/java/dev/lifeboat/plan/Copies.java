package dev.lifeboat.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Copies of maps that keep the order of the file, which `Map.copyOf` does not.
public final class Copies {
  private Copies() {}

  /// A copy in the same order. Of one entry at most every copy has it.
  public static <V> Map<String, V> ordered(Map<String, V> map) {
    return map.size() < 2 ? Map.copyOf(map) : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /// What is made of each value, by the same names.
  public static <T, V> Map<String, V> each(Map<String, T> map, Function<T, V> made) {
    var all = new LinkedHashMap<String, V>();
    map.forEach((name, value) -> all.put(name, made.apply(value)));
    return all;
  }

  /// A copy in which every key is the name of its value.
  static <V> Map<String, V> named(String kind, Map<String, V> map, Function<V, String> name) {
    map.forEach((key, value) -> {
      if (!key.equals(name.apply(value))) {
        throw new IllegalArgumentException(
            "%s '%s' stands under the key '%s'".formatted(kind, name.apply(value), key));
      }
    });
    return ordered(map);
  }
}
