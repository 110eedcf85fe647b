package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The keys of one mapping of a file, read by their declarations.
public final class Fields {
  private final PlanValue cursor;
  private final KeyType.Keys keys;
  private final List<YamlNode.Entry> entries;
  private final boolean isMapping;

  /// @param mapping that of the cursor; empty where all keys are left out, or it is none
  Fields(PlanValue cursor, KeyType.Keys keys, Optional<YamlNode.Mapping> mapping) {
    this.cursor = cursor;
    this.keys = keys;
    this.entries = mapping.map(YamlNode.Mapping::entries).orElse(List.of());
    this.isMapping = mapping.isPresent();
  }

  /// All of these keys left out, where they stand in nothing.
  static Fields none(KeyType.Keys keys) {
    var nowhere = new YamlNode.Mapping(List.of(), YamlNode.Position.START);
    return new Fields(PlanValue.root(nowhere, new Mistakes("")), keys, Optional.empty());
  }

  /// The mapping itself; what it stands in where it is left out.
  public PlanValue cursor() {
    return cursor;
  }

  /// What stands under keys that are not known here.
  List<YamlNode> unknown() {
    var unknown = new ArrayList<YamlNode>();
    for (var entry : entries) {
      if (!keys.has(entry.name())) {
        unknown.add(entry.value());
      }
    }
    return unknown;
  }

  /// What stands under a word, whoever declares it.
  public Optional<PlanValue> said(String word) {
    // A mapping has few keys: to look through them takes half the time of a map made of them.
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).name().equals(word)) {
        return Optional.of(cursor.below(entries.get(i)));
      }
    }
    return Optional.empty();
  }

  /// The value of a key; tells a mistake if it must be there and is not.
  public Optional<PlanValue> value(PlanKey<?> key) {
    if (!keys.has(key.name())) {
      throw new IllegalStateException(
          "'" + key.name() + "' is not among the known keys " + keys.names());
    }
    return key.rule().isPresent() ? required(key, key.rule().get()) : said(key.name());
  }

  /// The value of a key that must be there beside these others; tells a mistake if it is not.
  public Optional<PlanValue> required(PlanKey<?> key, String rule) {
    var value = said(key.name());
    if (value.isEmpty() && isMapping && !isMisspelt(key.name())) {
      cursor.wrongAtKey("lacks the key '" + key.name() + "'", rule);
    }
    return value;
  }

  /// Whether it stands there under a name that is told to be a slip for it.
  private boolean isMisspelt(String key) {
    return entries.stream()
        .map(YamlNode.Entry::name)
        .filter(there -> !keys.has(there))
        .anyMatch(there -> NearestWord.of(there, keys.names()).filter(key::equals).isPresent());
  }

  /// The value of a key as its type has it, else its default; empty if it has none.
  public <T> Optional<T> read(PlanKey<T> key) {
    var value = value(key);
    var read = value.isPresent() ? key.type().read(value.get()) : Optional.<T>empty();
    return read.isPresent() ? read : key.byDefault();
  }

  /// The value of a key that has a default.
  public <T> T get(PlanKey<T> key) {
    return read(key).orElseThrow();
  }

  /// The keys of the mapping under a key.
  public Optional<Fields> mapping(PlanKey<?> key) {
    return value(key).map(value -> value.fields((KeyType.Keys) key.type()));
  }

  /// The keys of the mapping under a key, all of them left out if it is.
  public Fields within(PlanKey<?> key) {
    return mapping(key)
        .orElseGet(() -> new Fields(cursor, (KeyType.Keys) key.type(), Optional.empty()));
  }

  /// See [PlanValue#make].
  public <T> Optional<T> make(Supplier<T> maker) {
    return cursor.make(maker);
  }
}
