package dev.lifeboat.report;

import dev.lifeboat.measure.CanaryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One picture: what became of the canary's writes above, what was done below, on one time axis,
/// with the moments that matter drawn through both. Inline SVG; every mark says its figures when
/// pointed at, and a table beside the picture says the same without it.
final class Chart {
  static final double WIDTH = 960;
  static final double LEFT = 250;
  static final double PLOT = 690;
  private static final double LABEL_ROW = 16;
  private static final double COLUMNS = 120;
  private static final double AXIS_ROW = 24;
  private static final double BAR_ROW = 21;
  private static final double BAR = 13;
  private static final double NARROWEST = 2;
  private static final int MOST_TICKS = 8;
  private static final int LABEL_LETTERS = 38;
  // From here on a label stands left of its line, so that it stays within the picture.
  private static final double TURNS = LEFT + PLOT * 0.72;

  /// One bar.
  ///
  /// @param style a class of the style sheet
  /// @param says what stands behind it
  record Bar(String label, Instant from, Instant until, String style, String says) {}

  /// What the template draws.
  ///
  /// @param shapes in the order of drawing
  record Picture(String title, String size, List<Shape> shapes) {}

  /// One of these; the others are null.
  record Shape(
      @Nullable Path path, @Nullable Text text, @Nullable Rect bar, @Nullable Column column) {}

  record Path(String style, String d) {}

  record Text(String style, String x, String y, String text) {}

  /// @param says what it says when pointed at; null in a column, which says it
  record Rect(
      String style, String x, String y, String width, String height, @Nullable String says) {}

  record Column(String says, List<Rect> parts) {}

  private final Axis axis;
  private final Optional<CanaryHistory> recording;
  private final List<Moments.Moment> moments;
  private final List<Bar> bars;
  private final List<Shape> shapes = new ArrayList<>();

  Chart(
      Axis axis, Optional<CanaryHistory> recording, List<Moments.Moment> moments, List<Bar> bars) {
    this.axis = axis;
    this.recording = recording;
    this.moments = moments.stream().filter(moment -> axis.shows(moment.at())).toList();
    this.bars = bars;
  }

  Picture picture(String title) {
    double top = moments.size() * LABEL_ROW + 8;
    double columnsEnd = recording.isPresent() ? top + COLUMNS : top;
    double barsTop = columnsEnd + AXIS_ROW;
    double bottom = barsTop + bars.size() * BAR_ROW;
    drawTicks(top, columnsEnd, bottom);
    recording.ifPresent(it -> drawColumns(it, columnsEnd));
    drawLines(bottom);
    for (int i = 0; i < bars.size(); i++) {
      drawBar(bars.get(i), barsTop + i * BAR_ROW);
    }
    drawMoments();
    return new Picture(title, "%s %s".formatted(n(WIDTH), n(bottom + 6)), shapes);
  }

  private void drawTicks(double top, double axisAt, double bottom) {
    for (var tick : axis.ticks(MOST_TICKS)) {
      double x = axis.x(tick);
      line("grid", x, top, "V", bottom);
      var text = TimeText.tick(Duration.between(axis.origin(), tick));
      text("num small mid", x, axisAt + 16, text);
    }
    line("axis", LEFT, axisAt, "h", PLOT);
  }

  private void drawColumns(CanaryHistory canary, double base) {
    var columns = Columns.of(canary, axis);
    int rate = canary.header().ratePerSecond();
    double scale = (COLUMNS - 8) / Math.max(columns.highestPerSecond(), rate);
    double height = base - rate * scale;
    text("small", 0, base - COLUMNS + 20, whose(canary) + " writes a second");
    text("small muted", 0, base - COLUMNS + 36, "one column is " + TimeText.round(columns.width()));
    text("num small end", LEFT - 6, height + 4, rate + "/s");
    text("num small end", LEFT - 6, base, "0");
    line("rate", LEFT, height, "h", PLOT);
    for (var column : columns.columns()) {
      if (column.all() > 0) {
        drawColumn(columns, column, base, scale);
      }
    }
  }

  private static String whose(CanaryHistory canary) {
    return switch (canary.header().basis()) {
      case FRONT_DOOR -> "clients'";
      case DATABASE -> "the canary's own";
    };
  }

  private void drawColumn(Columns all, Columns.Column column, double base, double scale) {
    double from = axis.x(column.start());
    double width = axis.x(column.start().plus(all.width())) - from;
    var parts = new ArrayList<Rect>();
    double y = base;
    y = stack(parts, "ack", from, width, y, all.perSecond(column.acknowledged()) * scale);
    y = stack(parts, "refused", from, width, y, all.perSecond(column.refused()) * scale);
    double _ = stack(parts, "unknown", from, width, y, all.perSecond(column.unknown()) * scale);
    var says =
        "%s: %d acknowledged, %d refused, %d unknown"
            .formatted(
                TimeText.tick(Duration.between(axis.origin(), column.start())),
                column.acknowledged(),
                column.refused(),
                column.unknown());
    shapes.add(new Shape(null, null, null, new Column(says, parts)));
  }

  /// @return where the next part of the column stands
  private static double stack(
      List<Rect> parts, String style, double x, double width, double base, double height) {
    if (height > 0) {
      parts.add(rect(style, x + 0.5, base - height, Math.max(0.5, width - 1), height, null));
    }
    return base - height;
  }

  private void drawBar(Bar bar, double y) {
    double from = axis.x(bar.from());
    double width = Math.max(NARROWEST, axis.x(bar.until()) - from);
    text("", 0, y + BAR - 2, shortened(bar.label()));
    var rect = rect("bar " + bar.style(), from, y, width, BAR, bar.label() + ": " + bar.says());
    shapes.add(new Shape(null, null, rect, null));
    boolean left = from + width > TURNS;
    text(
        "num small halo" + (left ? " end" : ""),
        left ? from - 5 : from + width + 5,
        y + BAR - 2,
        TimeText.seconds(Duration.between(bar.from(), bar.until())));
  }

  /// Above the columns and below all text, which keeps a clear edge around itself.
  private void drawLines(double bottom) {
    for (int i = 0; i < moments.size(); i++) {
      var style = moments.get(i).name().equals(Moments.NO_RETURN) ? "mark strong" : "mark";
      line(style, axis.x(moments.get(i).at()), i * LABEL_ROW + 3, "V", bottom);
    }
  }

  private void drawMoments() {
    for (int i = 0; i < moments.size(); i++) {
      var moment = moments.get(i);
      double x = axis.x(moment.at());
      boolean left = x > TURNS;
      text(
          "small halo" + (left ? " end" : ""),
          left ? x - 5 : x + 5,
          i * LABEL_ROW + 12,
          moment.name() + " " + TimeText.offset(Duration.between(axis.origin(), moment.at())));
    }
  }

  /// @param way of SVG: `V` down to, `h` so far to the right
  private void line(String style, double x, double y, String way, double to) {
    var path = new Path(style, "M%s %s%s%s".formatted(n(x), n(y), way, n(to)));
    shapes.add(new Shape(path, null, null, null));
  }

  private void text(String style, double x, double y, String text) {
    shapes.add(new Shape(null, new Text(style, n(x), n(y), text), null, null));
  }

  private static Rect rect(
      String style, double x, double y, double width, double height, @Nullable String says) {
    return new Rect(style, n(x), n(y), n(width), n(height), says);
  }

  private static String shortened(String label) {
    return label.codePointCount(0, label.length()) <= LABEL_LETTERS
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LABEL_LETTERS - 1)) + "…";
  }

  private static String n(double value) {
    var text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
