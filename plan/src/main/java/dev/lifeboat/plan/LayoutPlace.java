package dev.lifeboat.plan;

/// Place of one line in the layout of a plan.
sealed interface LayoutPlace {
  /// A key, an item or a value begins the line.
  ///
  /// @param level how deep, 0 for keys of the root
  record Begins(int level, boolean isItem) implements LayoutPlace {}

  /// The line goes on with what began in another.
  record Within(int owner) implements LayoutPlace {}

  /// A comment, or nothing.
  record Free() implements LayoutPlace {}
}
