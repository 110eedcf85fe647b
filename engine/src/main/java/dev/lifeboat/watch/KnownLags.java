package dev.lifeboat.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How far behind the copies of a workload were at worst in each hour that somebody watched;
/// durable.
///
/// @param hours the newest first
public record KnownLags(String workload, List<Hour> hours) {
  private static final Duration KEPT = Duration.ofDays(90);

  public KnownLags {
    hours = List.copyOf(hours);
  }

  /// One hour.
  ///
  /// @param from its begin, by UTC
  /// @param region of the primary whose copies these are
  /// @param worst the longest lag that was seen in it; zero or more
  public record Hour(Instant from, String region, Duration worst) {
    private boolean isPartOf(Hour other) {
      return from.equals(other.from) && region.equals(other.region);
    }
  }

  /// Where nobody watched yet.
  public static KnownLags none(String workload) {
    return new KnownLags(workload, List.of());
  }

  /// The same after one further look.
  KnownLags after(String region, Instant moment, Duration lag) {
    var now = new Hour(moment.truncatedTo(ChronoUnit.HOURS), region, lag);
    var goesOn = hours.stream().limit(1).filter(now::isPartOf).findFirst();
    if (goesOn.filter(it -> it.worst().compareTo(lag) >= 0).isPresent()) {
      return this;
    }
    var next = new ArrayList<>(hours.subList(goesOn.isPresent() ? 1 : 0, hours.size()));
    next.removeIf(hour -> hour.from().isBefore(moment.minus(KEPT)));
    next.addFirst(now);
    return new KnownLags(workload, next);
  }

  /// The worst lag of each hour that was over at `moment`, of the primary in `region`.
  public Stream<Duration> worst(String region, Instant moment) {
    return hours.stream()
        .filter(hour -> hour.region().equals(region))
        .filter(hour -> !hour.from().plus(1, ChronoUnit.HOURS).isAfter(moment))
        .map(Hour::worst);
  }
}
