package dev.lifeboat.simulate;

import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.measure.Distribution;
import dev.lifeboat.runbook.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/// Plays one seed after the other and keeps the sums. Not thread-safe.
public final class Campaign {
  /// Further failing seeds are counted and not named: they mostly fail for the same reason.
  private static final int MOST_NAMED = 10;

  private final LongFunction<Outcome> play;
  private final SortedMap<String, Integer> endings = new TreeMap<>();
  private final SortedMap<Mode, Integer> modes = new TreeMap<>();
  private final List<Long> failing = new ArrayList<>();
  private final List<Duration> rtos = new ArrayList<>();
  private final List<Duration> rpos = new ArrayList<>();
  private long runs;
  private long violations;

  /// A campaign whose worlds `play` plays.
  public Campaign(LongFunction<Outcome> play) {
    this.play = play;
  }

  /// Plays one further seed.
  public Outcome next(long seed) {
    var outcome = play.apply(seed);
    runs++;
    modes.merge(outcome.mode(), 1, Integer::sum);
    if (!outcome.violations().isEmpty()) {
      violations++;
      if (failing.size() < MOST_NAMED) {
        failing.add(seed);
      }
    } else {
      endings.merge(outcome.ending(), 1, Integer::sum);
    }
    if (outcome.mode() == Mode.FAILOVER) {
      outcome.rto().ifPresent(rtos::add);
      outcome.rpo().ifPresent(rpos::add);
    }
    return outcome;
  }

  /// The sums so far.
  public CampaignSums sums() {
    return new CampaignSums(
        runs,
        violations,
        failing,
        new TreeMap<>(modes),
        new TreeMap<>(endings),
        Distribution.of(rtos),
        Distribution.of(rpos));
  }
}
