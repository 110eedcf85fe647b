package dev.lifeboat.watch;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.runbook.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A loss that is to be answered by a move.
///
/// @param mode a failover where the primary is lost; a switchover where its users alone are out
/// @param since when it began, as observed
/// @param views one line a view
public record Loss(Mode mode, Instant since, List<String> views) {
  public Loss {
    views = List.copyOf(views);
  }

  /// What a verdict amounts to at `now`; empty while nothing is to be done.
  public static Optional<Loss> of(Detector.Verdict verdict, FailoverPolicy policy, Instant now) {
    return switch (verdict) {
      case Detector.Verdict.Down(var since, var views) ->
          Optional.of(new Loss(Mode.FAILOVER, since, views));
      case Detector.Verdict.UsersOut(var since, var views) ->
          policy.outages().isDue(since, now)
              ? Optional.of(new Loss(Mode.SWITCHOVER, since, views))
              : Optional.empty();
      case Detector.Verdict.Up _, Detector.Verdict.Suspected _, Detector.Verdict.Disputed _ ->
          Optional.empty();
    };
  }

  /// Whether users alone are out, so that the writer moves by plan and nothing is lost.
  public boolean isOfUsers() {
    return mode == Mode.SWITCHOVER;
  }
}
