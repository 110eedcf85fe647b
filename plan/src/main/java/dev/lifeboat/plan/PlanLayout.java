package dev.lifeboat.plan;

import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lays out the lines of a plan alike: two blanks a level, one after each dash, one empty line at
/// most, no blanks at the end of a line. Order, quotes and comments stay as people wrote them.
///
/// What comes out is read again: where it does not say the same, nothing comes out.
public final class PlanLayout {
  private final List<String> lines;
  private final List<LayoutPlace> places;
  private final List<String> laidOut = new ArrayList<>();

  /// By where it begins, the last line so far that began there.
  private final Map<Integer, Integer> begun = new HashMap<>();

  /// By line, the next one below that begins something.
  private final int[] next;

  private PlanLayout(List<String> lines, List<LayoutPlace> places) {
    this.lines = lines;
    this.places = places;
    this.next = new int[lines.size()];
    int below = lines.size();
    for (int i = lines.size() - 1; i >= 0; i--) {
      next[i] = below;
      below = places.get(i) instanceof LayoutPlace.Begins ? i : below;
    }
  }

  /// The bytes in that layout.
  ///
  /// @param source the name that mistakes bear
  /// @throws ProblemException LB1001 when they are no YAML that a plan may be, or of a form that
  ///   only a person can lay out
  public static byte[] of(String source, byte[] bytes) throws ProblemException {
    var mistakes = new Mistakes(source);
    var made = of(bytes, mistakes);
    if (made.isEmpty() || !mistakes.none()) {
      if (mistakes.none()) {
        mistakes.add(
            mistakes.start(),
            "the file has a form that only a person can lay out",
            "begin each key and each item on a line of its own");
      }
      var invalid = mistakes.invalid();
      throw new InvalidPlanException(invalid.problem(), invalid.mistakes());
    }
    return made.get();
  }

  private static Optional<byte[]> of(byte[] bytes, Mistakes mistakes) {
    var text = PlanText.of(bytes, mistakes);
    var tree = text.flatMap(it -> YamlTree.of(it.reader(), mistakes));
    if (tree.isEmpty() || !mistakes.none()) {
      return Optional.empty();
    }
    var whole = text.orElseThrow().whole();
    var lines = List.of(whole.split("\r\n|\r|\n", -1));
    return new PlanLayout(lines, LayoutPlaces.of(whole, lines))
        .text()
        .map(it -> it.getBytes(StandardCharsets.UTF_8))
        .filter(made -> says(made).equals(tree.map(PlanLayout::unplaced)));
  }

  private static Optional<YamlNode> says(byte[] made) {
    var mistakes = new Mistakes("plan.yaml");
    return PlanText.of(made, mistakes)
        .flatMap(it -> YamlTree.of(it.reader(), mistakes))
        .map(PlanLayout::unplaced);
  }

  private static YamlNode unplaced(YamlNode root) {
    return StrategyEdit.rest(root, Set.of());
  }

  private Optional<String> text() {
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var shown = line.strip();
      switch (places.get(i)) {
        case LayoutPlace.Within(int owner) -> within(line, owner);
        case LayoutPlace.Begins(int level, boolean isItem) -> {
          begun.put(before(line), i);
          add(2 * level, isItem ? shown.replaceFirst("^-[ \t]+", "- ") : shown);
        }
        case LayoutPlace.Free() when shown.isEmpty() -> blank();
        case LayoutPlace.Free() when shown.startsWith("#") -> add(ofComment(i), shown);
        case LayoutPlace.Free() when shown.equals("---") -> add(0, shown);
        case LayoutPlace.Free() -> {
          return Optional.empty();
        }
      }
    }
    while (!laidOut.isEmpty() && laidOut.getLast().isEmpty()) {
      laidOut.removeLast();
    }
    return Optional.of(String.join("\n", laidOut) + "\n");
  }

  private void add(int indent, String shown) {
    laidOut.add(" ".repeat(indent) + shown);
  }

  private void blank() {
    if (!laidOut.isEmpty() && !laidOut.getLast().isEmpty()) {
      laidOut.add("");
    }
  }

  /// A line of a text or of brackets that began above goes with that line.
  private void within(String line, int owner) {
    int shift = indent(owner) - before(lines.get(owner));
    laidOut.add(
        shift >= 0
            ? line.isEmpty() ? line : " ".repeat(shift) + line
            : line.substring(Math.min(-shift, before(line))));
  }

  /// Where its line begins from now on.
  private int indent(int line) {
    return places.get(line) instanceof LayoutPlace.Begins(int level, _)
        ? 2 * level
        : before(lines.get(line));
  }

  /// A comment belongs to the next line that begins where it does, else to the last one that did.
  private int ofComment(int comment) {
    int column = before(lines.get(comment));
    int below = next[comment];
    boolean isLast = below == lines.size();
    if (!isLast && before(lines.get(below)) == column) {
      return indent(below);
    }
    var above = begun.get(column);
    if (above != null) {
      return indent(above);
    }
    return isLast ? 0 : indent(below);
  }

  private static int before(String line) {
    int blanks = 0;
    while (blanks < line.length() && line.charAt(blanks) == ' ') {
      blanks++;
    }
    return blanks;
  }
}
