package dev.lifeboat.report;

import static dev.lifeboat.report.Shapes.n;

import dev.lifeboat.measure.CanaryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One picture: what became of the canary's writes above, what was done below, on one time axis,
/// with the moments that matter drawn through both. Inline SVG; every mark says its figures when
/// pointed at, and a table beside the picture says the same without it.
final class Chart {
  private static final double LABEL_ROW = 16;
  private static final double AXIS_ROW = 24;
  private static final double BAR = 13;
  private static final double LOW_BAR = 9;
  private static final double LOW_BAR_AT = 15;
  private static final double NARROWEST = 2;
  private static final double GAP = 5;
  // As wide as a letter of small text is in the widest of the usual fonts.
  private static final double LETTER = 7;

  /// One bar.
  ///
  /// @param style a class of the style sheet
  /// @param says what stands behind it
  record Bar(String label, Instant from, Instant until, String style, String says) {}

  /// What one picture shows, however it is laid out.
  record Subject(
      TimeAxis axis,
      Optional<CanaryHistory> recording,
      List<Moments.Moment> moments,
      List<Bar> bars) {
    Subject {
      moments = moments.stream().filter(moment -> axis.shows(moment.at())).toList();
    }

    List<Picture> pictures(String title) {
      return List.of(
          new Chart(this, ChartLayout.WIDE).picture(title),
          new Chart(this, ChartLayout.NARROW).picture(title));
    }
  }

  /// What the template draws.
  ///
  /// @param shapes in the order of drawing
  record Picture(String title, String style, String size, List<Shape> shapes) {}

  /// One of these; the others are null.
  record Shape(
      @Nullable Path path, @Nullable Text text, @Nullable Rect bar, @Nullable Column column) {}

  record Path(String style, String d) {}

  record Text(String style, String x, String y, String text) {}

  /// @param says what it says when pointed at; null in a column, which says it
  record Rect(
      String style, String x, String y, String width, String height, @Nullable String says) {}

  record Column(String says, List<Rect> parts) {}

  private final Subject subject;
  private final ChartLayout layout;
  private final TimeAxis axis;
  private final List<Moments.Moment> moments;
  private final List<Shape> shapes = new ArrayList<>();

  private Chart(Subject subject, ChartLayout layout) {
    this.subject = subject;
    this.layout = layout;
    this.axis = subject.axis().within(layout.left(), layout.plot());
    this.moments = subject.moments();
  }

  private Picture picture(String title) {
    double marksTop = narrow() && subject.recording().isPresent() ? LABEL_ROW : 0;
    double top = marksTop + moments.size() * LABEL_ROW + 8;
    double columnsEnd = subject.recording().isPresent() ? top + layout.columns() : top;
    double barsTop = columnsEnd + AXIS_ROW;
    double bottom = barsTop + subject.bars().size() * layout.barRow();
    drawTicks(top, columnsEnd, bottom);
    subject.recording().ifPresent(it -> drawColumns(it, columnsEnd));
    drawLines(marksTop, columnsEnd, bottom);
    for (int i = 0; i < subject.bars().size(); i++) {
      drawBar(subject.bars().get(i), barsTop + i * layout.barRow());
    }
    drawMoments(marksTop);
    return new Picture(
        title, layout.style(), "%s %s".formatted(n(layout.width()), n(bottom + 6)), shapes);
  }

  private boolean narrow() {
    return layout == ChartLayout.NARROW;
  }

  private void drawTicks(double top, double columnsEnd, double bottom) {
    for (var tick : axis.ticks(layout.mostTicks())) {
      double x = axis.x(tick);
      upright("grid", x, top, columnsEnd, bottom);
      var text = TimeText.tick(Duration.between(axis.origin(), tick));
      double half = text.length() * LETTER / 2;
      boolean first = x < half;
      boolean last = x + half > layout.width();
      text(
          "num small" + (first ? "" : last ? " end" : " mid"),
          first ? 0 : last ? layout.width() : x,
          columnsEnd + 16,
          text);
    }
    level("axis", columnsEnd);
  }

  private void drawColumns(CanaryHistory canary, double base) {
    var columns = Columns.of(canary, axis);
    int rate = canary.header().ratePerSecond();
    double scale = (layout.columns() - 8) / Math.max(columns.highestPerSecond(), rate);
    double height = base - rate * scale;
    var width = "one column is " + TimeText.round(columns.width());
    if (narrow()) {
      text("small", 0, 12, whose(canary) + " writes a second, " + width);
    } else {
      text("small", 0, base - layout.columns() + 20, whose(canary) + " writes a second");
      text("small muted", 0, base - layout.columns() + 36, width);
      text("num small end", layout.left() - 6, height + 4, rate + "/s");
      text("num small end", layout.left() - 6, base, "0");
    }
    level("rate", height);
    for (var column : columns.columns()) {
      if (column.all() > 0) {
        drawColumn(columns, column, base, scale);
      }
    }
    if (narrow()) {
      text("num small halo", layout.left(), height - 3, rate + "/s");
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
    var took = TimeText.seconds(Duration.between(bar.from(), bar.until()));
    var says = bar.label() + ": " + bar.says();
    if (narrow()) {
      text("small halo", 0, y + 11, layout.label(bar.label()));
      text("num small halo end", layout.width(), y + 11, took);
      shapes.add(bar(rect("bar " + bar.style(), from, y + LOW_BAR_AT, width, LOW_BAR, says)));
      return;
    }
    text("", 0, y + BAR - 2, layout.label(bar.label()));
    shapes.add(bar(rect("bar " + bar.style(), from, y, width, BAR, says)));
    double room = took.length() * LETTER + GAP;
    boolean right = from + width + room < layout.width();
    boolean left = !right && from - room > layout.left();
    text(
        "num small halo" + (left ? " end" : ""),
        right ? from + width + GAP : left ? from - GAP : from + GAP,
        y + BAR - 2,
        took);
  }

  private static Shape bar(Rect rect) {
    return new Shape(null, null, rect, null);
  }

  /// Above the columns and below all text, which keeps a clear edge around itself.
  private void drawLines(double top, double columnsEnd, double bottom) {
    for (int i = 0; i < moments.size(); i++) {
      var style = moments.get(i).name().equals(Moments.NO_RETURN) ? "mark strong" : "mark";
      double x = axis.x(moments.get(i).at());
      upright(style, x, top + i * LABEL_ROW + 3, columnsEnd, bottom);
    }
  }

  private void drawMoments(double top) {
    for (int i = 0; i < moments.size(); i++) {
      var moment = moments.get(i);
      var text =
          moment.name() + " " + TimeText.offset(Duration.between(axis.origin(), moment.at()));
      double x = axis.x(moment.at());
      boolean left = x + GAP + text.length() * LETTER > layout.width();
      text(
          "small halo" + (left ? " end" : ""),
          left ? x - GAP : x + GAP,
          top + i * LABEL_ROW + 12,
          text);
    }
  }

  /// Down to the bottom. Where names stand above their bars, it leaves them out.
  private void upright(String style, double x, double top, double columnsEnd, double bottom) {
    var d = new StringBuilder("M%s %sV".formatted(n(x), n(top)));
    if (narrow()) {
      d.append(n(columnsEnd));
      for (double y = columnsEnd + AXIS_ROW; y < bottom; y += layout.barRow()) {
        d.append("M%s %sv%s".formatted(n(x), n(y + LOW_BAR_AT - 1), n(LOW_BAR + 2)));
      }
    } else {
      d.append(n(bottom));
    }
    shapes.add(new Shape(new Path(style, d.toString()), null, null, null));
  }

  private void level(String style, double y) {
    var d = "M%s %sh%s".formatted(n(layout.left()), n(y), n(layout.plot()));
    shapes.add(new Shape(new Path(style, d), null, null, null));
  }

  private void text(String style, double x, double y, String text) {
    shapes.add(new Shape(null, new Text(style, n(x), n(y), text), null, null));
  }

  private static Rect rect(
      String style, double x, double y, double width, double height, @Nullable String says) {
    return new Rect(style, n(x), n(y), n(width), n(height), says);
  }
}
