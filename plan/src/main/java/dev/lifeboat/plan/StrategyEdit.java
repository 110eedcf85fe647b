package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Entry;
import dev.lifeboat.plan.YamlNode.Mapping;
import dev.lifeboat.plan.YamlNode.Position;
import dev.lifeboat.plan.YamlNode.Refused;
import dev.lifeboat.plan.YamlNode.Scalar;
import dev.lifeboat.plan.YamlNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Puts strategies into the text of a plan: everything else, comments and order, stays as people
/// wrote it. What comes out is read again by whoever asked; no form of YAML is believed here.
final class StrategyEdit {
  private static final String KEY = "strategy";

  /// A text in the place of another.
  ///
  /// @param begin index in the text
  private record Change(int begin, int length, String by) {}

  private final String text;
  private final List<Integer> lines = new ArrayList<>(List.of(0));

  private StrategyEdit(String text) {
    this.text = text;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        lines.add(i + 1);
      }
    }
  }

  /// The text with those strategies; empty where a place in it is not found.
  ///
  /// @param strategies by workload
  static Optional<byte[]> of(byte[] bytes, YamlNode root, Map<String, Strategy> strategies) {
    var edit = new StrategyEdit(new String(bytes, StandardCharsets.UTF_8));
    var changes = new ArrayList<Change>();
    for (var entry : strategies.entrySet()) {
      var change =
          below(root, "workloads")
              .flatMap(workloads -> below(workloads, entry.getKey()))
              .flatMap(workload -> edit.change(workload, entry.getValue().word()));
      if (change.isEmpty()) {
        return Optional.empty();
      }
      changes.add(change.get());
    }
    changes.sort(Comparator.comparingInt(Change::begin).reversed());
    var made = new StringBuilder(edit.text);
    changes.forEach(it -> made.replace(it.begin(), it.begin() + it.length(), it.by()));
    return Optional.of(made.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// What a plan says beside the strategies of those workloads, wherever in the file it stands.
  static YamlNode rest(YamlNode root, Set<String> of) {
    return unplaced(
        changed(
            root,
            (key, value) ->
                key.equals("workloads")
                    ? changed(value, (name, it) -> of.contains(name) ? without(it) : it)
                    : value));
  }

  private static YamlNode without(YamlNode workload) {
    return workload instanceof Mapping mapping ? mapping.without(KEY) : workload;
  }

  private static YamlNode changed(YamlNode node, BiFunction<String, YamlNode, YamlNode> change) {
    return node instanceof Mapping mapping
        ? mapping.changed((key, value) -> Optional.of(change.apply(key, value)))
        : node;
  }

  private static YamlNode unplaced(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> unplaced(scalar);
      case Sequence(var items, _, _) ->
          new Sequence(items.stream().map(StrategyEdit::unplaced).toList(), Position.START);
      case Mapping(var entries, _, _) ->
          new Mapping(
              entries.stream()
                  .map(it -> new Entry(unplaced(it.key()), unplaced(it.value())))
                  .toList(),
              Position.START);
      case Refused _ -> new Refused(Position.START);
    };
  }

  private static Scalar unplaced(Scalar scalar) {
    return new Scalar(scalar.text(), scalar.kind(), Position.START);
  }

  private static Optional<YamlNode> below(YamlNode node, String key) {
    return node instanceof Mapping mapping ? mapping.first(key) : Optional.empty();
  }

  private Optional<Change> change(YamlNode workload, String word) {
    if (!(workload instanceof Mapping mapping) || mapping.entries().isEmpty()) {
      return Optional.empty();
    }
    if (mapping.first(KEY).orElse(null) instanceof Scalar scalar) {
      return index(scalar.at())
          .flatMap(at ->
              quote(scalar, at)
                  .map(quote -> new Change(at + quote.length(), scalar.text().length(), word)));
    }
    var key = mapping.entries().getFirst().key();
    return index(mapping.at())
        .flatMap(begin ->
            index(key.at())
                .flatMap(first ->
                    quote(key, first)
                        .map(quote ->
                            new Change(
                                first,
                                0,
                                "%s%s%s: %s%s%s%s"
                                    .formatted(
                                        quote,
                                        KEY,
                                        quote,
                                        quote,
                                        word,
                                        quote,
                                        text.charAt(begin) == '{'
                                            ? ", "
                                            : lineEnd(first) + before(first))))));
  }

  /// The quotes in which a scalar is written, if any; empty where something else or `${` is there.
  private Optional<String> quote(Scalar scalar, int at) {
    return Stream.of("", "'", "\"")
        .filter(_ -> !scalar.text().contains("${"))
        .filter(quote -> text.startsWith(quote + scalar.text() + quote, at))
        .findFirst();
  }

  /// As the line at `index` ends.
  private String lineEnd(int index) {
    int end = text.indexOf('\n', index);
    return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
  }

  /// What stands before it in its line: the indent of a mapping whose keys have lines of their own.
  private String before(int index) {
    return text.substring(text.lastIndexOf('\n', index - 1) + 1, index);
  }

  private Optional<Integer> index(Position at) {
    if (at.line() > lines.size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(text.offsetByCodePoints(lines.get(at.line() - 1), at.column() - 1))
          .filter(it -> it < text.length());
    } catch (IndexOutOfBoundsException elsewhere) {
      return Optional.empty();
    }
  }
}
