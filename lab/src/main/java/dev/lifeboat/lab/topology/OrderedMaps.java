package dev.lifeboat.lab.topology;

import java.util.Map;

/// Maps that keep their order, which `Map.copyOf` does not, and look-ups in them.
final class OrderedMaps {
  private OrderedMaps() {}

  static <V> V require(Map<String, V> map, String name, String place) {
    var value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("%s has no '%s'".formatted(place, name));
    }
    return value;
  }
}
