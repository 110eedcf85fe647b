package dev.lifeboat.report;

import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The steps of a run that a page of limited length shows.
final class NotableTracks {
  private NotableTracks() {}

  /// All of them when they are few; else those that do not hold in the end, then fences and
  /// promotions, then the longest, in the run's order.
  static List<StepTrack> of(List<StepTrack> tracks, int most) {
    if (tracks.size() <= most) {
      return tracks;
    }
    var chosen = new ArrayList<>(tracks);
    chosen.sort(
        Comparator.comparingInt(NotableTracks::rank)
            .thenComparing(it -> it.took().orElse(Duration.ZERO), Comparator.reverseOrder()));
    var kept =
        chosen.subList(0, most).stream().map(it -> it.step().id()).collect(Collectors.toSet());
    return tracks.stream().filter(track -> kept.contains(track.step().id())).toList();
  }

  private static int rank(StepTrack track) {
    if (!track.met()) {
      return 0;
    }
    return switch (track.step()) {
      case Step.Reach(_, Goal.Fenced _, _, _, _), Step.Reach(_, Goal.Promoted _, _, _, _) -> 1;
      case Step.Reach _, Step.Ask _, Step.Tell _, Step.Verify _ -> 2;
    };
  }
}
