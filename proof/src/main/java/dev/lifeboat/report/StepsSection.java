package dev.lifeboat.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The steps in words, for readers without the picture and for those who want the reasons.
///
/// @param notKnown why none is; null when they are
/// @param table null when there is no step
record StepsSection(@Nullable String notKnown, @Nullable Table table) {
  static final int MOST_ROWS = 500;
  private static final int OPEN_UP_TO = 40;

  /// @param few whether they can be shown at once
  /// @param leftOut how many are; null when none is
  record Table(String summary, boolean few, List<Row> rows, @Nullable String leftOut) {}

  /// @param clock when it began; null when it did not
  record Row(
      String phrase,
      String id,
      Badge state,
      String began,
      @Nullable String clock,
      String took,
      int requests,
      String said) {}

  static StepsSection of(
      Contents contents,
      Moments moments,
      List<StepTrack> tracks,
      FenceProofs fences,
      TimeText words) {
    var rows =
        NotableTracks.of(tracks, MOST_ROWS).stream()
            .map(track -> row(track, moments.origin(), fences, words))
            .toList();
    int more = tracks.size() - MOST_ROWS;
    return new StepsSection(
        contents.state().why().orElse(null),
        tracks.isEmpty()
            ? null
            : new Table(
                summary(tracks),
                tracks.size() <= OPEN_UP_TO,
                rows,
                more > 0 ? TimeText.count(more, "step") : null));
  }

  private static String summary(List<StepTrack> tracks) {
    long met = tracks.stream().filter(StepTrack::met).count();
    return met == tracks.size()
        ? "All %s met.".formatted(TimeText.count(met, "step"))
        : "%s of %s met.".formatted(TimeText.count(met), TimeText.count(tracks.size(), "step"));
  }

  private static Row row(
      StepTrack track, Optional<Instant> origin, FenceProofs fences, TimeText words) {
    var began = track.start().flatMap(at -> origin.map(from -> Duration.between(from, at)));
    return new Row(
        track.step().phrase(),
        track.step().id().value(),
        new Badge(track.state(), tone(track)),
        began.map(TimeText::offset).orElse("–"),
        track.start().map(words::exact).orElse(null),
        track.took().map(TimeText::seconds).orElse("–"),
        track.requests(),
        fences.brief(track.step().id(), track.said()));
  }

  private static Tone tone(StepTrack track) {
    return switch (track.state()) {
      case StepTrack.MET -> Tone.GOOD;
      case StepTrack.FAILED, StepTrack.OVERRIDDEN -> Tone.BAD;
      default -> Tone.UNKNOWN;
    };
  }

  /// How often a step's goal was asked for; a goal that held already was not asked for at all.
  static String requests(StepTrack track) {
    return track.requests() > 0 ? TimeText.count(track.requests(), "request") : "not asked for";
  }
}
