package dev.lifeboat.report;

import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.plan.Canary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Clients and steps on one time axis: close up on the run, then the whole recording.
///
/// @param legend whether clients are in the pictures
/// @param known whether there are moments to list
/// @param moments that the pictures show, each with what it means
/// @param clients as a table; null where there were none
/// @param without why clients are not in the pictures; null when they are
record TimelineSection(
    List<Figure> figures,
    boolean legend,
    boolean known,
    List<MomentRow> moments,
    @Nullable Table clients,
    @Nullable String without) {
  /// A picture of more is no picture; the table has more, the journal has all.
  static final int MOST_BARS = 40;

  // Room at both ends, as a share of what is shown.
  private static final int MARGIN = 12;
  private static final Duration LEAST_MARGIN = Duration.ofMillis(100);
  // Below this the close-up shows nearly all there is.
  private static final double WORTH_A_SECOND_PICTURE = 1.8;

  /// @param pictures the same, laid out for wide screens and for narrow ones
  record Figure(String title, List<Chart.Picture> pictures, String caption) {}

  record MomentRow(String name, String offset, String clock, String meaning) {}

  /// @param who wrote, which no user did where the basis is not the front door
  record Table(String who, String width, List<Row> rows) {}

  record Row(String from, String clock, String acknowledged, String refused, String unknown) {}

  static TimelineSection of(
      Contents contents, Moments moments, List<StepTrack> tracks, TimeText words) {
    var recording = contents.recording().value();
    var origin = moments.origin().or(() -> recording.map(it -> it.header().startedAt()));
    var without = contents.recording().why().orElse(null);
    if (origin.isEmpty()) {
      return new TimelineSection(List.of(), false, false, List.of(), null, without);
    }
    var run =
        Stream.concat(moments.known().stream().map(Moments.Moment::at), ends(tracks)).toList();
    var whole = Stream.concat(run.stream(), recording.stream().flatMap(TimelineSection::ends));
    var all = axis(whole.toList(), origin.get());
    var near = run.isEmpty() ? all : axis(run, origin.get());
    boolean two = all.span().toMillis() > WORTH_A_SECOND_PICTURE * near.span().toMillis();
    var first = two ? near : all;
    var shown = NotableTracks.of(tracks, MOST_BARS);
    var figures = new ArrayList<Figure>();
    figures.add(
        figure(
            two ? "Close up: the run" : "The whole run",
            new Chart.Subject(first, recording, moments.known(), bars(moments, shown)),
            "Seconds from %s at %s.%s%s"
                .formatted(
                    moments.originName(),
                    words.placed(origin.get()),
                    recording.isPresent() ? " Writes stand where they were sent." : "",
                    leftOut(tracks.size() - shown.size()))));
    if (two && recording.isPresent()) {
      figures.add(
          figure(
              "The whole recording",
              new Chart.Subject(all, recording, moments.ofClients(), runBar(moments)),
              "Seconds from %s; the canary's log from its first line to its last."
                  .formatted(moments.originName())));
    }
    return new TimelineSection(
        figures,
        recording.isPresent(),
        !moments.known().isEmpty(),
        moments.known().stream().map(it -> row(it, origin.get(), words)).toList(),
        recording.map(it -> table(it, first, words)).orElse(null),
        without);
  }

  private static Figure figure(String title, Chart.Subject subject, String caption) {
    return new Figure(title, subject.pictures(title), caption);
  }

  private static MomentRow row(Moments.Moment moment, Instant origin, TimeText words) {
    return new MomentRow(
        moment.name(),
        TimeText.offset(Duration.between(origin, moment.at())),
        words.exact(moment.at()),
        moment.meaning());
  }

  private static String leftOut(int steps) {
    return steps > 0
        ? " %s that took little and went well are left out."
            .formatted(TimeText.count(steps, "step"))
        : "";
  }

  private static List<Chart.Bar> bars(Moments moments, List<StepTrack> tracks) {
    var bars = new ArrayList<Chart.Bar>();
    phase(bars, "detect", moments.fault(), moments.detected(), "all views agree");
    phase(bars, "decide", moments.detected(), moments.opened(), "the run is open");
    for (var track : tracks) {
      track
          .start()
          .ifPresent(from ->
              bars.add(
                  new Chart.Bar(
                      track.step().phrase(),
                      from,
                      track.end().or(moments::last).orElse(from),
                      track.met() ? "met" : track.state().equals("failed") ? "failed" : "open",
                      "%s, %s".formatted(track.state(), StepsSection.requests(track)))));
    }
    return bars;
  }

  private static void phase(
      List<Chart.Bar> bars,
      String name,
      Optional<Instant> from,
      Optional<Instant> until,
      String says) {
    if (from.isPresent() && until.isPresent()) {
      bars.add(new Chart.Bar(name, from.get(), until.get(), "phase", says));
    }
  }

  private static List<Chart.Bar> runBar(Moments moments) {
    var bars = new ArrayList<Chart.Bar>();
    phase(bars, "the run", moments.opened(), moments.ended().or(moments::last), "all its steps");
    return bars;
  }

  private static Stream<Instant> ends(List<StepTrack> tracks) {
    return tracks.stream().flatMap(it -> Stream.concat(it.start().stream(), it.end().stream()));
  }

  private static Stream<Instant> ends(CanaryHistory recording) {
    return Stream.of(recording.header().startedAt(), recording.lastMoment());
  }

  private static TimeAxis axis(List<Instant> shown, Instant origin) {
    var from = shown.stream().min(Instant::compareTo).orElse(origin);
    var until = shown.stream().max(Instant::compareTo).orElse(origin);
    var share = Duration.between(from, until).dividedBy(MARGIN);
    var margin = share.compareTo(LEAST_MARGIN) > 0 ? share : LEAST_MARGIN;
    return new TimeAxis(from.minus(margin), until.plus(margin), origin, 0, 1);
  }

  /// Also of writes that were sent before and after what is shown: its columns sum up to all.
  private static Table table(CanaryHistory recording, TimeAxis axis, TimeText words) {
    var columns = Columns.of(recording, axis);
    return new Table(
        recording.header().basis() == Canary.Basis.FRONT_DOOR
            ? "Clients"
            : "Writes into the canary's own table",
        TimeText.round(columns.width()),
        Stream.of(
                columns.outside(recording, true).stream()
                    .map(column -> row("before", column, words)),
                columns.columns().stream()
                    .map(column ->
                        row(
                            TimeText.tick(Duration.between(axis.origin(), column.start())),
                            column,
                            words)),
                columns.outside(recording, false).stream()
                    .map(column -> row("all later", column, words)))
            .flatMap(rows -> rows)
            .toList());
  }

  private static Row row(String from, Columns.Column column, TimeText words) {
    return new Row(
        from,
        words.clock(column.start()),
        TimeText.count(column.acknowledged()),
        TimeText.count(column.refused()),
        TimeText.count(column.unknown()));
  }
}
