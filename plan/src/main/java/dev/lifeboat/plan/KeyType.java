package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the value of a key may be. What takes more than the value to see, such as the names of a
/// plan, is for the binders.
sealed interface KeyType {
  /// Reads the value, or tells its mistake and gives nothing.
  default Optional<?> read(PlanValue value) {
    return Optional.of(value);
  }

  /// A mapping with these keys and no others, declared one after the other.
  ///
  /// @param title of its section in the reference page
  record Keys(String title, List<PlanKey> all) implements KeyType {
    static Keys of(String title) {
      return new Keys(title, List.of());
    }

    /// Those of a resource. Who reads it knows them by its type, so a wrong one is told elsewhere.
    static Keys ofResource(String title, String type) {
      return of(title).required("type", new Word(List.of(type)), "write its type");
    }

    Keys required(String name, KeyType type, String rule) {
      return and(new PlanKey(name, type, Optional.empty(), Optional.of(rule)));
    }

    /// A text that names {client}.
    Keys template(String name, String rule) {
      return required(name, new Template(rule), rule);
    }

    /// One that may be left out, and then has no value or one that depends on other keys.
    Keys optional(String name, KeyType type) {
      return and(new PlanKey(name, type, Optional.empty(), Optional.empty()));
    }

    Keys or(String name, KeyType type, Object byDefault) {
      return and(new PlanKey(name, type, Optional.of(byDefault), Optional.empty()));
    }

    /// A mapping that is as good as empty where it is left out.
    Keys within(String name, Keys inner) {
      return or(name, inner, Map.of());
    }

    /// One of the words of an enum.
    <E extends Enum<E> & WordedChoice> Keys choice(String name, E byDefault) {
      return or(name, Choice.of(byDefault.getDeclaringClass()), byDefault);
    }

    Keys number(String name, int byDefault, int least, int most) {
      return or(name, new Whole(least, most), byDefault);
    }

    Keys duration(String name, Duration byDefault, Duration least, Duration most) {
      return or(name, new Span(least, most), byDefault);
    }

    /// What does not hold unless the plan says so.
    Keys truth(String name) {
      return or(name, new Truth(), false);
    }

    List<String> names() {
      return all.stream().map(PlanKey::name).toList();
    }

    PlanKey key(String name) {
      return all.stream()
          .filter(key -> key.name().equals(name))
          .findFirst()
          .orElseThrow(() ->
              new IllegalStateException("'" + name + "' is not among the known keys " + names()));
    }

    private Keys and(PlanKey key) {
      return new Keys(title, Stream.concat(all.stream(), Stream.of(key)).toList());
    }
  }

  /// A resource of any type.
  record AnyResource() implements KeyType {}

  /// A mapping from names, of which there are so many at least.
  record Named(KeyType each, int least) implements KeyType {}

  /// A list; names in it differ.
  record Several(KeyType each, int least, int most) implements KeyType {
    static Several of(KeyType each) {
      return new Several(each, 0, Integer.MAX_VALUE);
    }
  }

  /// A command and its arguments.
  record Arguments() implements KeyType {}

  /// A mapping from variables of an environment to texts.
  record Variables() implements KeyType {}

  record Truth() implements KeyType {
    @Override
    public Optional<Boolean> read(PlanValue value) {
      return value.truth();
    }
  }

  record Whole(int least, int most) implements KeyType {
    @Override
    public Optional<Integer> read(PlanValue value) {
      return value.number(least, most);
    }
  }

  /// A duration within bounds, both included.
  record Span(Duration least, Duration most) implements KeyType {
    @Override
    public Optional<Duration> read(PlanValue value) {
      return value
          .scalar(DurationText.RULE, Kind.TEXT, Kind.INTEGER)
          .flatMap(text -> bounded(value, text));
    }

    private Optional<Duration> bounded(PlanValue value, String text) {
      var duration = DurationText.parse(text);
      if (duration.isEmpty()) {
        boolean lacksUnit = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return value.wrong(
            "is " + Quote.of(text) + (lacksUnit ? ", which has no unit" : ""), DurationText.RULE);
      }
      if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
        return value.wrong(
            "is " + Quote.plain(text),
            "allowed: %s to %s".formatted(DurationText.of(least), DurationText.of(most)));
      }
      return duration;
    }
  }

  record Word(List<String> words) implements KeyType {
    @Override
    public Optional<String> read(PlanValue value) {
      return value.word(words);
    }
  }

  record Choice<E extends Enum<E> & WordedChoice>(List<E> allowed) implements KeyType {
    static <E extends Enum<E> & WordedChoice> Choice<E> of(Class<E> all) {
      return new Choice<>(List.of(all.getEnumConstants()));
    }

    @Override
    public Optional<E> read(PlanValue value) {
      return value.choice(allowed);
    }
  }

  /// A text of some form.
  ///
  /// @param word for it in the reference page
  /// @param form in the schema; empty for any text that is not blank
  record Text<T>(
      String word, Optional<Pattern> form, String rule, Function<String, Optional<T>> parse)
      implements KeyType {
    static Text<String> any(String rule) {
      return new Text<>("text", Optional.empty(), rule, Optional::of);
    }

    static Text<String> of(String word, Pattern form, String rule) {
      return new Text<>(
          word,
          Optional.of(form),
          rule,
          text -> Optional.of(text).filter(it -> form.matcher(it).matches()));
    }

    @Override
    public Optional<T> read(PlanValue value) {
      return value.text(rule).flatMap(text -> value.parsed(text, parse, rule));
    }
  }

  /// A figure with its unit; another text is quoted as it is, blank or not.
  record Quantity<T>(String word, Pattern form, String rule, Function<String, Optional<T>> parse)
      implements KeyType {
    @Override
    public Optional<T> read(PlanValue value) {
      return value.scalar(rule, Kind.TEXT).flatMap(text -> value.parsed(text, parse, rule));
    }
  }

  record Template(String rule) implements KeyType {
    @Override
    public Optional<String> read(PlanValue value) {
      return value
          .text(rule)
          .flatMap(text ->
              text.contains(Canary.CLIENT)
                  ? Optional.of(text)
                  : value.wrong("does not name {client}", rule));
    }
  }

  /// A text, or a mapping from regions of the plan to texts.
  record Places() implements KeyType {
    @Override
    public Optional<PerRegion> read(PlanValue value) {
      return AwsBinder.perRegion(value);
    }
  }
}
