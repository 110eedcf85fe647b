package dev.lifeboat.lab.frontdoor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lifeboat.lab.admin.HostPort;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which regions clients' requests go to. Replaced as a whole, never edited.
///
/// @param epoch the placement's epoch of whoever wrote it; a lower one is refused later
/// @param regions by name; one that is left out is closed
/// @param health path that every instance answers with 2xx while it can serve
public record Table(long epoch, SortedMap<String, Region> regions, String health) {

  /// What a new front door starts with: it serves nothing.
  public static final Table EMPTY = new Table(0, Collections.emptySortedMap(), "/healthz");

  public Table {
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must be zero or more, was " + epoch);
    }
    Objects.requireNonNull(regions, "regions is missing");
    regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    Objects.requireNonNull(health, "health is missing");
    if (!health.startsWith("/")) {
      throw new IllegalArgumentException("health must begin with '/', was '" + health + "'");
    }
  }

  /// The same table with one region replaced or added, under an epoch that is not lower.
  public Table with(long newEpoch, String name, Region region) {
    var changed = new TreeMap<>(regions);
    changed.put(name, region);
    return new Table(newEpoch, changed, health);
  }

  /// One region's part.
  ///
  /// @param weight its share of the requests among the open regions; 0 takes none
  /// @param instances addresses of the service, taken in turn
  public record Region(int weight, State state, List<HostPort> instances) {
    private static final int HEAVIEST = 1_000;

    public Region {
      if (weight < 0 || weight > HEAVIEST) {
        throw new IllegalArgumentException(
            "weight must be between 0 and %d, was %d".formatted(HEAVIEST, weight));
      }
      Objects.requireNonNull(state, "state is missing");
      instances = List.copyOf(Objects.requireNonNull(instances, "instances is missing"));
    }

    /// The same instances in another state.
    public Region in(State other) {
      return new Region(weight, other, instances);
    }
  }

  /// What a region may do.
  public enum State {
    /// Takes new requests by weight.
    @JsonProperty("open")
    OPEN,
    /// Finishes what is in flight and takes nothing new.
    @JsonProperty("draining")
    DRAINING,
    /// Fenced: what is in flight is aborted, and answers that come late are dropped.
    @JsonProperty("closed")
    CLOSED
  }
}
