package dev.lifeboat.lab.link;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One look at a region's link.
public record LinkStatus(String region, SortedMap<String, Peer> peers) {

  public LinkStatus {
    peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
  }

  /// The way toward one peer: its [Conditions], and what is on it now.
  ///
  /// @param bytesInFlight read from this region and not yet handed to the peer; they die with it
  public record Peer(
      long latencyMillis,
      long jitterMillis,
      @Nullable Long bandwidthBytesPerSecond,
      boolean cut,
      int connections,
      long bytesInFlight) {

    static Peer of(Conditions conditions, int connections, long bytesInFlight) {
      return new Peer(
          conditions.latencyMillis(),
          conditions.jitterMillis(),
          conditions.bandwidthBytesPerSecond(),
          conditions.cut(),
          connections,
          bytesInFlight);
    }

    public Conditions conditions() {
      return new Conditions(latencyMillis, jitterMillis, bandwidthBytesPerSecond, cut);
    }
  }
}
