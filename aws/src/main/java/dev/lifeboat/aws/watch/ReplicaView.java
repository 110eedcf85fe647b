package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round;
import java.time.Duration;
import java.util.Optional;

/// View of the primary from the other region: by the word of its guard, whether the replica gets
/// anything. A word that does not change for a while is nobody's any more.
public final class ReplicaView {
  /// A guard tells each second or two.
  static final Duration FRESH = Duration.ofSeconds(15);

  /// One that lives tells twice in it.
  private static final Duration LISTEN = Duration.ofSeconds(5);

  private final GuardReports reports;
  private final String region;
  private final String database;
  private final MonotonicClock clock;
  private Optional<String> mark = Optional.empty();
  private Optional<Duration> changedAt = Optional.empty();
  private Optional<Duration> begunAt = Optional.empty();

  /// @param region of the plan, which follows
  public ReplicaView(GuardReports reports, String region, String database, MonotonicClock clock) {
    this.reports = reports;
    this.region = region;
    this.database = database;
    this.clock = clock;
  }

  /// What the guard says now; unknown at the first look, since its word may be an old one.
  public synchronized Round.View look() throws InterruptedException {
    begunAt = begunAt.or(() -> Optional.of(clock.now()));
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

  /// Whether a guard that lives may merely not have told anew since the first look.
  public synchronized boolean isStillHeard() {
    return mark.isPresent()
        && changedAt.isEmpty()
        && begunAt.filter(it -> clock.now().minus(it).compareTo(LISTEN) < 0).isPresent();
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
