package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Lines of one unit or two, under one title.
record DashboardFigure(String title, Stream<Line> lines) {
  private static final int PERIOD_SECONDS = 60;

  /// Axis of a line, so that one figure has two units.
  enum Axis {
    LEFT,
    RIGHT
  }

  /// A line of a figure, and where its metrics are.
  ///
  /// @param shown the beginning of what CloudWatch takes for it
  record Line(List<Object> shown, Map<String, Object> more, String awsRegion, Axis axis) {
    Object tree() {
      var tree = new ArrayList<>(shown);
      var options = JsonTree.of("region", awsRegion, "yAxis", axis.name().toLowerCase(Locale.ROOT));
      options.putAll(more);
      tree.add(options);
      return tree;
    }
  }

  /// The worst of each minute.
  static Line worst(CloudResource.Metric metric, String awsRegion, Axis axis) {
    return of(metric, awsRegion, axis, Map.of());
  }

  static Line of(
      CloudResource.Metric metric, String awsRegion, Axis axis, Map<String, Object> options) {
    var shown = new ArrayList<Object>(List.of(metric.namespace(), metric.name()));
    metric.dimensions().forEach((name, value) -> shown.addAll(List.of(name, value)));
    return new Line(shown, options, awsRegion, axis);
  }

  /// As the body of a dashboard has it, of what is shown in `awsRegion`.
  Map<String, Object> properties(String awsRegion) {
    return JsonTree.of(
        "title",
        title,
        "view",
        "timeSeries",
        "region",
        awsRegion,
        "period",
        PERIOD_SECONDS,
        "stat",
        "Maximum",
        "metrics",
        lines.map(Line::tree).toList());
  }
}
