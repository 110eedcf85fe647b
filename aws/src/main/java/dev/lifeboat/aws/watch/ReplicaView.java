package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.store.GuardReports;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round;
import java.time.Duration;
import java.util.Optional;

/// What the other region sees of the primary: by the word of its guard, whether the replica gets
/// anything. A word that does not change for a while is nobody's any more.
public final class ReplicaView {
  /// A guard tells each second or two.
  static final Duration FRESH = Duration.ofSeconds(15);

  private final GuardReports reports;
  private final String region;
  private final String database;
  private final MonotonicClock clock;
  private Optional<String> mark = Optional.empty();
  private Optional<Duration> changedAt = Optional.empty();

  /// @param region of the plan, which follows
  public ReplicaView(GuardReports reports, String region, String database, MonotonicClock clock) {
    this.reports = reports;
    this.region = region;
    this.database = database;
    this.clock = clock;
  }

  synchronized Round.View look() throws InterruptedException {
    try {
      var told = reports.read(region, database);
      if (told.isEmpty()) {
        return new Round.View.Unknown("no guard in %s tells of %s".formatted(region, database));
      }
      if (mark.isPresent() && !mark.get().equals(told.get().mark())) {
        changedAt = Optional.of(clock.now());
      }
      mark = Optional.of(told.get().mark());
      boolean fresh =
          changedAt.filter(it -> clock.now().minus(it).compareTo(FRESH) < 0).isPresent();
      return fresh
          ? view(told.get())
          : new Round.View.Unknown("the guard in %s was not heard just now".formatted(region));
    } catch (ProblemException silent) {
      return new Round.View.Unknown(silent.problem().happened());
    }
  }

  private Round.View view(GuardReports.Report told) {
    return switch (told.state().standing()) {
      case REPLICA -> new Round.View.Up("the replica of %s follows".formatted(database));
      case CUT_OFF -> new Round.View.Down("the replica of %s gets nothing".formatted(database));
      case OPEN, CLOSED, UNKNOWN ->
          new Round.View.Unknown(
              "%s in %s is no replica: %s".formatted(database, region, told.state().standing()));
    };
  }
}
