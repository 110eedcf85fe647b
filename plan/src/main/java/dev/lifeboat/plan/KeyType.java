package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the value of a key may be. What takes more than the value to see, such as the names of a
/// plan, is for the binders.
public sealed interface KeyType {
  /// Reads the value, or tells its mistake and gives nothing.
  default Optional<?> read(PlanValue value) {
    return switch (this) {
      case Truth _ -> value.truth();
      case Whole(var least, var most) -> value.number(least, most);
      case Span span -> span.duration(value);
      case Word(var words) -> value.word(words);
      case Choice<?> choice -> value.choice(choice.allowed());
      case Text<?> text -> value.text(text.rule()).flatMap(it -> text.parsed(value, it));
      case Quantity<?>(var text) ->
          value.scalar(text.rule(), Kind.TEXT).flatMap(it -> text.parsed(value, it));
      case Template(var rule) ->
          value
              .text(rule)
              .filter(it ->
                  it.contains(Canary.CLIENT)
                      || value.wrong("does not name {client}", rule).isPresent());
      case Places _ -> value.perRegion();
      case Keys _, AnyResource _, Named _, Several _, Arguments _, Variables _ ->
          Optional.of(value);
    };
  }

  /// A mapping with these keys and no others, declared one after the other.
  ///
  /// @param title of its section in the reference page
  record Keys(String title, List<PlanKey> all) implements KeyType {
    public static Keys of(String title) {
      return new Keys(title, List.of());
    }

    /// Those of a resource. Who reads it knows them by its type, so a wrong one is told elsewhere.
    static Keys ofResource(String title, String type) {
      return of(title).required("type", new Word(List.of(type)), "write its type");
    }

    public Keys required(String name, KeyType type, String rule) {
      return and(new PlanKey(name, type, Optional.empty(), Optional.of(rule)));
    }

    /// A text that names {client}.
    Keys template(String name, String rule) {
      return required(name, new Template(rule), rule);
    }

    /// One that may be left out, and then has no value or one that depends on other keys.
    public Keys optional(String name, KeyType type) {
      return and(new PlanKey(name, type, Optional.empty(), Optional.empty()));
    }

    public Keys or(String name, KeyType type, Object byDefault) {
      return and(new PlanKey(name, type, Optional.of(byDefault), Optional.empty()));
    }

    /// A mapping that is as good as empty where it is left out.
    public Keys within(String name, Keys inner) {
      return or(name, inner, Map.of());
    }

    /// One of the words of an enum.
    <E extends Enum<E> & WordedChoice> Keys choice(String name, E byDefault) {
      return or(
          name, new Choice<>(List.of(byDefault.getDeclaringClass().getEnumConstants())), byDefault);
    }

    /// What does not hold unless the plan says so.
    public Keys truth(String name) {
      return or(name, new Truth(), false);
    }

    public List<String> names() {
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
    public static Several of(KeyType each) {
      return new Several(each, 0, Integer.MAX_VALUE);
    }
  }

  /// A command and its arguments.
  record Arguments() implements KeyType {}

  /// A mapping from variables of an environment to texts.
  record Variables() implements KeyType {}

  record Truth() implements KeyType {}

  /// A whole number within bounds, both included.
  record Whole(int least, int most) implements KeyType {
    /// Refuses a value that no plan could have.
    void require(String key, int value) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "%s must be %d to %d, was %d".formatted(key, least, most, value));
      }
    }
  }

  /// A duration within bounds, both included.
  record Span(Duration least, Duration most) implements KeyType {
    /// Refuses a value that no plan could have.
    public void require(String key, Duration value) {
      if (!holds(value)) {
        throw new IllegalArgumentException(
            "%s must be %s to %s, was %s"
                .formatted(key, DurationText.of(least), DurationText.of(most), value));
      }
    }

    private boolean holds(Duration value) {
      return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    Optional<Duration> duration(PlanValue value) {
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
      if (!holds(duration.get())) {
        return value.wrong(
            "is " + Quote.plain(text),
            "allowed: %s to %s".formatted(DurationText.of(least), DurationText.of(most)));
      }
      return duration;
    }
  }

  record Word(List<String> words) implements KeyType {}

  record Choice<E extends Enum<E> & WordedChoice>(List<E> allowed) implements KeyType {}

  /// A text of some form.
  ///
  /// @param word for it in the reference page
  /// @param form of the whole text
  /// @param make what it tells; empty if it has the form and tells nothing all the same
  record Text<T>(String word, Pattern form, String rule, Function<MatchResult, Optional<T>> make)
      implements KeyType {
    /// Any text that is not blank, in the schema too.
    public static final Pattern ANY = Pattern.compile("(?s).*");

    public static Text<String> any(String rule) {
      return of("text", ANY, rule);
    }

    public static Text<String> of(String word, Pattern form, String rule) {
      return new Text<>(word, form, rule, it -> Optional.of(it.group()));
    }

    /// What a text tells; empty if it has not the form.
    public Optional<T> parse(String text) {
      var parts = form.matcher(text);
      return parts.matches() ? make.apply(parts) : Optional.empty();
    }

    private Optional<T> parsed(PlanValue value, String text) {
      return parse(text).or(() -> value.wrong("is " + Quote.of(text), rule));
    }
  }

  /// A figure with its unit; another text is quoted as it is, blank or not.
  record Quantity<T>(Text<T> text) implements KeyType {}

  record Template(String rule) implements KeyType {}

  /// A text, or a mapping from regions of the plan to texts.
  record Places() implements KeyType {}
}
