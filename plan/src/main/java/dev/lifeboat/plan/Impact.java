package dev.lifeboat.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an outage costs; an assessment holds it against what recovery costs.
///
/// @param revenue of an hour
/// @param steps what an hour costs once an outage lasts long, the shortest first
/// @param penalties what is owed once it lasts long
/// @param season when revenue is higher; empty if it never is
/// @param regulation by the rule's name, to whom an outage is reported
public record Impact(
    Money revenue,
    List<Step> steps,
    List<Penalty> penalties,
    Optional<Season> season,
    Map<String, Report> regulation) {

  /// An hour that costs more than those before.
  ///
  /// @param perHour instead of what the hours before cost
  public record Step(Duration after, BigDecimal perHour) {}

  /// An amount that is owed once.
  public record Penalty(Duration after, BigDecimal amount, String to) {}

  /// A report that a rule asks for.
  ///
  /// @param within of the declaration
  public record Report(String to, Duration within) {}

  public Impact {
    steps = List.copyOf(steps);
    penalties = List.copyOf(penalties);
    regulation = Copies.ordered(regulation);
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).after().compareTo(steps.get(i - 1).after()) <= 0) {
        throw new IllegalArgumentException("steps must be ascending, were " + steps);
      }
    }
  }

  /// Revenue alone, whatever the hour and the month.
  public static Impact of(Money revenue) {
    return new Impact(revenue, List.of(), List.of(), Optional.empty(), Map.of());
  }

  public String currency() {
    return revenue.currency();
  }
}
