package dev.lifeboat.provision.existing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a source says, and what of it no plan needs.
///
/// @param source what was read, in words
/// @param facts one value of each
/// @param unused keys that lead to nothing in the plan, each with why
record FactSheet(String source, Map<Fact, SourcedValue> facts, List<UnusedKey> unused) {

  FactSheet {
    var copy = new EnumMap<Fact, SourcedValue>(Fact.class);
    copy.putAll(facts);
    facts = Collections.unmodifiableMap(copy);
    unused = List.copyOf(unused);
  }

  Optional<SourcedValue> find(Fact fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  /// Its text, or what stands for it.
  String text(Fact fact, String otherwise) {
    return find(fact).map(SourcedValue::text).orElse(otherwise);
  }

  boolean knowsAny(Fact... any) {
    return List.of(any).stream().anyMatch(facts::containsKey);
  }

  /// The same, in which a person's word goes before the source's.
  FactSheet with(Map<Fact, SourcedValue> said) {
    var all = new EnumMap<Fact, SourcedValue>(Fact.class);
    all.putAll(facts);
    all.putAll(said);
    return new FactSheet(source, all, unused);
  }

  /// The same, and what a person's word contradicts is told as not taken.
  FactSheet overruled(Map<Fact, SourcedValue> said) {
    var told = new ArrayList<>(unused);
    said.forEach((fact, word) ->
        find(fact)
            .filter(it -> !it.text().equals(word.text()))
            .ifPresent(it ->
                told.add(
                    new UnusedKey(
                        "%s, %s".formatted(it.from(), it.text()),
                        "%s says %s".formatted(word.from(), word.text())))));
    return new FactSheet(source, with(said).facts(), told);
  }
}
