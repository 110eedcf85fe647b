package dev.lifeboat.lab.frontdoor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The present table with everything that serves it. Immutable but for the turn of the regions.
final class Routes {
  private final Table table;
  private final SortedMap<String, RegionRoute> regions;
  private final List<Share> shares = new ArrayList<>();
  private final int totalWeight;

  Routes(Table table, SortedMap<String, RegionRoute> regions) {
    this.table = table;
    this.regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    int total = 0;
    for (var entry : table.regions().entrySet()) {
      var region = entry.getValue();
      var route = regions.get(entry.getKey());
      if (region.state() == Table.State.OPEN && region.weight() > 0 && route != null) {
        shares.add(new Share(route, region.weight()));
        total += region.weight();
      }
    }
    totalWeight = total;
  }

  Table table() {
    return table;
  }

  SortedMap<String, RegionRoute> regions() {
    return regions;
  }

  /// The open region whose turn it is, or null when none takes requests. Smooth weighted round
  /// robin, as nginx has it: exact over every `totalWeight` requests, and evenly mixed.
  synchronized @Nullable RegionRoute choose() {
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
    best.credit -= totalWeight;
    return best.route;
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
