package dev.lifeboat.cli.terminal;

import java.io.Writer;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A document as it is printed: commands in what it tells a person can be pasted.
final class TypedDocument {

  /// The fields that tell; all others are data and stay as they are.
  private static final Set<String> TELLING =
      Set.of(
          "action",
          "detail",
          "fix",
          "happened",
          "means",
          "next",
          "now",
          "replay",
          "warnings",
          "why");

  /// What is kept too, or shows what is: a hash or a seal is over its bytes, and it is read where
  /// the program has another name.
  private static final Set<String> KEPT =
      Set.of(
          "lifeboat.drill/v1",
          "lifeboat.dropped-claim/v1",
          "lifeboat.inspection/v1",
          "lifeboat.ledger-document/v1",
          "lifeboat.provision/v1",
          "lifeboat.runbook/v1",
          "lifeboat.tabletop/v1",
          "lifeboat.vault-log/v1");

  private TypedDocument() {}

  /// One line.
  static String line(Object document, TypedCommand commands) {
    var line = OutputJson.line(document);
    if (!line.contains("lifeboat ")) {
      return line;
    }
    var tree = OutputJson.tree(document);
    return KEPT.contains(tree.path("schema").asString(""))
        ? line
        : OutputJson.line(typed(tree, false, commands));
  }

  /// Writes one that may be larger than the memory, each part as it is made, without a line's end.
  ///
  /// @param to is left open
  static void write(Object document, TypedCommand commands, Writer to) {
    OutputJson.write(document, to, it -> new TypedGenerator(it, TELLING::contains, commands));
  }

  private static JsonNode typed(JsonNode node, boolean telling, TypedCommand commands) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  it -> it.setValue(typed(it.getValue(), TELLING.contains(it.getKey()), commands)));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, typed(array.get(i), telling, commands));
        }
      }
      case StringNode text when telling -> {
        return StringNode.valueOf(commands.in(text.stringValue()));
      }
      default -> {}
    }
    return node;
  }
}
