package dev.lifeboat.lab.frontdoor;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a trial goes.
///
/// @param lasts since the front door began it, or counts it again after a restart
/// @param borne the region that is tried has answered, and is within the limits
public record TrialView(Duration lasts, boolean borne, SortedMap<String, Seen> regions) {

  /// Where nothing is tried.
  static final TrialView NONE = new TrialView(Duration.ZERO, false, Collections.emptySortedMap());

  public TrialView {
    regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
  }

  /// Whether `region` was sent any request during the trial.
  public boolean asked(String region) {
    return regions.getOrDefault(region, Seen.NOTHING).requests() > 0;
  }

  /// One region's requests during the trial.
  ///
  /// @param failed of them: an answer of 500 or above, or none
  /// @param slow of them: took longer than the trial allows, or are about to
  public record Seen(long requests, long failed, long slow) {
    static final Seen NOTHING = new Seen(0, 0, 0);
  }
}
