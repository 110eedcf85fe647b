package dev.lifeboat.report;

import dev.lifeboat.measure.CanaryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Clients and steps on one time axis: close up on the run, then the whole recording.
final class TimelineSection {
  /// A picture of more is no picture; the table has more, the journal has all.
  static final int MOST_BARS = 40;

  // Room at both ends, as a share of what is shown.
  private static final int MARGIN = 12;
  private static final Duration LEAST_MARGIN = Duration.ofMillis(100);
  // Below this the close-up shows nearly all there is.
  private static final double WORTH_A_SECOND_PICTURE = 1.8;

  private final Html html;
  private final Contents contents;
  private final TimeText words;

  TimelineSection(Html html, Contents contents, TimeText words) {
    this.html = html;
    this.contents = contents;
    this.words = words;
  }

  void add(Moments moments, List<StepTrack> tracks) {
    html.open("section").leaf("h2", "Time");
    var recording = contents.recording().value();
    var origin = moments.origin().or(() -> recording.map(it -> it.header().startedAt()));
    if (origin.isEmpty()) {
      html.leaf("p", "No picture: there is neither a journal nor a canary's log to draw.");
    } else {
      draw(moments, tracks, recording, origin.get());
    }
    contents
        .recording()
        .why()
        .ifPresent(why -> html.leaf("p", "Clients are not in the picture: " + why + "."));
    html.close();
  }

  private void draw(
      Moments moments, List<StepTrack> tracks, Optional<CanaryHistory> recording, Instant origin) {
    legend(recording);
    var shown = StepTracks.notable(tracks, MOST_BARS);
    var run =
        Stream.concat(moments.known().stream().map(Moments.Moment::at), ends(tracks)).toList();
    var whole = Stream.concat(run.stream(), recording.stream().flatMap(TimelineSection::ends));
    var all = axis(whole.toList(), origin);
    var near = run.isEmpty() ? all : axis(run, origin);
    boolean two = all.span().toMillis() > WORTH_A_SECOND_PICTURE * near.span().toMillis();
    figure(
        two ? "Close up: the run" : "The whole run",
        two ? near : all,
        recording,
        moments.known(),
        bars(moments, shown),
        caption(moments, origin, tracks.size() - shown.size()));
    if (two && recording.isPresent()) {
      figure(
          "The whole recording",
          all,
          recording,
          moments.ofClients(),
          runBar(moments),
          "Seconds from %s; the canary's log from its first line to its last."
              .formatted(moments.originName()));
    }
    recording.ifPresent(it -> table(it, two ? near : all));
  }

  private void figure(
      String title,
      Axis axis,
      Optional<CanaryHistory> recording,
      List<Moments.Moment> moments,
      List<Chart.Bar> bars,
      String caption) {
    html.open("figure").leaf("h3", title);
    new Chart(html, axis, recording, moments, bars).draw(title);
    html.leaf("figcaption", caption).close();
  }

  private String caption(Moments moments, Instant origin, int left) {
    return "Seconds from %s at %s (%s).%s%s"
        .formatted(
            moments.originName(),
            words.moment(origin),
            words.zone().getId(),
            contents.recording().value().isPresent() ? " Writes stand where they were sent." : "",
            left > 0
                ? " %s that took little and went well are left out."
                    .formatted(TimeText.count(left, "step"))
                : "");
  }

  private void legend(Optional<CanaryHistory> recording) {
    if (recording.isEmpty()) {
      return;
    }
    html.open("p", "class", "legend");
    for (var word : List.of("ack acknowledged", "refused refused", "unknown unknown")) {
      var parts = word.split(" ", -1);
      html.open("span").leaf("i", "", "class", "key " + parts[0]).text(parts[1]).close().text(" ");
    }
    html.close();
  }

  private List<Chart.Bar> bars(Moments moments, List<StepTrack> tracks) {
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

  private static Axis axis(List<Instant> shown, Instant origin) {
    var from = shown.stream().min(Instant::compareTo).orElse(origin);
    var until = shown.stream().max(Instant::compareTo).orElse(origin);
    var share = Duration.between(from, until).dividedBy(MARGIN);
    var margin = share.compareTo(LEAST_MARGIN) > 0 ? share : LEAST_MARGIN;
    return new Axis(from.minus(margin), until.plus(margin), origin, Chart.LEFT, Chart.PLOT);
  }

  private void table(CanaryHistory recording, Axis axis) {
    var columns = Columns.of(recording, axis);
    html.open("details");
    html.leaf(
        "summary",
        "Clients as a table, one row for each %s".formatted(TimeText.round(columns.width())));
    html.open("table").open("thead").open("tr");
    for (var name : List.of("from", "clock", "acknowledged", "refused", "unknown")) {
      html.leaf("th", name, "class", "num", "scope", "col");
    }
    html.close().close().open("tbody");
    for (var column : columns.columns()) {
      html.open("tr");
      cell(TimeText.tick(Duration.between(axis.origin(), column.start())));
      cell(words.clock(column.start()));
      cell(TimeText.count(column.acknowledged()));
      cell(TimeText.count(column.refused()));
      cell(TimeText.count(column.unknown()));
      html.close();
    }
    html.close().close().close();
  }

  private void cell(String text) {
    html.leaf("td", text, "class", "num");
  }
}
