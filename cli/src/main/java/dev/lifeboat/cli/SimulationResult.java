package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.measure.Distribution;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.simulate.Assumption;
import dev.lifeboat.simulate.Simulation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What `lifeboat simulate` prints.
///
/// @param seed of the first world
/// @param learnedFrom past runs that the durations of steps come from; zero for the defaults
/// @param leaving the assumption that did not hold; null if all did
record SimulationResult(
    PlanFile file,
    Workload workload,
    CampaignSums sums,
    long seed,
    Duration took,
    int learnedFrom,
    @Nullable Assumption leaving) {
  private static final String SCHEMA = "lifeboat.simulate/v1";
  private static final int BAR = 40;
  private static final int TAIL = 40;
  private static final double NANOS = 1e9;

  Map<String, Object> document() {
    var document = new LinkedHashMap<String, Object>();
    document.put("schema", SCHEMA);
    document.put("plan", file.plan().name());
    document.put("workload", workload.name());
    document.put("runs", sums.runs());
    document.put("violations", sums.violations());
    document.put("seed", seed);
    document.put("seconds", seconds(took));
    document.put("rto", spread(sums.rto(), workload.objectives().rto()));
    document.put("rpo", spread(sums.rpo(), workload.objectives().rpo()));
    document.put("endings", sums.endings());
    document.put("learnedFromRuns", learnedFrom);
    if (leaving != null) {
      document.put("leaving", leaving.word());
    }
    document.put("failing", sums.failing().stream().map(this::failing).toList());
    return document;
  }

  private Map<String, Object> failing(long failed) {
    return Map.of("seed", failed, "replay", replay(failed));
  }

  /// One line that plays the world of this seed again.
  private String replay(long failed) {
    return "lifeboat simulate %s --workload %s --seed %d --runs 1%s"
        .formatted(
            file.path(),
            workload.name(),
            failed,
            leaving == null ? "" : " --leave " + leaving.word());
  }

  private static Map<String, Object> spread(Distribution spread, Duration objective) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("p50", at(spread, 50));
    fields.put("p90", at(spread, 90));
    fields.put("p99", at(spread, 99));
    fields.put("max", at(spread, 100));
    fields.put("count", spread.count());
    if (spread.count() == 0) {
      fields.put("why", "no failover moved the workload");
    }
    fields.put("objectiveSeconds", seconds(objective));
    fields.put("histogram", spread.bins().stream().map(SimulationResult::bin).toList());
    return fields;
  }

  private static Map<String, Object> bin(Distribution.Bin bin) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("fromSeconds", seconds(bin.from()));
    fields.put("toSeconds", seconds(bin.to()));
    fields.put("count", bin.count());
    return fields;
  }

  private static @Nullable Double at(Distribution spread, int percent) {
    return spread.percentile(percent).map(SimulationResult::seconds).orElse(null);
  }

  private static double seconds(Duration span) {
    return Math.round(span.toNanos() / 1e6) / 1e3;
  }

  void print(PrintWriter out) {
    out.println(
        "%s/%s  %d worlds from seed %d, %s  (%.1f s)"
            .formatted(
                file.plan().name(),
                workload.name(),
                sums.runs(),
                seed,
                sums.violations() == 0 ? "no rule broken" : sums.violations() + " broke a rule",
                took.toNanos() / NANOS));
    out.println(
        "  moves    "
            + words(
                sums.modes().entrySet().stream()
                    .map(it -> it.getValue() + " " + it.getKey().word())
                    .toList()));
    out.println(
        "  endings  "
            + words(
                sums.endings().entrySet().stream()
                    .map(it -> it.getValue() + " " + it.getKey())
                    .toList()));
    out.println(
        learnedFrom == 0
            ? "  durations of steps: documented defaults (docs/simulator.md)"
            : "  durations of steps: learned from " + learnedFrom + " runs of this workload");
    histogram(out, "RTO", sums.rto(), workload.objectives().rto());
    histogram(out, "RPO", sums.rpo(), workload.objectives().rpo());
  }

  private static String words(List<String> words) {
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  private static void histogram(
      PrintWriter out, String what, Distribution spread, Duration objective) {
    var middle = spread.percentile(50);
    var high = spread.percentile(99);
    if (middle.isEmpty() || high.isEmpty()) {
      out.println("\n" + what + "  unknown: no failover moved the workload");
      return;
    }
    out.println(
        "\n%s of %d failovers: half within %s s, 99 of 100 within %s s; objective %s s"
            .formatted(
                what, spread.count(), text(middle.get()), text(high.get()), text(objective)));
    int most = spread.bins().stream().mapToInt(Distribution.Bin::count).max().orElse(1);
    for (var bin : spread.bins()) {
      int bar = (int) Math.ceilDiv((long) bin.count() * BAR, (long) most);
      out.println(
          "%9s - %9s s  %-40s %d"
              .formatted(text(bin.from()), text(bin.to()), "#".repeat(bar), bin.count())
              .stripTrailing());
    }
  }

  private static String text(Duration span) {
    return String.format(Locale.ROOT, "%.3f", span.toNanos() / NANOS);
  }

  /// The smallest story of a world that broke a rule.
  void print(PrintWriter out, Simulation.Failure failure) {
    var outcome = failure.outcome();
    out.println(
        "\nseed %d broke a rule with %d of its %d troubles:"
            .formatted(outcome.seed(), failure.troubles().size(), failure.drawn()));
    failure.troubles().forEach(trouble -> out.println("  " + trouble));
    out.println("its last events:");
    int skip = Math.max(0, outcome.tail().size() - TAIL);
    outcome.tail().stream().skip(skip).forEach(line -> out.println("  " + line));
    for (var violation : outcome.violations()) {
      out.println("broken: " + violation.invariant().words() + ": " + violation.what());
    }
    out.println(
        "play it again:\n"
            + sums.failing().stream()
                .map(failed -> "  " + replay(failed))
                .collect(Collectors.joining("\n")));
  }
}
