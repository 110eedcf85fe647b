package dev.lifeboat.provision;

import java.time.Duration;

/// Pace of a visitor, and figures of it.
public final class VisitorPace {
  /// Users notice what lasts longer.
  static final Duration EVERY = Duration.ofMinutes(5);

  /// Times in a month of thirty days, each of which AWS has a price for.
  public static final long RUNS_A_MONTH = Duration.ofDays(30).dividedBy(EVERY);

  /// One page that came late is no alarm.
  static final int LOOKS = 2;

  /// Of CloudWatch, where Synthetics puts its figures.
  static final String NAMESPACE = "CloudWatchSynthetics";

  /// Of one run. A page has twenty seconds of it, and all are asked at once; AWS takes some.
  static final Duration TIMEOUT = Duration.ofMinutes(1);

  private VisitorPace() {}

  /// As schedules have it.
  static String rate() {
    return "rate(%d minutes)".formatted(EVERY.toMinutes());
  }
}
