package dev.lifeboat.lab.link;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// One look at a region's link.
public record LinkStatus(String region, SortedMap<String, Peer> peers) {

  public LinkStatus {
    peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
  }

  /// The way toward one peer: its [Conditions], and what is on it now.
  ///
  /// @param bytesInFlight read from this region and not yet handed to the peer; they die with it
  public record Peer(@JsonUnwrapped Conditions conditions, int connections, long bytesInFlight) {}
}
