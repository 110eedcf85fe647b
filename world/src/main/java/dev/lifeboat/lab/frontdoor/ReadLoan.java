package dev.lifeboat.lab.frontdoor;

import java.time.Duration;
import java.util.Optional;

/// Reads that are lent, or were lent last: counts them and says when they are taken back. Immutable
/// but for its counts.
record ReadLoan(LentReads lent, TrialCount count, long beganNanos) {
  /// No request may take longer than this in all; then its region is closed over it.
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

  static ReadLoan begin(LentReads lent, long nowNanos) {
    return new ReadLoan(lent, new TrialCount(lent.limits(), nowNanos), nowNanos);
  }

  /// Whether this counts for `other`, which may be over meanwhile.
  boolean countsFor(LentReads other) {
    return lent.id().equals(other.id());
  }

  TrialCount.Count of(String region) {
    return count.of(region);
  }

  long untilNanos() {
    return beganNanos + Duration.ofMillis(lent.longestMillis()).toNanos();
  }

  /// The table that `table` has to become now; empty while it is right. First the region takes
  /// nothing new, and once it has answered what it took it is closed: nobody is cut off.
  ///
  /// @param healthy whether any instance of the region is
  /// @param inFlight requests that the region has not answered
  Optional<Table> next(Table table, boolean healthy, int inFlight, long nowNanos) {
    var now = table.lent();
    if (now == null) {
      return Optional.empty();
    }
    if (now.stopped() == null) {
      return over(table, healthy, nowNanos)
          .map(why -> table.lending(now.stopped(why), Table.State.DRAINING));
    }
    boolean drained = inFlight == 0 || nowNanos - untilNanos() > LONGEST_DRAIN.toNanos();
    return table.stateOf(now.region()) == Table.State.DRAINING && drained
        ? Optional.of(table.lending(now, Table.State.CLOSED))
        : Optional.empty();
  }

  private Optional<String> over(Table table, boolean healthy, long nowNanos) {
    if (nowNanos - untilNanos() >= 0) {
      return Optional.of("its %d ms were over".formatted(lent.longestMillis()));
    }
    if (!healthy) {
      return Optional.of("no instance of %s is healthy".formatted(lent.region()));
    }
    // Where the other region fails its clients, nobody rehearses on them.
    return table.regions().keySet().stream()
        .flatMap(region -> count.fails(region, nowNanos).stream())
        .findFirst();
  }

  ReadsView view(long nowNanos) {
    return count.reads(nowNanos);
  }

  /// The table that a front door begins with: what was lent before its restart is lent no more.
  static Table settled(Table table) {
    var lent = table.lent();
    if (lent == null) {
      return table;
    }
    var over = lent.stopped() == null ? lent.stopped("the front door was restarted") : lent;
    return table.lending(over, Table.State.CLOSED);
  }
}
