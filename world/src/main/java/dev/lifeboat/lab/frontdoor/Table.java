package dev.lifeboat.lab.frontdoor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lifeboat.lab.admin.HostPort;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which regions clients' requests go to. Replaced as a whole, never edited.
///
/// @param epoch the placement's epoch of whoever wrote it; a lower one is refused later
/// @param regions by name; one that is left out is closed
/// @param health path that every instance answers with 2xx while it can serve
/// @param trial the share that a region is tried with; null when none is
/// @param lent the share of the reads that a region is lent; null when none is
public record Table(
    long epoch,
    SortedMap<String, Region> regions,
    String health,
    @Nullable Trial trial,
    @Nullable LentReads lent) {

  /// What a new front door starts with: it serves nothing.
  public static final Table EMPTY = new Table(0, Collections.emptySortedMap(), "/healthz");

  /// With neither trial nor loan.
  public Table(long epoch, SortedMap<String, Region> regions, String health) {
    this(epoch, regions, health, null, null);
  }

  /// With a trial.
  public Table(
      long epoch, SortedMap<String, Region> regions, String health, @Nullable Trial trial) {
    this(epoch, regions, health, trial, null);
  }

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
    if (lent != null) {
      requireReadsAlone(lent, regions, trial);
    }
  }

  /// A region that is lent reads takes nothing by weight: a write must never get there.
  private static void requireReadsAlone(
      LentReads lent, SortedMap<String, Region> regions, @Nullable Trial trial) {
    var region = regions.get(lent.region());
    if (region == null || region.weight() != 0) {
      throw new IllegalArgumentException(
          "'%s' is lent reads, so it must be there with weight 0, was %s"
              .formatted(lent.region(), region));
    }
    if (trial != null) {
      throw new IllegalArgumentException("reads are lent while a share is on trial");
    }
  }

  /// The same table with one region replaced or added, under an epoch that is not lower, and with
  /// neither trial nor loan.
  public Table with(long newEpoch, String name, Region region) {
    var changed = new TreeMap<>(regions);
    changed.put(name, region);
    return new Table(newEpoch, changed, health);
  }

  /// Why this comes too late to follow the table that is in force; empty when it does not. It does
  /// under a lower epoch; when it tries a region to which its own epoch has sent everything
  /// already; and when it closes all and its own epoch has opened a region: such a request was
  /// under way for long, and would undo what its run achieved.
  Optional<String> whyLateAfter(Table inForce) {
    if (epoch < inForce.epoch()) {
      return Optional.of(
          "epoch %d is lower than %d, which is in force".formatted(epoch, inForce.epoch()));
    }
    if (epoch > inForce.epoch()) {
      return Optional.empty();
    }
    if (trial != null && inForce.sendsAllTo(trial.region())) {
      return Optional.of(
          "epoch %d has sent everything to %s; a share of it comes too late"
              .formatted(epoch, trial.region()));
    }
    return isClosed() && !inForce.isClosed()
        ? Optional.of(
            "epoch %d has opened a region already; to close that, too, comes too late"
                .formatted(epoch))
        : Optional.empty();
  }

  /// Whether every request goes to `region`, for good: nothing is on trial.
  boolean sendsAllTo(String region) {
    return trial == null
        && regions.entrySet().stream()
            .allMatch(it -> it.getValue().takesRequests() == it.getKey().equals(region))
        && regions.containsKey(region);
  }

  /// Whether no region takes requests.
  boolean isClosed() {
    return regions.values().stream().noneMatch(Region::takesRequests);
  }

  /// What `region` may do; one that is left out is closed.
  public State stateOf(String region) {
    var known = regions.get(region);
    return known == null ? State.CLOSED : known.state();
  }

  /// The same table with so many of a hundred requests for the region that is tried, and the rest
  /// for the others alike.
  Table weighted(int percent, Trial tried) {
    int rest = (Trial.ALL - percent) / Math.max(1, regions.size() - 1);
    var changed = new TreeMap<String, Region>();
    regions.forEach((name, region) -> {
      int weight = name.equals(tried.region()) ? percent : rest;
      changed.put(name, new Region(weight, region.state(), region.instances()));
    });
    return new Table(epoch, changed, health, tried);
  }

  /// The same table with its reads lent, or lent no longer, and their region in `state`.
  public Table lending(LentReads reads, State state) {
    var changed = new TreeMap<>(regions);
    changed.computeIfPresent(reads.region(), (_, region) -> region.in(state));
    return new Table(epoch, changed, health, null, reads);
  }

  /// A share that one region is tried with. While it is in force the front door counts how both
  /// regions fare, and takes the requests back by itself from one that does not bear its share:
  /// that must not wait for a controller, which may be gone.
  ///
  /// @param region the one that is tried
  /// @param percent of the requests, 1 to 100
  /// @param maxErrorsPerMille requests of a thousand that a region may fail
  /// @param maxLatencyMillis one answer in twenty may take longer
  /// @param stopped why it was stopped; null while it goes on
  public record Trial(
      String region,
      int percent,
      int maxErrorsPerMille,
      long maxLatencyMillis,
      @Nullable String stopped) {
    private static final int ALL = 100;

    public Trial {
      if (percent < 1 || percent > ALL) {
        throw new IllegalArgumentException("percent must be 1 to 100, was " + percent);
      }
      if (maxErrorsPerMille < 0 || maxLatencyMillis < 1) {
        throw new IllegalArgumentException(
            "limits must be zero or more and above zero, were %d, %d"
                .formatted(maxErrorsPerMille, maxLatencyMillis));
      }
    }

    Trial stopped(String why) {
      return new Trial(region, percent, maxErrorsPerMille, maxLatencyMillis, why);
    }
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

    boolean takesRequests() {
      return state == State.OPEN && weight > 0;
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
