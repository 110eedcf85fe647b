package dev.lifeboat.lab.setup;

import dev.lifeboat.lab.link.Conditions;
import dev.lifeboat.plan.Link;
import dev.lifeboat.plan.Plan;
import java.util.List;

/// How the plan wants the ways between two places of a lab to be while nothing is broken.
public final class PlannedConditions {
  private PlannedConditions() {}

  /// The conditions between `a` and `b`, regions or the edge, in either order; clear where the plan
  /// gives none.
  public static Conditions between(Plan plan, String a, String b) {
    return plan.lab().links().stream()
        .filter(link -> List.of(link.a(), link.b()).containsAll(List.of(a, b)))
        .findFirst()
        .map(PlannedConditions::of)
        .orElse(Conditions.CLEAR);
  }

  private static Conditions of(Link link) {
    return new Conditions(
        link.latency().toMillis(),
        link.jitter().toMillis(),
        link.bandwidthBytesPerSecond().isPresent()
            ? Long.valueOf(link.bandwidthBytesPerSecond().getAsLong())
            : null,
        false);
  }
}
