package dev.lifeboat.watch;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.Round;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides from the rounds so far whether the primary is lost. Pure and immutable: [#after] gives
/// the next one.
///
/// The rule: more than half of the controller's checks failed for `failures` rounds in a row, the
/// recovery region sees the primary down as well, and so do the clients at the front door. While
/// the primary region's own agent answers and says that it is restarting a database, that database
/// gets [#RESTART_GRACE] from the first failed round, so a mere restart never triggers.
///
/// A primary that is silent rather than gone may merely stall: it is not lost while its lease may
/// still be held. Waiting costs nothing, since nobody could be promoted before the lease ends.
///
/// Users who get nothing while the primary lives are out alone. That counts where the plan says so.
///
/// @param failedSince when the first failed round of the present row began
/// @param lastPassed when the last round that did not fail began; the fault's time outside a drill
public record Detector(
    FailoverPolicy.Detect policy,
    int failedRounds,
    Optional<Instant> failedSince,
    Optional<Instant> lastPassed,
    UsersOutage outage,
    Verdict verdict) {

  /// A crash recovery of a busy database takes well under this; a database that is not back by then
  /// is as good as lost.
  public static final Duration RESTART_GRACE = Duration.ofSeconds(5);

  // A process that is gone refuses within a millisecond; three refusals 20 ms apart are as sure as
  // three silences 200 ms apart (see docs/performance.md).
  private static final Duration ASK_AGAIN = Duration.ofMillis(20);

  /// What the rounds so far amount to.
  public sealed interface Verdict {
    record Up() implements Verdict {}

    /// Something failed, not often enough yet.
    record Suspected(String why) implements Verdict {}

    /// The controller alone sees the primary down, so nothing may be decided.
    record Disputed(String why, List<String> views) implements Verdict {}

    /// Users get nothing, and the primary lives.
    ///
    /// @param since the first such round
    record UsersOut(Instant since, List<String> views) implements Verdict {}

    /// All views agree.
    ///
    /// @param since the last round that passed, which is the fault's time as observed; the first
    ///   failed one when none ever passed
    /// @param views one line a view
    record Down(Instant since, List<String> views) implements Verdict {}
  }

  /// Nothing seen yet, of a primary that is lost or not.
  public static Detector of(FailoverPolicy.Detect policy) {
    return of(policy, false);
  }

  /// Nothing seen yet, of what the plan wants to be answered by a move.
  public static Detector of(FailoverPolicy policy) {
    return of(policy.detect(), policy.outages().countsUsers());
  }

  private static Detector of(FailoverPolicy.Detect policy, boolean countsUsers) {
    return new Detector(
        policy,
        0,
        Optional.empty(),
        Optional.empty(),
        UsersOutage.none(countsUsers),
        new Verdict.Up());
  }

  /// This detector after one further round.
  public Detector after(Round round) {
    var users = outage.after(round);
    if (!round.failed()) {
      var well = users.verdict(policy, round).orElseGet(Verdict.Up::new);
      return new Detector(policy, 0, Optional.empty(), Optional.of(round.at()), users, well);
    }
    int rounds = failedRounds + 1;
    var since = failedSince.orElse(round.at());
    return new Detector(
        policy, rounds, Optional.of(since), lastPassed, users, judge(round, rounds, since, users));
  }

  private Verdict judge(Round round, int rounds, Instant since, UsersOutage users) {
    if (rounds < policy.failures()) {
      return new Verdict.Suspected(round.reasons());
    }
    if (round.restarting().isPresent() && round.at().isBefore(since.plus(RESTART_GRACE))) {
      return new Verdict.Suspected("its region is restarting it: " + round.restarting().get());
    }
    if (!round.gone() && round.lease() instanceof Round.View.Up(var detail)) {
      return new Verdict.Suspected("silent, its lease may still be held: " + detail);
    }
    var views =
        List.of(
            "controller: " + round.reasons(),
            "recovery region: " + round.recovery().text(),
            "clients: " + round.clients().text());
    boolean agreed =
        round.recovery() instanceof Round.View.Down && round.clients() instanceof Round.View.Down;
    return agreed
        ? new Verdict.Down(lastPassed.orElse(since), views)
        : users
            .verdict(policy, round)
            .orElseGet(() -> new Verdict.Disputed(round.reasons(), views));
  }

  /// How long to wait after `round` before the next one begins. What was refused, and what only
  /// waits for the lease to end, is looked at again at once.
  public Duration pauseAfter(Round round) {
    boolean soon = round.refused() || failedRounds >= policy.failures();
    return round.failed() && soon && ASK_AGAIN.compareTo(policy.every()) < 0
        ? ASK_AGAIN
        : policy.every();
  }
}
