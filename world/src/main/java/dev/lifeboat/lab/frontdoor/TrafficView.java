package dev.lifeboat.lab.frontdoor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How clients fare in each region, as the front door sees it: one of the watch's three views.
///
/// @param window the time that the counts look back
/// @param unrouted requests in the window that no region was open for
public record TrafficView(Duration window, long unrouted, SortedMap<String, Region> regions) {

  public TrafficView {
    regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
  }

  /// One region's part. A request that is in flight counts in `requests` alone.
  ///
  /// @param answered any HTTP answer below 500
  /// @param failed an answer of 500 or above, none at all, or no instance that took the request
  /// @param lastAnswered null until the first since the front door started
  /// @param lastFailed null until the first since the front door started
  /// @param failuresSinceLastAnswer counted over all time, not only the window
  public record Region(
      long requests,
      long answered,
      long failed,
      @Nullable Instant lastAnswered,
      @Nullable Instant lastFailed,
      long failuresSinceLastAnswer,
      long inFlight) {}
}
