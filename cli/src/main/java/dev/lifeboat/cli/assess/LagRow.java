package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.MeasuredLag;
import dev.lifeboat.plan.SpanText;

/// Lag of copies, by hours that were watched, as `assess` tells it.
record LagRow(double p99Seconds, int hours) {
  static LagRow of(MeasuredLag lag) {
    return new LagRow(SpanText.number(lag.p99()), lag.hours());
  }
}
