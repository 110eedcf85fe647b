package dev.lifeboat.lab.frontdoor;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// How the regions fare while one of them is tried with a share of the requests. Thread-safe.
final class TrialCount {
  /// One bad answer, or two, may be an accident.
  private static final long FEWEST = 3;

  /// One answer in so many may be slow.
  private static final long SLOW_OF = 20;

  private static final long THOUSAND = 1_000;

  private final Table.Trial trial;
  private final long beganNanos;
  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  TrialCount(Table.Trial trial, long beganNanos) {
    this.trial = trial;
    this.beganNanos = beganNanos;
  }

  /// Whether this counts for a table's trial, so that putting the same one again begins no new one.
  boolean countsFor(Table.Trial other) {
    return trial.equals(other);
  }

  Count of(String region) {
    return counts.computeIfAbsent(region, _ -> new Count());
  }

  /// Why `region` does not bear what it is sent; empty while it does.
  Optional<String> fails(String region, long nowNanos) {
    var seen = seen(region, nowNanos);
    if (seen.failed() >= FEWEST && !bearsErrors(seen)) {
      return Optional.of(
          "%s failed %d of %d requests".formatted(region, seen.failed(), seen.requests()));
    }
    if (seen.slow() >= FEWEST && !bearsLatency(seen)) {
      return Optional.of(
          "%s took longer than %d ms for %d of %d requests"
              .formatted(region, trial.maxLatencyMillis(), seen.slow(), seen.requests()));
    }
    return Optional.empty();
  }

  private boolean bearsErrors(TrialView.Seen seen) {
    return seen.failed() * THOUSAND <= trial.maxErrorsPerMille() * seen.requests();
  }

  private static boolean bearsLatency(TrialView.Seen seen) {
    return seen.slow() * SLOW_OF <= seen.requests();
  }

  /// What an operator and a controller may know.
  TrialView view(long nowNanos) {
    var regions = new TreeMap<String, TrialView.Seen>();
    counts.keySet().forEach(region -> regions.put(region, seen(region, nowNanos)));
    var tried = regions.getOrDefault(trial.region(), TrialView.Seen.NOTHING);
    // Where the other region fails, all goes to this one, and the other's counts stay as they are.
    boolean borne = tried.requests() > 0 && bearsErrors(tried) && bearsLatency(tried);
    return new TrialView(Duration.ofNanos(nowNanos - beganNanos), borne, regions);
  }

  /// As [#view], with how long the requests took.
  ReadsView reads(long nowNanos) {
    var regions = new TreeMap<String, ReadsView.Reads>();
    counts.forEach((region, count) -> regions.put(region, count.reads(seen(region, nowNanos))));
    return new ReadsView(Duration.ofNanos(nowNanos - beganNanos), regions);
  }

  private TrialView.Seen seen(String region, long nowNanos) {
    return of(region).seen(nowNanos - limitNanos());
  }

  private long limitNanos() {
    return Duration.ofMillis(trial.maxLatencyMillis()).toNanos();
  }

  /// One region's part.
  final class Count {
    private final Set<Visit> inFlight = new HashSet<>();
    private final Latencies latencies = new Latencies();
    private long answered;
    private long failed;
    private long slow;

    private Count() {}

    synchronized void begins(Visit visit) {
      inFlight.add(visit);
    }

    synchronized void ends(Visit visit, boolean good, long nowNanos) {
      if (inFlight.remove(visit)) {
        answered += good ? 1 : 0;
        failed += good ? 0 : 1;
        slow += nowNanos - visit.beganNanos() > limitNanos() ? 1 : 0;
        latencies.add(nowNanos - visit.beganNanos());
      }
    }

    private synchronized ReadsView.Reads reads(TrialView.Seen seen) {
      return new ReadsView.Reads(
          seen.requests(),
          seen.failed(),
          seen.slow(),
          latencies.median().orElse(null),
          latencies.slowest().orElse(null));
    }

    /// A request that is in flight for longer than an answer may take is a slow one already.
    private synchronized TrialView.Seen seen(long slowIfBeganBefore) {
      long overdue =
          inFlight.stream().filter(it -> it.beganNanos() - slowIfBeganBefore < 0).count();
      return new TrialView.Seen(answered + failed + overdue, failed, slow + overdue);
    }
  }
}
