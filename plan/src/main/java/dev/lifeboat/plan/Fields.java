package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The keys of one mapping of a file, read by their declarations.
public final class Fields {
  private final PlanValue cursor;
  private final KeyType.Keys keys;
  private final Optional<Map<String, PlanValue>> values;

  /// @param values empty where all keys are left out, or the mapping is none
  Fields(PlanValue cursor, KeyType.Keys keys, Optional<Map<String, PlanValue>> values) {
    this.cursor = cursor;
    this.keys = keys;
    this.values = values;
  }

  /// The mapping itself; what it stands in where it is left out.
  public PlanValue cursor() {
    return cursor;
  }

  /// What stands under keys that are not known here.
  List<YamlNode> unknown() {
    return values.orElse(Map.of()).entrySet().stream()
        .filter(entry -> !keys.names().contains(entry.getKey()))
        .map(entry -> entry.getValue().node())
        .toList();
  }

  /// The value of a key; tells a mistake if it must be there and is not.
  public Optional<PlanValue> value(String key) {
    var rule = keys.key(key).rule();
    return rule.isPresent() ? required(key, rule.get()) : values.map(v -> v.get(key));
  }

  /// The value of a key that must be there beside these others; tells a mistake if it is not.
  public Optional<PlanValue> required(String key, String rule) {
    var value = values.map(v -> v.get(keys.key(key).name()));
    if (value.isEmpty() && values.isPresent() && !isMisspelt(key)) {
      cursor.wrongAtKey("lacks the key '" + key + "'", rule);
    }
    return value;
  }

  /// Whether it stands there under a name that is told to be a slip for it.
  private boolean isMisspelt(String key) {
    return values.orElse(Map.of()).keySet().stream()
        .filter(there -> !keys.names().contains(there))
        .anyMatch(there -> NearestWord.of(there, keys.names()).filter(key::equals).isPresent());
  }

  /// The value of a key as its type has it, else its default; empty if it has none.
  public <T> Optional<T> read(String key, Class<T> as) {
    var declared = keys.key(key);
    return value(key).<Object>flatMap(declared.type()::read).or(declared::byDefault).map(as::cast);
  }

  /// The value of a key that has a default.
  public <T> T get(String key, Class<T> as) {
    return read(key, as).orElseThrow();
  }

  /// The items of a list of texts; none if it is left out.
  public List<String> texts(String key, String rule) {
    return value(key).map(value -> value.texts(rule)).orElse(List.of());
  }

  /// The keys of the mapping under a key.
  public Optional<Fields> mapping(String key) {
    return value(key).map(value -> value.fields((KeyType.Keys) keys.key(key).type()));
  }

  /// The keys of the mapping under a key, all of them left out if it is.
  public Fields within(String key) {
    return mapping(key)
        .orElseGet(() -> new Fields(cursor, (KeyType.Keys) keys.key(key).type(), Optional.empty()));
  }

  /// See [PlanValue#make].
  public <T> Optional<T> make(Supplier<T> maker) {
    return cursor.make(maker);
  }
}
