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
///
/// @param <T> what a value is read as; an object where a binder reads it itself
public sealed interface KeyType<T> {
  /// A key of this type that may be left out, and then has no value or one that depends on others.
  default PlanKey<T> key(String name) {
    return new PlanKey<>(name, this, Optional.empty(), Optional.empty());
  }

  /// Reads the value, or tells its mistake and gives nothing.
  @SuppressWarnings("unchecked") // Each case reads what its own parameter says.
  default Optional<T> read(PlanValue value) {
    return (Optional<T>)
        switch (this) {
          case Truth _ -> value.truth();
          case Whole whole -> value.number(whole);
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
          case Texts(var rule, _) -> Optional.of(value.texts(rule));
          case Arguments _ -> Optional.of(value.command(Arguments.RULE));
          case Keys _, AnyResource _, Named _, Several _, Variables _ -> Optional.of(value);
        };
  }

  /// A value between two others, both included.
  sealed interface Bounded<T> extends KeyType<T> {
    boolean holds(T value);

    /// As messages and the reference page tell them.
    String bounds();

    /// Refuses a value that no plan could have.
    default void require(String name, T value) {
      if (!holds(value)) {
        throw new IllegalArgumentException(
            "%s must be %s, was %s".formatted(name, bounds(), value));
      }
    }
  }

  /// A mapping with these keys and no others.
  ///
  /// @param title of its section in the reference page
  record Keys(String title, List<PlanKey<?>> all) implements KeyType<Object> {
    public static Keys of(String title, PlanKey<?>... all) {
      return new Keys(title, List.of(all));
    }

    /// Those of a resource. Who reads it knows them by its type, so a wrong one is told elsewhere.
    static Keys ofResource(String title, String type, PlanKey<?>... others) {
      return of(title, type(type)).and(others);
    }

    /// What the resource is.
    private static PlanKey<String> type(String word) {
      return new Word(List.of(word)).key("type").required("write its type");
    }

    /// A mapping that is as good as empty where it is left out.
    PlanKey<Object> within(String name) {
      return key(name).or(Map.of());
    }

    List<String> names() {
      return all.stream().map(PlanKey::name).toList();
    }

    boolean has(String name) {
      // By number: iterators were 3 % of what the reading of a portfolio allocated.
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).name().equals(name)) {
          return true;
        }
      }
      return false;
    }

    /// These and others.
    public Keys and(PlanKey<?>... more) {
      return new Keys(title, Stream.concat(all.stream(), Stream.of(more)).toList());
    }
  }

  /// A resource of any type.
  record AnyResource() implements KeyType<Object> {}

  /// A mapping from names, of which there are so many at least and at most.
  record Named(KeyType<?> each, int least, int most) implements KeyType<Object> {
    /// Of what one workload has: far more than recovers as one, and little to read.
    static final int MOST_OF_A_WORKLOAD = 10_000;

    /// As many as any mapping may have.
    public Named(KeyType<?> each, int least) {
      this(each, least, Integer.MAX_VALUE);
    }

    /// Of what one workload has.
    static Named ofWorkload(KeyType<?> each, int least) {
      return new Named(each, least, MOST_OF_A_WORKLOAD);
    }
  }

  /// A list; names in it differ.
  record Several(KeyType<?> each, int least, int most) implements KeyType<Object> {
    static Several of(KeyType<?> each) {
      return new Several(each, 0, Integer.MAX_VALUE);
    }
  }

  /// A list of any texts, of which there are so many at least.
  record Texts(String rule, int least) implements KeyType<List<String>> {}

  /// A command and its arguments.
  record Arguments() implements KeyType<List<String>> {
    static final String RULE = "write the command as a list, such as [java, -jar, shop.jar]";

    /// A key that must be there, with a command.
    public PlanKey<List<String>> required(String name) {
      return key(name).required(RULE);
    }
  }

  /// A mapping from variables of an environment to texts.
  record Variables() implements KeyType<Object> {}

  record Truth() implements KeyType<Boolean> {}

  /// A whole number within bounds.
  record Whole(int least, int most) implements Bounded<Integer> {
    @Override
    public boolean holds(Integer value) {
      return value >= least && value <= most;
    }

    @Override
    public String bounds() {
      return least + " to " + most;
    }
  }

  /// A duration within bounds.
  record Span(Duration least, Duration most) implements Bounded<Duration> {
    @Override
    public boolean holds(Duration value) {
      return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    @Override
    public String bounds() {
      return DurationText.of(least) + " to " + DurationText.of(most);
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
      return duration
          .filter(this::holds)
          .or(() -> value.wrong("is " + Quote.plain(text), "allowed: " + bounds()));
    }
  }

  record Word(List<String> words) implements KeyType<String> {}

  record Choice<E extends Enum<E> & WordedChoice>(List<E> allowed) implements KeyType<E> {}

  /// A text of some form.
  ///
  /// @param word for it in the reference page
  /// @param form of the whole text
  /// @param make what it tells; empty if it has the form and tells nothing all the same
  record Text<T>(String word, Pattern form, String rule, Function<MatchResult, Optional<T>> make)
      implements KeyType<T> {
    /// Any text that is not blank, in the schema too.
    public static final Pattern ANY = Pattern.compile("(?s).*");

    public static Text<String> any(String rule) {
      return of("text", ANY, rule);
    }

    public static Text<String> of(String word, Pattern form, String rule) {
      return new Text<>(word, form, rule, it -> Optional.of(it.group()));
    }

    /// A key that must be there, with such a text.
    public PlanKey<T> required(String name) {
      return key(name).required(rule);
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
  record Quantity<T>(Text<T> text) implements KeyType<T> {}

  /// A text that names {client}.
  record Template(String rule) implements KeyType<String> {}

  /// A text, or a mapping from regions of the plan to texts.
  record Places() implements KeyType<PerRegion> {}
}
