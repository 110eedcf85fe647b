package dev.lifeboat.report;

/// Where things stand in a picture. The page holds both; the width of the screen or of the paper
/// chooses, without a script.
enum ChartLayout {
  /// The names of steps stand left of their bars.
  WIDE(960, 250, 120, 21, 8, 36),
  /// As wide as a phone, in its own pixels: names stand above their bars, so that time has it all.
  NARROW(340, 2, 96, 30, 4, 38);

  /// Room right of the time axis.
  private static final double RIGHT = 20;

  private final double width;
  private final double left;
  private final double columns;
  private final double barRow;
  private final int mostTicks;
  private final int labelLetters;

  /// @param columns height of the clients' columns
  /// @param labelLetters a longer name of a step is cut and ends in an ellipsis
  ChartLayout(
      double width, double left, double columns, double barRow, int mostTicks, int labelLetters) {
    this.width = width;
    this.left = left;
    this.columns = columns;
    this.barRow = barRow;
    this.mostTicks = mostTicks;
    this.labelLetters = labelLetters;
  }

  /// The class of the style sheet.
  String style() {
    return switch (this) {
      case WIDE -> "wide";
      case NARROW -> "narrow";
    };
  }

  double width() {
    return width;
  }

  double left() {
    return left;
  }

  double plot() {
    return switch (this) {
      case WIDE -> width - left - RIGHT;
      case NARROW -> width - 2 * left;
    };
  }

  double columns() {
    return columns;
  }

  double barRow() {
    return barRow;
  }

  int mostTicks() {
    return mostTicks;
  }

  String label(String text) {
    return text.codePointCount(0, text.length()) <= labelLetters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, labelLetters - 1)) + "…";
  }
}
