package dev.lifeboat.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Which outages lead to a move. Users who are out while the database lives are moved by a planned
/// move, which loses nothing.
///
/// @param usersAfter how long users must have been out before anything is done for them alone
/// @param maintenance while it is open users are out by plan, if any
public record OutagePolicy(On on, Duration usersAfter, Optional<MoveWindow> maintenance) {
  // Silence of the plan stays what it was: a web tier that is down is for whoever runs it.
  /// region: the loss of the primary region. users: also users who are out while its database
  /// lives, which leads to a planned move.
  static final PlanKey<On> ON = PlanKey.choice("on", On.REGION);

  // Longer than a lease, so that a region that is being lost is not taken for it.
  /// With on: users, how long users must have been out.
  static final PlanKey<Duration> USERS_AFTER =
      PlanKey.span("usersAfter", Duration.ZERO, Duration.ofDays(1)).or(Duration.ofMinutes(5));

  /// What is answered by a move.
  public enum On implements WordedChoice {
    /// The loss of the primary region alone.
    REGION,
    /// That, and users who are out.
    USERS
  }

  public OutagePolicy {
    USERS_AFTER.require(usersAfter);
  }

  /// Whether users who are out alone are moved at all.
  public boolean countsUsers() {
    return on == On.USERS;
  }

  /// Whether users who have been out since then are out for long enough. What they miss within the
  /// window of maintenance is planned, and does not count.
  public boolean isDue(Instant since, Instant now) {
    return countsUsers()
        && maintenance
            .map(window -> !window.opening(now).isAt(now) && isOutOutside(window, since, now))
            .orElseGet(() -> !now.isBefore(since.plus(usersAfter)));
  }

  private boolean isOutOutside(MoveWindow window, Instant since, Instant now) {
    var due = since.plus(usersAfter);
    for (var it = window.opening(since);
        it.begin().isBefore(due) && !now.isBefore(due);
        it = window.opening(it.end())) {
      due = due.plus(Duration.between(it.begin().isAfter(since) ? it.begin() : since, it.end()));
    }
    return !now.isBefore(due);
  }
}
