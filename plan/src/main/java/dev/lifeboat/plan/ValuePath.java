package dev.lifeboat.plan;

/// The way from the root of a file to a value. It becomes a text only where a mistake is told: most
/// values have none.
sealed interface ValuePath {
  /// The file as a whole.
  record Root() implements ValuePath {}

  /// The value of a key.
  record Below(ValuePath mapping, YamlNode.Entry entry) implements ValuePath {}

  /// An item of a list.
  ///
  /// @param index from 0
  record Item(ValuePath list, int index) implements ValuePath {}

  /// The place of the key of a value here; the value's own where it has none.
  default YamlNode.Position keyAt(YamlNode value) {
    return this instanceof Below(_, var entry) ? entry.at() : value.at();
  }

  /// Such as `workloads.shop.verify[0].http`; empty for the root. A key with a dot in it is one all
  /// the same.
  default String text() {
    return switch (this) {
      case Root() -> "";
      case Item(var list, int index) -> list.text() + "[" + index + "]";
      case Below(var mapping, var entry) -> mapping.text(entry.name());
    };
  }

  /// The text of a key below this mapping.
  default String text(String key) {
    var above = text();
    var shown = key.contains(".") ? Quote.of(key) : Quote.plain(key);
    return above.isEmpty() ? shown : above + "." + shown;
  }
}
