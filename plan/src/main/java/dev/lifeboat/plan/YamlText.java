package dev.lifeboat.plan;

import java.util.List;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Writes the tree of a plan file as YAML that reads back as the same tree: a key a line, lists of
/// scalars in brackets.
final class YamlText {
  private YamlText() {}

  /// The document, its last line ended by a line feed.
  static String of(YamlNode.Mapping root) {
    var settings =
        DumpSettings.builder()
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .setUseUnicodeEncoding(true)
            .setSchema(new CoreSchema())
            .build();
    return new Present(settings)
        .emitToString(new Serialize(settings).serializeOne(node(root)).iterator());
  }

  private static Node node(YamlNode value) {
    return switch (value) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence list ->
          new SequenceNode(
              Tag.SEQ, list.items().stream().map(YamlText::node).toList(), style(list.items()));
      case YamlNode.Mapping mapping ->
          new MappingNode(
              Tag.MAP,
              mapping.entries().stream()
                  .map(it -> new NodeTuple(scalar(it.key()), node(it.value())))
                  .toList(),
              FlowStyle.BLOCK);
      case YamlNode.Refused _ -> throw new IllegalArgumentException("nothing was read there");
    };
  }

  private static FlowStyle style(List<YamlNode> items) {
    return items.stream().allMatch(YamlNode.Scalar.class::isInstance)
        ? FlowStyle.FLOW
        : FlowStyle.BLOCK;
  }

  /// What is plain and would be read as another kind is quoted.
  private static Node scalar(YamlNode.Scalar scalar) {
    return switch (scalar.kind()) {
      case TEXT -> plain(Tag.STR, scalar.text());
      case INTEGER -> plain(Tag.INT, scalar.text());
      case DECIMAL -> plain(Tag.FLOAT, scalar.text());
      case BOOLEAN -> plain(Tag.BOOL, scalar.text());
      case NOTHING -> plain(Tag.NULL, "null");
    };
  }

  private static Node plain(Tag tag, String text) {
    return new ScalarNode(tag, text, ScalarStyle.PLAIN);
  }
}
