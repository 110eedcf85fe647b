package dev.lifeboat.bench;

import dev.lifeboat.assess.PlanAssessment;
import dev.lifeboat.assess.PriceTableFile;
import dev.lifeboat.assess.RecommendationRule;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;

/// Measures how long a portfolio takes to be read and assessed, at sizes that are ten times apart,
/// beside a bare pass over the events of the YAML parser in the same run.
///
/// `bench/run AssessBench [WORKLOADS]...` prints one line of JSON.
public final class AssessBench {
  private static final List<Integer> SIZES = List.of(1_000, 10_000);

  /// So often, and the quickest counts: what else the machine does only adds.
  private static final int TIMES = 3;

  private AssessBench() {}

  /// Measures each size and prints the figures.
  public static void main(String[] arguments) throws IOException, ProblemException {
    var sizes = List.of(arguments).stream().map(Integer::valueOf).toList();
    var all = new ArrayList<AssessFigures>();
    for (int workloads : sizes.isEmpty() ? SIZES : sizes) {
      var folder = Files.createTempDirectory("assess-bench");
      all.add(measure(GeneratedPortfolio.write(folder, workloads)));
      FileTree.delete(folder);
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "{\"schema\":\"lifeboat.bench.assess/v1\",\"sizes\":[%s],\"heapPeakMebibytes\":%.0f,"
                + "\"heapLimitMebibytes\":%.0f,\"loadAverage\":%.1f}",
            all.stream().map(AssessFigures::json).collect(Collectors.joining(",")),
            peakHeapBytes() / 1048576.0,
            Runtime.getRuntime().maxMemory() / 1048576.0,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
  }

  /// The quickest of several passes of each kind.
  static AssessFigures measure(GeneratedPortfolio portfolio) throws IOException, ProblemException {
    var bare = new Quickest();
    var read = new Quickest();
    var assess = new Quickest();
    long events = 0;
    int dependencies = 0;
    int findings = 0;
    int workloads = 0;
    for (int i = 0; i < TIMES; i++) {
      bare.begin();
      events = events(portfolio.files());
      bare.end();
      read.begin();
      var plan = new PlanReader(List.of(new LabKind().keys())).read(portfolio.main()).orThrow();
      read.end();
      assess.begin();
      findings = assess(plan).gaps().size();
      assess.end();
      workloads = plan.workloads().size();
      dependencies = plan.workloads().values().stream().mapToInt(it -> it.dependsOn().size()).sum();
    }
    return new AssessFigures(
        workloads,
        dependencies,
        events,
        bare.seconds(),
        read.seconds(),
        assess.seconds(),
        read.clockSeconds() + assess.clockSeconds(),
        findings);
  }

  private static long events(List<Path> files) throws IOException {
    long events = 0;
    for (var file : files) {
      for (var _ : new Parse(LoadSettings.builder().build()).parseString(Files.readString(file))) {
        events++;
      }
    }
    return events;
  }

  private static PlanAssessment assess(Plan plan) {
    return PlanAssessment.of(
        plan,
        new PlanAssessment.Input(
            PriceTableFile.shipped(),
            RecommendationRule.DEFAULT,
            true,
            _ -> false,
            Instant.parse("2026-11-28T00:00:00Z"),
            Optional.empty(),
            "lifeboat.yaml",
            (it, strategy) -> new LabKind().compiler().compiles(plan, it, strategy),
            workload -> failover(plan, workload)));
  }

  private static Optional<Runbook> failover(Plan plan, Workload workload) {
    try {
      var home = plan.primary().name();
      return Optional.of(new LabKind().compiler().compile(plan, workload, Mode.FAILOVER, home));
    } catch (ProblemException none) {
      return Optional.empty();
    }
  }

  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
