package dev.lifeboat.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The keys of one mapping. Telling unknown keys is done once, here.
final class Fields {
  private final PlanValue cursor;
  private final List<String> keys;
  private final Optional<Map<String, PlanValue>> values;

  Fields(PlanValue cursor, List<String> keys, Optional<Map<String, PlanValue>> values) {
    this.cursor = cursor;
    this.keys = keys;
    this.values = values;
    if (cursor.node() instanceof YamlNode.Mapping mapping) {
      mapping.entries().stream().map(YamlNode.Entry::key).forEach(this::refuseUnknown);
    }
  }

  /// The value of a key that may be left out.
  Optional<PlanValue> optional(String key) {
    if (!keys.contains(key)) {
      throw new IllegalStateException("'" + key + "' is not among the known keys " + keys);
    }
    return values.map(v -> v.get(key));
  }

  /// The value of a key that must be there; tells a mistake if it is not.
  Optional<PlanValue> required(String key, String rule) {
    var value = optional(key);
    if (value.isEmpty() && values.isPresent()) {
      cursor.wrongAtKey("lacks the key '" + key + "'", rule);
    }
    return value;
  }

  String text(String key, String byDefault, String rule) {
    return or(key, byDefault, value -> value.text(rule));
  }

  int number(String key, int byDefault, int least, int most) {
    return or(key, byDefault, value -> value.number(least, most));
  }

  boolean truth(String key, boolean byDefault) {
    return or(key, byDefault, PlanValue::truth);
  }

  <E extends Enum<E> & WordedChoice> E choice(String key, E byDefault, List<E> allowed) {
    return or(key, byDefault, value -> value.choice(allowed));
  }

  Duration duration(String key, Duration byDefault, Duration least, Duration most) {
    return or(key, byDefault, value -> Durations.of(value, least, most));
  }

  private <T> T or(String key, T byDefault, Function<PlanValue, Optional<T>> read) {
    return optional(key).flatMap(read).orElse(byDefault);
  }

  private void refuseUnknown(YamlNode.Scalar key) {
    if (!keys.contains(key.text())) {
      cursor.wrongKey(
          key, "is not a known key", NearestWord.hint(key.text(), "allowed here: ", keys));
    }
  }
}
