package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import dev.lifeboat.plan.YamlNode.Mapping;
import dev.lifeboat.plan.YamlNode.Scalar;
import dev.lifeboat.plan.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/// Writes the tree of a plan of many files as one file: a key a line, lists of scalars in brackets,
/// no comment. [YamlText] does the same with more care for the eye, in many times the time.
final class WholeYaml {
  /// Of a text, in characters.
  private static final int LONGEST_LINE = 1 << 16;

  /// Indent of its further lines: more than that of any key.
  private static final int CONTINUED = 80;

  private final StringBuilder text = new StringBuilder();

  /// Keys down to what is written; empty for items of lists.
  private final List<String> path = new ArrayList<>();

  private WholeYaml() {}

  /// The document, its last line ended by a line feed.
  static String of(Mapping root) {
    var yaml = new WholeYaml();
    yaml.lines(root, 0);
    return yaml.text.toString();
  }

  private void lines(Mapping mapping, int indent) {
    for (var entry : mapping.entries()) {
      text.repeat(' ', indent);
      scalar(entry.name(), entry.kind());
      text.append(':');
      path.addLast(entry.name());
      value(entry.value(), indent + 2);
      path.removeLast();
    }
  }

  private void value(YamlNode value, int indent) {
    switch (value) {
      case Scalar scalar -> {
        text.append(' ');
        scalar(resolved(scalar), scalar.kind());
        text.append('\n');
      }
      case Mapping mapping when mapping.entries().isEmpty() -> text.append(" {}\n");
      case Mapping mapping -> {
        text.append('\n');
        lines(mapping, indent);
      }
      case Sequence(var items, _, _) when isOfScalars(items) -> brackets(items);
      case Sequence(var items, _, _) -> {
        text.append('\n');
        path.addLast("");
        for (var item : items) {
          text.repeat(' ', indent).append('-');
          value(item, indent + 2);
        }
        path.removeLast();
      }
      case YamlNode.Refused _ -> throw new IllegalArgumentException("nothing was read there");
    }
  }

  private static boolean isOfScalars(List<YamlNode> items) {
    for (var item : items) {
      if (!(item instanceof Scalar)) {
        return false;
      }
    }
    return true;
  }

  private void brackets(List<YamlNode> items) {
    text.append(" [");
    path.addLast("");
    for (int i = 0; i < items.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      var item = (Scalar) items.get(i);
      scalar(resolved(item), item.kind());
    }
    path.removeLast();
    text.append("]\n");
  }

  /// What it says refers to nothing when it is read again.
  private String resolved(Scalar scalar) {
    return scalar.text().indexOf('$') < 0
        ? scalar.text()
        : PlanReferences.escaped(scalar.text(), path);
  }

  private void scalar(String value, Kind kind) {
    switch (kind) {
      case TEXT -> {
        if (isPlain(value)) {
          text.append(value);
        } else {
          quoted(value);
        }
      }
      case INTEGER, DECIMAL, BOOLEAN -> text.append(value);
      case NOTHING -> text.append("null");
    }
  }

  /// Whether it needs no quotes to read back as the same text. Whatever holds another character has
  /// them.
  private static boolean isPlain(String value) {
    if (value.isEmpty() || value.length() > LONGEST_LINE || !isLetterOrDigit(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isLetterOrDigit(c) && c != '-' && c != '.' && c != '_' && c != '/') {
        return false;
      }
    }
    return PlainScalar.kind(value) == Kind.TEXT;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }

  /// A long one goes on in further lines, which [BoundedReader] wants shorter than a text.
  private void quoted(String value) {
    text.append('"');
    int begin = text.length();
    for (int i = 0, c; i < value.length(); i += Character.charCount(c)) {
      c = value.codePointAt(i);
      boolean first = text.length() - begin >= LONGEST_LINE;
      if (first) {
        text.append("\\\n").repeat(' ', CONTINUED);
        begin = text.length();
      }
      // A blank at the beginning of a line would be taken for its indent.
      if (c == '"' || c == '\\' || (first && c == ' ')) {
        text.append('\\').append((char) c);
      } else if ((c >= ' ' && c < 0x7F) || c > 0xFFFF || Character.isLetterOrDigit(c)) {
        text.appendCodePoint(c);
      } else {
        text.append("\\u").append("%04x".formatted(c));
      }
    }
    text.append('"');
  }
}
