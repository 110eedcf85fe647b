package dev.lifeboat.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A database or bucket with a copy in each of two regions, and the clients that write to it.
///
/// Clients write to every copy that takes writes, also past the front door with connections from
/// before: they are why two writers at once lose data. Guarded by its world's lock.
final class SimulatedStore {
  /// A copy in one region.
  static final class Copy {
    final TreeSet<Long> rows = new TreeSet<>();
    boolean writes;
    Optional<String> follows = Optional.empty();
    boolean restored;
  }

  private static final int REPLICATED_PER_TICK = 2;

  // What is on its way while the source writes: a replica has all of it only some looks after the
  // source stopped.
  private static final int ON_ITS_WAY = 8;

  private final Map<String, Copy> copies = new HashMap<>();
  // A vault has log of the writer some time after it is written.
  private static final int LOG_BEHIND = 5;

  // What a vault has, and of which region's writer.
  private final TreeSet<Long> vault = new TreeSet<>();
  private Optional<String> kept = Optional.empty();
  private final List<Long> acknowledged = new ArrayList<>();
  private long number;
  private int restores;

  SimulatedStore(String source, String replica) {
    copies.put(source, new Copy());
    copies.put(replica, new Copy());
    copy(source).writes = true;
    copy(replica).follows = Optional.of(source);
  }

  Copy copy(String region) {
    return Optional.ofNullable(copies.get(region)).orElseThrow();
  }

  /// From now on it is in a vault alone.
  void vaulted(String source, String target) {
    keep(source);
    copy(target).rows.clear();
    copy(target).follows = Optional.empty();
  }

  /// From now on the vault follows the writer of `region`. What it had of another one is no more
  /// than a part of that.
  void keep(String region) {
    if (copy(region).writes && !kept.equals(Optional.of(region))) {
      vault.clear();
      kept = Optional.of(region);
      log(region);
    }
  }

  private void log(String region) {
    var rows = copy(region).rows;
    rows.stream().limit(Math.max(0, rows.size() - LOG_BEHIND)).forEach(vault::add);
  }

  boolean keeps(String region) {
    return copy(region).writes && kept.equals(Optional.of(region));
  }

  /// Every other time the vault is away.
  void restore(String region) {
    var copy = copy(region);
    if (!copy.writes && ++restores % 2 == 0) {
      copy.rows.clear();
      copy.rows.addAll(vault);
      copy.follows = Optional.empty();
      copy.restored = true;
    }
  }

  boolean isRestored(String region) {
    return copy(region).restored && holdsVault(region);
  }

  boolean holdsVault(String region) {
    return copy(region).rows.containsAll(vault);
  }

  void standDown(String region) {
    var copy = copy(region);
    if (!copy.writes) {
      copy.rows.clear();
      copy.follows = Optional.empty();
      copy.restored = false;
    }
  }

  boolean isEmpty(String region) {
    return !copy(region).writes && copy(region).rows.isEmpty();
  }

  List<String> writers() {
    return copies.keySet().stream().filter(region -> copy(region).writes).sorted().toList();
  }

  /// A moment passes: replicas read a little of their source, then clients write.
  void tick() {
    for (var copy : copies.values()) {
      if (!copy.writes) {
        copy.follows.ifPresent(source -> catchUp(copy, copy(source)));
      }
    }
    for (var region : writers()) {
      copy(region).rows.add(++number);
      acknowledged.add(number);
      if (kept.equals(Optional.of(region))) {
        log(region);
      }
    }
  }

  private static void catchUp(Copy replica, Copy source) {
    int arrived = source.rows.size() - (source.writes ? ON_ITS_WAY : 0);
    source.rows.stream()
        .limit(Math.max(0, arrived))
        .filter(row -> !replica.rows.contains(row))
        .limit(REPLICATED_PER_TICK)
        .toList()
        .forEach(replica.rows::add);
  }

  boolean holdsAllOf(String region, String source) {
    return copy(region).rows.containsAll(copy(source).rows);
  }

  /// Replicates `source`, whose history replaces what this copy alone has.
  void follow(String region, String source) {
    var copy = copy(region);
    copy.rows.retainAll(copy(source).rows);
    copy.follows = Optional.of(source);
  }

  /// Acknowledged writes that the copy in `region` does not hold.
  List<Long> lostIn(String region) {
    return acknowledged.stream().filter(row -> !copy(region).rows.contains(row)).toList();
  }

  int acknowledged() {
    return acknowledged.size();
  }
}
