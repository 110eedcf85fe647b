package dev.lifeboat.report;

import dev.lifeboat.plan.SpanText;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// What several ways cost against how long each is out: the outage to the right, by powers of ten,
/// the cost upward.
///
/// @param objective how long may pass
public record CostFrontier(String caption, List<Point> points, Duration objective)
    implements PagePicture {
  private static final double HEIGHT = 220;
  private static final double BOTTOM = 24;
  private static final double TOP = 22;
  private static final double DOT = 9;

  /// As high as a line of labels.
  private static final double LABEL = 14;

  /// Below it nothing is told apart.
  private static final double LEAST_SECONDS = 1;

  /// One way.
  ///
  /// @param chosen whether it is the one that is there
  /// @param says its figures, shown when pointed at
  public record Point(String label, Duration outage, double cost, boolean chosen, String says) {}

  public CostFrontier {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a frontier must have a point");
    }
  }

  Chart.Picture picture(ChartLayout layout) {
    var shapes = new Shapes();
    shapes.line("axis", 2, HEIGHT - BOTTOM, layout.width() - 2, HEIGHT - BOTTOM);
    for (double seconds : List.of(1.0, 60.0, 3_600.0, 86_400.0)) {
      if (seconds <= most()) {
        shapes.text(
            "num small" + (seconds > LEAST_SECONDS ? " mid" : ""),
            Math.max(2, x(seconds, layout)),
            HEIGHT - 8,
            SpanText.objective(seconds));
      }
    }
    double limit = x(objective.toMillis() / 1e3, layout);
    shapes.line("mark strong", limit, TOP, limit, HEIGHT - BOTTOM);
    shapes.text("small halo end", limit - 4, TOP - 6, "RTO");
    double free = 0;
    for (var point : points.stream().sorted(Comparator.comparingDouble(this::y)).toList()) {
      double x = x(point.outage().toMillis() / 1e3, layout);
      double y = y(point);
      boolean left = x > layout.width() / 2;
      shapes.box(
          point.chosen() ? "met" : "phase", x - DOT / 2, y - DOT / 2, DOT, DOT, point.says());
      double label = Math.max(y + 4, free);
      free = label + LABEL;
      shapes.text(
          "small halo" + (left ? " end" : ""), left ? x - DOT : x + DOT, label, point.label());
    }
    return shapes.picture(caption, layout, HEIGHT);
  }

  private double most() {
    return Math.max(
        objective.toMillis() / 1e3,
        points.stream().mapToDouble(it -> it.outage().toMillis() / 1e3).max().orElseThrow());
  }

  private double x(double seconds, ChartLayout layout) {
    double share =
        Math.log(Math.max(LEAST_SECONDS, seconds)) / Math.log(Math.max(2 * LEAST_SECONDS, most()));
    return DOT + share * (layout.width() - 2 * DOT);
  }

  private double y(Point point) {
    double highest = points.stream().mapToDouble(Point::cost).max().orElseThrow();
    double share = highest > 0 ? point.cost() / highest : 0;
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP - DOT);
  }
}
