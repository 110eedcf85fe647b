package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import dev.lifeboat.plan.YamlNode.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A value in the plan file: reads it as what it should be, or tells the mistake and gives nothing.
///
/// Binders, those of providers among them, read on after a mistake, so that all are told at once. A
/// record is made only while the file has none (see [#make]); so a value that a mistake replaced
/// never gets into a plan.
public final class PlanValue {
  /// Nine digits are more than any bound and always an int.
  private static final Pattern SHORT = Pattern.compile("-?[0-9]{1,9}");

  /// As many keys are compared with each other in less time than a map of them is made.
  private static final int FEW = 16;

  private final YamlNode node;
  private final ValuePath path;
  private final Mistakes mistakes;

  private PlanValue(YamlNode node, ValuePath path, Mistakes mistakes) {
    this.node = node;
    this.path = path;
    this.mistakes = mistakes;
  }

  static PlanValue root(YamlNode node, Mistakes mistakes) {
    return new PlanValue(node, new ValuePath.Root(), mistakes);
  }

  YamlNode node() {
    return node;
  }

  public boolean isMapping() {
    return node instanceof YamlNode.Mapping;
  }

  /// Whether this is a mapping that has not that key.
  public boolean lacks(String key) {
    return node instanceof YamlNode.Mapping mapping && mapping.first(key).isEmpty();
  }

  /// Whether this is a mapping with that word under a key; tells no mistakes.
  public boolean says(String key, WordedChoice choice) {
    return look(key).equals(Optional.of(choice.word()));
  }

  /// Whether this is a list without items.
  public boolean isEmptyList() {
    return node instanceof YamlNode.Sequence sequence && sequence.items().isEmpty();
  }

  /// A look ahead at a scalar below this mapping; tells no mistakes.
  ///
  /// @param keys the way there
  public Optional<String> look(String... keys) {
    return node.look(keys);
  }

  /// Whether one more mistake would be told, not only counted.
  boolean isListed() {
    return mistakes.isListed();
  }

  /// Tells a mistake in the value itself.
  public <T> Optional<T> wrong(String what, String fix) {
    mistakes.add(node.at(), path.text(), (subject() + " " + what).strip(), fix);
    return Optional.empty();
  }

  /// Tells a mistake about the value as a whole, such as a key that it lacks, at its own key.
  public void wrongAtKey(String what, String fix) {
    mistakes.add(path.keyAt(node), path.text(), subject() + " " + what, fix);
  }

  /// Tells a mistake about one key of this mapping.
  void wrongKey(YamlNode.Entry key, String what, String fix) {
    var keyPath = path.text(key.name());
    mistakes.add(key.at(), keyPath, keyPath + " " + what, fix);
  }

  /// Makes a record if the file has no mistake so far; else nothing will be made of it anyway.
  <T> Optional<T> make(Supplier<T> maker) {
    return mistakes.none() ? Optional.of(maker.get()) : Optional.empty();
  }

  /// The value as a mapping with these keys and no others.
  Fields fields(KeyType.Keys keys) {
    return fields(keys, List.of());
  }

  /// @param unread keys that may be there as well
  Fields fields(KeyType.Keys keys, List<String> unread) {
    var fields = knownFields(keys);
    if (node instanceof YamlNode.Mapping mapping) {
      for (var entry : mapping.entries()) {
        var key = entry.name();
        if (!keys.has(key) && !unread.contains(key)) {
          wrongKey(
              entry, "is not a known key", NearestWord.hint(key, "allowed here: ", keys.names()));
        }
      }
    }
    return fields;
  }

  /// The value as a mapping with these keys, and maybe others. A repeated key is a mistake.
  Fields knownFields(KeyType.Keys keys) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return new Fields(
          this, keys, notA("write a mapping with the keys " + String.join(", ", keys.names())));
    }
    if (mapping.entries().size() > FEW) {
      entries(() -> "");
    } else {
      compareKeys(mapping.entries());
    }
    return new Fields(this, keys, Optional.of(mapping));
  }

  private void compareKeys(List<YamlNode.Entry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      var key = entries.get(i);
      int first = 0;
      while (!entries.get(first).name().equals(key.name())) {
        first++;
      }
      if (first < i) {
        tellRepeated(key, entries.get(first).at());
      }
    }
  }

  private void tellRepeated(YamlNode.Entry key, Position first) {
    wrongKey(
        key, "is given twice, first in " + mistakes.place(first, key.at()), "keep one of them");
  }

  /// The value of a line of this mapping.
  PlanValue below(YamlNode.Entry entry) {
    return new PlanValue(entry.value(), new ValuePath.Below(path, entry), mistakes);
  }

  /// The value as a mapping from names that the plan chooses.
  public Map<String, PlanValue> named(String kind) {
    var values =
        entries(() -> "write a mapping from the name of each %s to its keys".formatted(kind))
            .orElse(Map.of());
    values.forEach((name, value) -> {
      if (!Names.isName(name)) {
        mistakes.add(
            value.path.keyAt(value.node),
            value.path.text(),
            "%s is not a valid name for a %s".formatted(Quote.of(name), kind),
            Names.RULE);
      }
    });
    return values;
  }

  /// The value as a mapping with any keys; empty after a mistake. A repeated key is a mistake.
  Optional<Map<String, PlanValue>> entries(Supplier<String> rule) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return notA(rule.get());
    }
    var values = LinkedHashMap.<String, PlanValue>newLinkedHashMap(mapping.entries().size());
    for (var entry : mapping.entries()) {
      var first = values.putIfAbsent(entry.name(), below(entry));
      if (first != null) {
        tellRepeated(entry, first.path.keyAt(first.node));
      }
    }
    return Optional.of(values);
  }

  /// The value of one key of this mapping, whatever its others are.
  Optional<PlanValue> value(String key) {
    return entries(() -> "").flatMap(entries -> Optional.ofNullable(entries.get(key)));
  }

  /// The value as a list; empty after a mistake.
  Optional<List<PlanValue>> items(String rule) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return notA(rule);
    }
    var items = new ArrayList<PlanValue>(sequence.items().size());
    for (var item : sequence.items()) {
      items.add(new PlanValue(item, new ValuePath.Item(path, items.size()), mistakes));
    }
    return Optional.of(items);
  }

  /// The texts of a list, as many as there are.
  public List<String> texts(String rule) {
    return items(rule).orElse(List.of()).stream()
        .flatMap(item -> item.text(rule).stream())
        .toList();
  }

  /// The words of a command, as many as there are.
  List<String> command(String rule) {
    var items = items(rule);
    if (items.isPresent() && items.get().isEmpty()) {
      wrong("is an empty list", rule);
    }
    var words = new ArrayList<String>();
    for (var item : items.orElse(List.of())) {
      // Only the command itself must be a text; arguments may be numbers and may be empty.
      var asText = item.node.quoteRule().orElse(rule);
      (words.isEmpty() ? item.text(asText) : item.anyScalar(rule)).ifPresent(words::add);
    }
    return words;
  }

  /// The names of a list, each of which it has once.
  ///
  /// @param read gives the name of an item, or tells its mistake
  List<String> distinct(String rule, Function<PlanValue, Optional<String>> read) {
    var names = new LinkedHashSet<String>();
    for (var item : items(rule).orElse(List.of())) {
      read.apply(item)
          .filter(name -> !names.add(name))
          .ifPresent(name -> item.wrong("names " + Quote.of(name) + " again", "name it once"));
    }
    return List.copyOf(names);
  }

  /// The value as a text that is not blank and holds no control characters but line breaks and
  /// tabs.
  public Optional<String> text(String rule) {
    return scalar(rule, Kind.TEXT)
        .flatMap(text -> text.isBlank() ? wrong("is an empty text", rule) : printable(text));
  }

  /// The value as written, be it a text, a number or a truth value; it may be an empty text.
  Optional<String> anyScalar(String rule) {
    return scalar(rule, Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.BOOLEAN)
        .flatMap(this::printable);
  }

  /// The value as a text for all regions, or one for each of some.
  Optional<PerRegion> perRegion() {
    if (!isMapping()) {
      return text("write a text, or a mapping from regions of the plan to texts")
          .map(PerRegion::same);
    }
    var texts = new LinkedHashMap<String, String>();
    named("region")
        .forEach((region, value) ->
            value.text("write a text").ifPresent(text -> texts.put(region, text)));
    return Optional.of(new PerRegion(Optional.empty(), texts));
  }

  Optional<Boolean> truth() {
    return scalar("write true or false", Kind.BOOLEAN)
        .map(t -> Character.toLowerCase(t.charAt(0)) == 't');
  }

  Optional<Integer> number(KeyType.Whole allowed) {
    var rule = "write a whole number, " + allowed.bounds();
    return scalar(rule, Kind.INTEGER)
        .flatMap(text -> {
          var digits = text.startsWith("+") ? text.substring(1) : text;
          return SHORT.matcher(digits).matches() && allowed.holds(Integer.valueOf(digits))
              ? Optional.of(Integer.valueOf(digits))
              : wrong("is " + Quote.plain(text), rule);
        });
  }

  /// The value as one of the words of an enum.
  <E extends Enum<E> & WordedChoice> Optional<E> choice(List<E> allowed) {
    if (node instanceof YamlNode.Scalar(var text, var kind, _, _) && kind == Kind.TEXT) {
      for (var one : allowed) {
        if (one.hasWord(text)) {
          return Optional.of(one);
        }
      }
    }
    word(allowed.stream().map(WordedChoice::word).toList());
    return Optional.empty();
  }

  /// The value as one of some words.
  Optional<String> word(List<String> words) {
    var rule = "write one of " + String.join(", ", words);
    return text(rule)
        .flatMap(text ->
            words.contains(text)
                ? Optional.of(text)
                : wrong("is " + Quote.of(text), NearestWord.hint(text, "allowed: ", words)));
  }

  /// The scalar's text, if it is of one of these kinds.
  Optional<String> scalar(String rule, Kind... kinds) {
    if (node instanceof YamlNode.Scalar(var text, var kind, _, _)) {
      for (var one : kinds) {
        if (one == kind) {
          return Optional.of(text);
        }
      }
    }
    return notA(rule);
  }

  private Optional<String> printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        return wrong("holds a control character", "remove it");
      }
    }
    return Optional.of(text);
  }

  private <T> Optional<T> notA(String rule) {
    return switch (node) {
      case YamlNode.Scalar(_, var kind, _, _) when kind == Kind.NOTHING ->
          wrong("has no value", rule + ", or leave the key out if it is optional");
      case YamlNode.Scalar(var text, var kind, _, _) ->
          wrong(
              "is "
                  + (kind == Kind.TEXT
                      ? Quote.of(text)
                      : Quote.plain(text) + ", " + node.kindName()),
              rule);
      case YamlNode.Sequence _, YamlNode.Mapping _ -> wrong("is " + node.kindName(), rule);
      case YamlNode.Refused _ -> Optional.empty();
    };
  }

  private String subject() {
    return path instanceof ValuePath.Root ? "the plan" : path.text();
  }
}
