package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// A YAML value and where it stands: what is left of the file once its syntax is understood.
///
/// A portfolio has millions of them, and most are never asked for their place: it is kept as two
/// numbers, not as an object of its own.
public sealed interface YamlNode {
  /// The line of its first character, from 1.
  int line();

  /// The column of its first character, from 1.
  int column();

  /// The place of its first character.
  default Position at() {
    return new Position(line(), column());
  }

  /// What a person would call it, for "is a list".
  default String kindName() {
    return switch (this) {
      case Scalar scalar -> scalar.kind().described;
      case Sequence _ -> "a list";
      case Mapping _ -> "a mapping";
      case Refused _ -> "refused";
    };
  }

  /// How a scalar becomes a text; empty for all that quotes make none of.
  default Optional<String> quoteRule() {
    return this instanceof Scalar(var text, var kind, _, _)
            && kind != Kind.TEXT
            && kind != Kind.NOTHING
        ? Optional.of("put it in quotes: \"" + text + "\"")
        : Optional.empty();
  }

  /// The scalar below this mapping, as written; tells no mistakes.
  ///
  /// @param keys the way there
  default Optional<String> look(String... keys) {
    var at = Optional.of(this);
    for (var key : keys) {
      at = at.flatMap(it -> it instanceof Mapping map ? map.first(key) : Optional.empty());
    }
    return at.flatMap(
        it -> it instanceof Scalar found ? Optional.of(found.text) : Optional.empty());
  }

  /// A place in the file; line and column count from 1, columns in characters.
  record Position(int line, int column) {
    /// The beginning of a file, and the place of what stands in none.
    public static final Position START = new Position(1, 1);
  }

  /// A text, number, truth value or nothing; always with its text as written.
  record Scalar(String text, Kind kind, int line, int column) implements YamlNode {
    public Scalar(String text, Kind kind, Position at) {
      this(text, kind, at.line(), at.column());
    }
  }

  /// A list.
  record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    public Sequence(List<YamlNode> items, Position at) {
      this(items, at.line(), at.column());
    }
  }

  /// Keys and values in the order of the file, repeated keys included.
  record Mapping(List<Entry> entries, int line, int column) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    public Mapping(List<Entry> entries, Position at) {
      this(entries, at.line(), at.column());
    }

    /// The first value of a key, for a look ahead that tells no mistakes.
    public Optional<YamlNode> first(String key) {
      for (var entry : entries) {
        if (entry.name().equals(key)) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }

    /// With other values, in the same order.
    ///
    /// @param change makes the value of a key another; empty to leave the key out
    public Mapping changed(BiFunction<String, YamlNode, Optional<YamlNode>> change) {
      return new Mapping(
          entries.stream()
              .flatMap(it ->
                  change.apply(it.name(), it.value()).stream()
                      .map(value -> new Entry(it.key(), value)))
              .toList(),
          at());
    }

    /// Without the values of a key.
    public Mapping without(String key) {
      return changed((name, value) -> Optional.of(value).filter(_ -> !name.equals(key)));
    }

    /// With that value in the place of the one that is there, else last.
    public Mapping with(String key, YamlNode value) {
      if (first(key).isPresent()) {
        return changed((name, there) -> Optional.of(name.equals(key) ? value : there));
      }
      var more = new ArrayList<>(entries);
      more.add(new Entry(new Scalar(key, Kind.TEXT, value.at()), value));
      return new Mapping(more, at());
    }

    /// The document of which this is the root.
    public String yaml() {
      return YamlText.of(this);
    }
  }

  /// A value that was refused already, so nothing more is told of it.
  record Refused(int line, int column) implements YamlNode {
    public Refused(Position at) {
      this(at.line(), at.column());
    }
  }

  /// One line of a mapping.
  ///
  /// @param name text of the key
  /// @param kind what the key would be, were it a value
  /// @param line where the key stands, as its column
  record Entry(String name, Kind kind, int line, int column, YamlNode value) {
    public Entry(Scalar key, YamlNode value) {
      this(key.text(), key.kind(), key.line(), key.column(), value);
    }

    public Scalar key() {
      return new Scalar(name, kind, line, column);
    }

    /// The place of the key.
    Position at() {
      return new Position(line, column);
    }
  }

  /// What a scalar is by the core schema of YAML 1.2: `yes` and `on` are texts.
  enum Kind {
    TEXT("a text"),
    INTEGER("a number"),
    DECIMAL("a number"),
    BOOLEAN("a truth value"),
    NOTHING("nothing");

    private final String described;

    Kind(String described) {
      this.described = described;
    }
  }
}
