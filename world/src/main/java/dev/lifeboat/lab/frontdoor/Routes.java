package dev.lifeboat.lab.frontdoor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The present table with everything that serves it. Immutable but for the turn of the regions.
final class Routes {
  private static final int ALL = 100;

  private final Table table;
  private final SortedMap<String, RegionRoute> regions;
  private final Wheel all = new Wheel();
  private final Optional<Wheel> reads;
  private final long readsUntilNanos;

  /// @param readsUntilNanos when reads are lent no longer, whatever the table says
  Routes(Table table, SortedMap<String, RegionRoute> regions, long readsUntilNanos) {
    this.table = table;
    this.regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    this.readsUntilNanos = readsUntilNanos;
    var lent = table.lent();
    reads = lent == null || lent.stopped() != null ? Optional.empty() : Optional.of(new Wheel());
    for (var entry : table.regions().entrySet()) {
      var region = entry.getValue();
      var route = regions.get(entry.getKey());
      if (region.state() == Table.State.OPEN && route != null) {
        all.add(route, region.weight());
        if (lent != null) {
          reads.ifPresent(it -> it.add(route, region.weight() * (ALL - lent.percent())));
        }
      }
    }
    if (lent != null) {
      var route = regions.get(lent.region());
      if (route != null && table.stateOf(lent.region()) == Table.State.OPEN) {
        reads.ifPresent(it -> it.add(route, all.total * lent.percent()));
      }
    }
  }

  Table table() {
    return table;
  }

  SortedMap<String, RegionRoute> regions() {
    return regions;
  }

  /// The open region whose turn it is, or null when none takes requests.
  ///
  /// @param read whether it is one that may be lent to another region
  @Nullable RegionRoute choose(boolean read, long nowNanos) {
    return read && reads.isPresent() && nowNanos - readsUntilNanos < 0
        ? reads.get().turn()
        : all.turn();
  }

  /// Smooth weighted round robin, as nginx has it: exact over every `total` requests, and evenly
  /// mixed.
  private static final class Wheel {
    private final List<Share> shares = new ArrayList<>();
    private int total;

    void add(RegionRoute route, int weight) {
      if (weight > 0) {
        shares.add(new Share(route, weight));
        total += weight;
      }
    }

    synchronized @Nullable RegionRoute turn() {
      Share best = null;
      for (var share : shares) {
        share.credit += share.weight;
        if (best == null || share.credit > best.credit) {
          best = share;
        }
      }
      if (best == null) {
        return null;
      }
      best.credit -= total;
      return best.route;
    }
  }

  private static final class Share {
    private final RegionRoute route;
    private final int weight;
    private int credit;

    Share(RegionRoute route, int weight) {
      this.route = route;
      this.weight = weight;
    }
  }
}
