package dev.lifeboat.cli.simulate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.SimulationSession;
import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.measure.Distribution;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Assumption;
import dev.lifeboat.simulate.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Output of `lifeboat simulate`.
///
/// @param seed of the first world
record SimulationResult(
    PlanFile file,
    Workload workload,
    CampaignSums sums,
    long seed,
    Duration took,
    SimulationSession session) {
  private static final int BAR = 40;
  private static final int TAIL = 40;
  private static final double NANOS = 1e9;

  /// The result as data.
  ///
  /// @param leaving left out where every assumption held
  /// @param state the folder of the runs that were learned from, in full; it need not be there
  private record Document(
      String schema,
      String plan,
      String workload,
      long runs,
      long violations,
      long seed,
      double seconds,
      Spread rto,
      Spread rpo,
      Map<String, Integer> endings,
      int learnedFromRuns,
      int unreadRuns,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String leaving,
      List<Failing> failing,
      String state) {}

  /// Of one figure.
  ///
  /// @param why there is none; left out where there is
  private record Spread(
      @Nullable Double p50,
      @Nullable Double p90,
      @Nullable Double p99,
      @Nullable Double max,
      int count,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String why,
      double objectiveSeconds,
      List<Column> histogram) {
    static Spread of(Distribution spread, Duration objective) {
      return new Spread(
          at(spread, 50),
          at(spread, 90),
          at(spread, 99),
          at(spread, 100),
          spread.count(),
          spread.count() == 0 ? "no failover moved the workload" : null,
          SpanText.number(objective),
          spread.bins().stream()
              .map(bin ->
                  new Column(SpanText.number(bin.from()), SpanText.number(bin.to()), bin.count()))
              .toList());
    }
  }

  private record Column(double fromSeconds, double toSeconds, int count) {}

  /// A world that broke a rule.
  ///
  /// @param replay one line that plays it again
  private record Failing(long seed, String replay) {}

  Object document(Path state) {
    var objectives = workload.objectives();
    return new Document(
        "lifeboat.simulate/v1",
        file.plan().name(),
        workload.name(),
        sums.runs(),
        sums.violations(),
        seed,
        SpanText.number(took),
        Spread.of(sums.rto(), objectives.rto()),
        Spread.of(sums.rpo(), objectives.rpo()),
        sums.endings(),
        session.learned(),
        session.unread(),
        session.left().map(Assumption::word).orElse(null),
        sums.failing().stream().map(it -> new Failing(it, replay(it))).toList(),
        state.toString());
  }

  private String replay(long failed) {
    return "lifeboat simulate %s --workload %s --seed %d --runs 1%s"
        .formatted(
            file.typed(),
            workload.name(),
            failed,
            session.left().map(left -> " --leave " + left.word()).orElse(""));
  }

  private static @Nullable Double at(Distribution spread, int percent) {
    return spread.percentile(percent).map(SpanText::number).orElse(null);
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s/%s  %s from seed %d, %s  (%.1f s)",
            file.plan().name(),
            workload.name(),
            Count.of(sums.runs(), "world"),
            seed,
            sums.violations() == 0 ? "no rule broken" : sums.violations() + " broke a rule",
            took.toNanos() / NANOS));
    lines.add("  moves    " + words(sums.modes(), Mode::word));
    lines.add("  endings  " + words(sums.endings(), CampaignSums::phrase));
    lines.add(
        "  durations of steps: "
            + (session.learned() == 0
                ? "documented defaults (docs/simulator.md)"
                : "learned from " + Count.of(session.learned(), "run") + " of this workload")
            + (session.unread() == 0
                ? ""
                : "; %s cannot be read, see 'lifeboat runs'"
                    .formatted(Count.of(session.unread(), "run"))));
    if (sums.runs() > 1) {
      histogram(lines, "RTO", sums.rto(), workload.objectives().rto());
      histogram(lines, "RPO", sums.rpo(), workload.objectives().rpo());
    }
    return lines;
  }

  private static <T> String words(Map<T, Integer> counts, Function<T, String> word) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(it -> it.getValue() + " " + word.apply(it.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static void histogram(
      List<String> lines, String what, Distribution spread, Duration objective) {
    var middle = spread.percentile(50);
    var high = spread.percentile(99);
    if (middle.isEmpty() || high.isEmpty()) {
      lines.add("\n" + what + "  unknown: no failover moved the workload");
      return;
    }
    lines.add(
        "\n%s of %s: half within %s s, 99 of 100 within %s s; objective %s s"
            .formatted(
                what,
                Count.of(spread.count(), "failover"),
                text(middle.get()),
                text(high.get()),
                text(objective)));
    int most = spread.bins().stream().mapToInt(Distribution.Bin::count).max().orElse(1);
    for (var bin : spread.bins()) {
      int bar = (int) Math.ceilDiv((long) bin.count() * BAR, (long) most);
      lines.add(
          "%9s - %9s s  %-40s %d"
              .formatted(text(bin.from()), text(bin.to()), "#".repeat(bar), bin.count())
              .stripTrailing());
    }
  }

  private static String text(Duration span) {
    return String.format(Locale.ROOT, "%.3f", span.toNanos() / NANOS);
  }

  /// What was broken, and how it is seen again: all that whoever is in a hurry has to know.
  List<String> headline(Simulation.Failure failure) {
    var lines = new ArrayList<String>();
    for (var violation : failure.outcome().violations()) {
      lines.add("BROKEN  %s: %s".formatted(violation.invariant().words(), violation.what()));
    }
    lines.add("  play it again: '%s'".formatted(replay(failure.outcome().seed())));
    return lines;
  }

  /// The smallest story of a world that broke a rule.
  List<String> lines(Simulation.Failure failure) {
    var outcome = failure.outcome();
    var lines = new ArrayList<String>();
    lines.add(
        "\nseed %d broke a rule with %d of its %d troubles:"
            .formatted(outcome.seed(), failure.troubles().size(), failure.drawn()));
    failure.troubles().forEach(trouble -> lines.add("  " + trouble));
    lines.add("its last events:");
    int skip = Math.max(0, outcome.course().tail().size() - TAIL);
    outcome.course().tail().stream().skip(skip).forEach(line -> lines.add("  " + line));
    lines.add("play it again:");
    sums.failing().forEach(failed -> lines.add("  " + replay(failed)));
    return lines;
  }
}
