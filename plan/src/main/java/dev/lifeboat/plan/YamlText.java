package dev.lifeboat.plan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Writes the tree of a plan file as YAML that reads back as the same tree, in the plainest style:
/// a key a line, lists of scalars in brackets.
final class YamlText {
  /// What nobody takes for anything but a text, in a list in brackets too.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*");

  private static final List<String> OTHER_KINDS = List.of("true", "false", "null");

  private static final String STEP = "  ";

  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  /// The document, its last line ended by a line feed.
  static String of(YamlNode.Mapping root) {
    var yaml = new YamlText();
    yaml.entries(root, "");
    return yaml.text.toString();
  }

  private void entries(YamlNode.Mapping mapping, String indent) {
    for (var entry : mapping.entries()) {
      text.append(indent).append(scalar(entry.key())).append(':');
      value(entry.value(), indent);
    }
  }

  /// What stands behind a key, and the end of its line.
  private void value(YamlNode value, String indent) {
    switch (value) {
      case YamlNode.Mapping mapping when !mapping.entries().isEmpty() -> {
        text.append('\n');
        entries(mapping, indent + STEP);
      }
      case YamlNode.Sequence list when !isOfScalars(list) -> {
        text.append('\n');
        list.items().forEach(item -> item(item, indent + STEP));
      }
      case YamlNode.Scalar _, YamlNode.Sequence _, YamlNode.Mapping _, YamlNode.Refused _ ->
          text.append(' ').append(inLine(value)).append('\n');
    }
  }

  /// The first key of a mapping stands behind the dash, the others below it.
  private void item(YamlNode item, String indent) {
    if (item instanceof YamlNode.Mapping mapping && !mapping.entries().isEmpty()) {
      int start = text.length();
      entries(mapping, indent + STEP);
      text.setCharAt(start + indent.length(), '-');
    } else {
      text.append(indent).append("- ").append(inLine(item)).append('\n');
    }
  }

  private static boolean isOfScalars(YamlNode.Sequence list) {
    return list.items().stream().allMatch(YamlNode.Scalar.class::isInstance);
  }

  private static String inLine(YamlNode value) {
    return switch (value) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence list ->
          "[" + String.join(", ", list.items().stream().map(YamlText::inLine).toList()) + "]";
      case YamlNode.Mapping mapping ->
          "{"
              + String.join(
                  ", ",
                  mapping.entries().stream()
                      .map(it -> scalar(it.key()) + ": " + inLine(it.value()))
                      .toList())
              + "}";
      case YamlNode.Refused _ -> throw new IllegalArgumentException("nothing was read there");
    };
  }

  private static String scalar(YamlNode.Scalar scalar) {
    return switch (scalar.kind()) {
      case INTEGER, DECIMAL, BOOLEAN -> scalar.text();
      case NOTHING -> "null";
      case TEXT -> isPlain(scalar.text()) ? scalar.text() : quoted(scalar.text());
    };
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches() && !OTHER_KINDS.contains(text.toLowerCase(Locale.ROOT));
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (isSeen(c)) {
            quoted.append(c);
          } else {
            quoted.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /// Halves of a pair are: the two of them are one character.
  private static boolean isSeen(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
