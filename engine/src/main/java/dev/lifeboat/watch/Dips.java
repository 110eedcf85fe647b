package dev.lifeboat.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How often the primary was down and came back by itself. Pure and immutable: [#after] gives the
/// next one.
///
/// A dip is a row of failed rounds at least as long as the plan's `failures` that ended with a
/// round that passed. Shorter rows are noise, and counting them would make every busy primary a
/// flapping one.
///
/// @param ended when each dip ended, oldest first; only the newest 100 are kept, as many as a plan
///   can ask for
/// @param downSince when the present row began, once it is long enough to be a dip
public record Dips(List<Instant> ended, Optional<Instant> downSince) {
  private static final int MOST = 100;

  public Dips {
    ended = List.copyOf(ended);
  }

  public static Dips none() {
    return new Dips(List.of(), Optional.empty());
  }

  /// These dips after one further round, of which `detector` is what was made.
  public Dips after(Detector detector) {
    if (detector.failedRounds() >= detector.policy().failures()) {
      return new Dips(ended, detector.failedSince());
    }
    if (detector.failedRounds() > 0 || downSince.isEmpty()) {
      return this;
    }
    var back = detector.lastPassed().orElseThrow();
    var all = Stream.concat(ended.stream(), Stream.of(back)).toList();
    return new Dips(all.subList(Math.max(0, all.size() - MOST), all.size()), Optional.empty());
  }

  /// The dips that ended in the `span` before `now`, oldest first.
  List<Instant> within(Duration span, Instant now) {
    return ended.stream().filter(end -> end.isAfter(now.minus(span))).toList();
  }
}
