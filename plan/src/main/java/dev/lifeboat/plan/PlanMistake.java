package dev.lifeboat.plan;

/// One mistake in a plan file, as told to the person who wrote it.
///
/// @param file as the caller named it
/// @param line counted from 1
/// @param column counted from 1, in characters
/// @param path such as `workloads.shop.objectives.rto`; empty for the file as a whole
/// @param what what is wrong, quoting what is there
/// @param fix what is allowed, or what to write instead
public record PlanMistake(String file, int line, int column, String path, String what, String fix) {

  public PlanMistake {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line and column count from 1, were %d and %d".formatted(line, column));
    }
    if (what.isBlank() || fix.isBlank()) {
      throw new IllegalArgumentException("a mistake must say what is wrong and what is allowed");
    }
  }

  /// The form that editors and terminals make a link of.
  @Override
  public String toString() {
    return "%s:%d:%d: %s; %s".formatted(file, line, column, what, fix);
  }
}
