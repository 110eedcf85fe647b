package dev.lifeboat.aws.function;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.Round.View;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the looks so far amount to, as far as a function in the recovery region can know. Pure and
/// immutable: [#after] gives the next one.
///
/// The rule is the watch's: three views must agree, and one that cannot be had never agrees. They
/// are the address that users come by, and what the tables of votes in the recovery and in the
/// arbiter's region know of the primary's guard, which renews its lease there every half second.
/// Other than the watch nobody here sees what becomes of the clients themselves.
///
/// @param failures looks in a row in which the address did not answer
/// @param failedSince when the first of them was
record Agreement(
    FailoverPolicy.Detect policy, int failures, Optional<Instant> failedSince, Verdict verdict) {

  /// What it means.
  enum Verdict {
    UP,
    /// The address did not answer, not often enough yet.
    SUSPECTED,
    /// It is silent, and another view does not agree.
    DISPUTED,
    DOWN
  }

  /// One look from all sides.
  ///
  /// @param address whether it answered
  /// @param votes by the region that they are in
  record Look(Instant at, View address, Map<String, View> votes) {
    Look {
      votes = new LinkedHashMap<>(votes);
    }

    boolean isDownEverywhere() {
      return !votes.isEmpty() && votes.values().stream().allMatch(View.Down.class::isInstance);
    }
  }

  static Agreement none(FailoverPolicy.Detect policy) {
    return new Agreement(policy, 0, Optional.empty(), Verdict.UP);
  }

  /// This agreement after one further look.
  Agreement after(Look look) {
    if (!(look.address() instanceof View.Down)) {
      return none(policy);
    }
    int row = failures + 1;
    var verdict = Verdict.DOWN;
    if (row < policy.failures()) {
      verdict = Verdict.SUSPECTED;
    } else if (!look.isDownEverywhere()) {
      verdict = Verdict.DISPUTED;
    }
    return new Agreement(policy, row, failedSince.or(() -> Optional.of(look.at())), verdict);
  }
}
