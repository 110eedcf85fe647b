package dev.lifeboat.watch;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.Round;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Counts the rounds in a row in which users alone were out. Pure and immutable.
///
/// @param counts whether the plan wants it; else no round counts
/// @param since when the first of them began
record UsersOutage(boolean counts, int rounds, Optional<Instant> since) {
  static UsersOutage none(boolean counts) {
    return new UsersOutage(counts, 0, Optional.empty());
  }

  /// The same after one further round.
  UsersOutage after(Round round) {
    return counts && round.usersAlone()
        ? new UsersOutage(true, rounds + 1, since.or(() -> Optional.of(round.at())))
        : none(counts);
  }

  /// The verdict, once there were as many as the plan asks for.
  Optional<Detector.Verdict> verdict(FailoverPolicy.Detect policy, Round round) {
    return since
        .filter(_ -> rounds >= policy.failures())
        .map(it ->
            new Detector.Verdict.UsersOut(
                it,
                List.of(
                    "users: " + round.users().text(),
                    "recovery region: " + round.recovery().text())));
  }
}
