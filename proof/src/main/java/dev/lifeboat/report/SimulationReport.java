package dev.lifeboat.report;

import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.measure.Distribution;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The page about a campaign of simulated worlds: whether a rule was broken, and how RTO and RPO of
/// this plan are spread.
public final class SimulationReport {
  private SimulationReport() {}

  private record Worlds(
      String name, Badge verdict, String summary, List<Ending> endings, List<Spread> spreads) {}

  private record Ending(String word, String count) {}

  /// @param summary null when no failover moved the workload
  private record Spread(String name, @Nullable String summary, List<Bin> bins) {}

  /// @param width of its bar, of a hundred
  private record Bin(String span, String count, String width) {}

  /// The page as text.
  ///
  /// @param seed of the first world
  public static String html(Plan plan, Workload workload, CampaignSums sums, long seed) {
    var name = plan.name() + "/" + workload.name();
    boolean clean = sums.violations() == 0;
    var runs = TimeText.count(sums.runs(), "world");
    var summary =
        clean
            ? "No rule was broken in %s from seed %d.".formatted(runs, seed)
            : "A rule was broken in %s of %s from seed %d; the first are %s."
                .formatted(TimeText.count(sums.violations()), runs, seed, sums.failing());
    var objectives = workload.objectives();
    return PageTemplate.filled(
        "simulation.html",
        name + " simulated · Lifeboat",
        new Worlds(
            name,
            new Badge(clean ? "clean" : "broken", Tone.of(clean)),
            summary,
            sums.endings().entrySet().stream()
                .map(it ->
                    new Ending(CampaignSums.phrase(it.getKey()), TimeText.count(it.getValue())))
                .toList(),
            List.of(
                spread("RTO", sums.rto(), objectives.rto()),
                spread("RPO", sums.rpo(), objectives.rpo()))));
  }

  private static Spread spread(String name, Distribution spread, Duration objective) {
    var middle = spread.percentile(50);
    var high = spread.percentile(99);
    if (middle.isEmpty() || high.isEmpty()) {
      return new Spread(name, null, List.of());
    }
    int most = spread.bins().stream().mapToInt(Distribution.Bin::count).max().orElse(1);
    return new Spread(
        name,
        "Of %s half were within %s, 99 of 100 within %s; the objective is %s."
            .formatted(
                TimeText.count(spread.count(), "failover"),
                TimeText.seconds(middle.get()),
                TimeText.seconds(high.get()),
                SpanText.objective(TimeText.inSeconds(objective))),
        spread.bins().stream().map(bin -> bin(bin, most)).toList());
  }

  private static Bin bin(Distribution.Bin bin, int most) {
    return new Bin(
        TimeText.seconds(bin.from()) + " to " + TimeText.seconds(bin.to()),
        TimeText.count(bin.count()),
        String.format(Locale.ROOT, "%.2f", 100.0 * bin.count() / most));
  }
}
