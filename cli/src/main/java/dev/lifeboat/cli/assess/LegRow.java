package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.CriticalPath;
import dev.lifeboat.plan.SpanText;
import java.util.stream.Stream;

/// A step that users wait for, as documents have it.
///
/// @param runs that measured it; zero where both figures are assumed
record LegRow(String step, double medianSeconds, double p90Seconds, String basis, int runs) {
  static Stream<LegRow> all(CriticalPath path) {
    return path.legs().stream().map(LegRow::of);
  }

  private static LegRow of(CriticalPath.Leg leg) {
    return new LegRow(
        leg.step().value(),
        SpanText.number(leg.median()),
        SpanText.number(leg.p90()),
        leg.basis().word(),
        leg.runs());
  }
}
