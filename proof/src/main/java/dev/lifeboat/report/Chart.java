package dev.lifeboat.report;

import dev.lifeboat.measure.CanaryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One picture: what clients saw above, what was done below, on one time axis, with the moments
/// that matter drawn through both. Inline SVG; every mark says its figures when pointed at, and a
/// table beside the picture says the same without it.
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
  private static final double TURNS = 0.72;

  /// One bar.
  ///
  /// @param style a class of the style sheet
  /// @param says what stands behind it
  record Bar(String label, Instant from, Instant until, String style, String says) {}

  private final Html html;
  private final Axis axis;
  private final Optional<CanaryHistory> recording;
  private final List<Moments.Moment> moments;
  private final List<Bar> bars;

  Chart(
      Html html,
      Axis axis,
      Optional<CanaryHistory> recording,
      List<Moments.Moment> moments,
      List<Bar> bars) {
    this.html = html;
    this.axis = axis;
    this.recording = recording;
    this.moments = moments.stream().filter(moment -> axis.shows(moment.at())).toList();
    this.bars = bars;
  }

  void draw(String title) {
    double top = moments.size() * LABEL_ROW + 8;
    double columnsEnd = recording.isPresent() ? top + COLUMNS : top;
    double barsTop = columnsEnd + AXIS_ROW;
    double bottom = barsTop + bars.size() * BAR_ROW;
    html.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", title);
    html.open(
        "svg",
        "viewBox",
        "0 0 %s %s".formatted(n(WIDTH), n(bottom + 6)),
        "role",
        "img",
        "aria-label",
        title + ". The table below says the same.");
    drawTicks(top, columnsEnd, bottom);
    recording.ifPresent(it -> drawColumns(it, columnsEnd));
    drawLines(bottom);
    for (int i = 0; i < bars.size(); i++) {
      drawBar(bars.get(i), barsTop + i * BAR_ROW);
    }
    drawMoments();
    html.close().close();
  }

  private void drawTicks(double top, double axisAt, double bottom) {
    for (var tick : axis.ticks(MOST_TICKS)) {
      var x = n(axis.x(tick));
      html.empty("path", "class", "grid", "d", "M%s %sV%s".formatted(x, n(top), n(bottom)));
      html.leaf(
          "text",
          TimeText.tick(Duration.between(axis.origin(), tick)),
          "class",
          "num small mid",
          "x",
          x,
          "y",
          n(axisAt + 16));
    }
    html.empty("path", "class", "axis", "d", "M%s %sh%s".formatted(n(LEFT), n(axisAt), n(PLOT)));
  }

  private void drawColumns(CanaryHistory canary, double base) {
    var columns = Columns.of(canary, axis);
    double most = Math.max(columns.highestPerSecond(), canary.header().ratePerSecond());
    double scale = (COLUMNS - 8) / most;
    int rate = canary.header().ratePerSecond();
    label("clients' writes a second", base - COLUMNS + 20, "small");
    label("one column is " + TimeText.round(columns.width()), base - COLUMNS + 36, "small muted");
    html.leaf(
        "text",
        rate + "/s",
        "class",
        "num small end",
        "x",
        n(LEFT - 6),
        "y",
        n(base - rate * scale + 4));
    html.leaf("text", "0", "class", "num small end", "x", n(LEFT - 6), "y", n(base));
    html.empty(
        "path",
        "class",
        "rate",
        "d",
        "M%s %sh%s".formatted(n(LEFT), n(base - rate * scale), n(PLOT)));
    for (var column : columns.columns()) {
      if (column.all() > 0) {
        drawColumn(columns, column, base, scale);
      }
    }
  }

  private void drawColumn(Columns all, Columns.Column column, double base, double scale) {
    double from = axis.x(column.start());
    double width = axis.x(column.start().plus(all.width())) - from;
    html.open("g");
    html.leaf(
        "title",
        "%s: %d acknowledged, %d refused, %d unknown"
            .formatted(
                TimeText.tick(Duration.between(axis.origin(), column.start())),
                column.acknowledged(),
                column.refused(),
                column.unknown()));
    double y = base;
    y = stack("ack", from, width, y, all.perSecond(column.acknowledged()) * scale);
    y = stack("refused", from, width, y, all.perSecond(column.refused()) * scale);
    stack("unknown", from, width, y, all.perSecond(column.unknown()) * scale);
    html.close();
  }

  /// @return where the next part of the column stands
  private double stack(String style, double x, double width, double base, double height) {
    if (height > 0) {
      rect(style, x + 0.5, base - height, Math.max(0.5, width - 1), height);
      html.close();
    }
    return base - height;
  }

  private void drawBar(Bar bar, double y) {
    label(shortened(bar.label()), y + BAR - 2, "");
    double from = axis.x(bar.from());
    double width = Math.max(NARROWEST, axis.x(bar.until()) - from);
    rect("bar " + bar.style(), from, y, width, BAR);
    html.leaf("title", bar.label() + ": " + bar.says()).close();
    double middle = LEFT + PLOT * TURNS;
    boolean left = from + width > middle;
    html.leaf(
        "text",
        TimeText.seconds(Duration.between(bar.from(), bar.until())),
        "class",
        "num small halo" + (left ? " end" : ""),
        "x",
        n(left ? from - 5 : from + width + 5),
        "y",
        n(y + BAR - 2));
  }

  /// Above the columns and below all text, which keeps a clear edge around itself.
  private void drawLines(double bottom) {
    for (int i = 0; i < moments.size(); i++) {
      var style = moments.get(i).name().equals(Moments.NO_RETURN) ? "mark strong" : "mark";
      var x = n(axis.x(moments.get(i).at()));
      var path = "M%s %sV%s".formatted(x, n(i * LABEL_ROW + 3), n(bottom));
      html.empty("path", "class", style, "d", path);
    }
  }

  private void drawMoments() {
    for (int i = 0; i < moments.size(); i++) {
      var moment = moments.get(i);
      double x = axis.x(moment.at());
      boolean left = x > LEFT + PLOT * TURNS;
      html.leaf(
          "text",
          moment.name() + " " + TimeText.offset(Duration.between(axis.origin(), moment.at())),
          "class",
          "small halo" + (left ? " end" : ""),
          "x",
          n(left ? x - 5 : x + 5),
          "y",
          n(i * LABEL_ROW + 12));
    }
  }

  private void label(String text, double y, String style) {
    html.leaf("text", text, "class", style, "x", "0", "y", n(y));
  }

  /// Leaves the element open, for its title.
  private void rect(String style, double x, double y, double width, double height) {
    html.open("rect", "class", style, "x", n(x), "y", n(y), "width", n(width), "height", n(height));
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
