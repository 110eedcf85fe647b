package dev.lifeboat.report;

import dev.lifeboat.report.Chart.Path;
import dev.lifeboat.report.Chart.Rect;
import dev.lifeboat.report.Chart.Shape;
import dev.lifeboat.report.Chart.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Collects the shapes of a drawing, in the order in which they are drawn.
final class Shapes {
  private final List<Shape> all = new ArrayList<>();

  void line(String style, double x, double y, double toX, double toY) {
    var d = "M%s %sL%s %s".formatted(n(x), n(y), n(toX), n(toY));
    all.add(new Shape(new Path(style, d), null, null, null));
  }

  void text(String style, double x, double y, String text) {
    all.add(new Shape(null, new Text(style, n(x), n(y), text), null, null));
  }

  /// @param says what it says when pointed at
  void box(String style, double x, double y, double width, double height, String says) {
    var rect = new Rect("bar " + style, n(x), n(y), n(width), n(height), says);
    all.add(new Shape(null, null, rect, null));
  }

  Chart.Picture picture(String title, ChartLayout layout, double height) {
    return new Chart.Picture(
        title, layout.style(), "%s %s".formatted(n(layout.width()), n(height)), List.copyOf(all));
  }

  /// A number as SVG has it.
  static String n(double value) {
    var text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
