package dev.lifeboat.cli.simulate;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.SimulationSession;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.SimulationReport;
import dev.lifeboat.simulate.Assumption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Plays moves of a workload in simulated worlds, one a seed. Changes nothing anywhere.
@Command(
    name = "simulate",
    description = "Try moves of this plan in thousands of simulated worlds that break.",
    footer = {
      "",
      "Examples:",
      "  lifeboat simulate lifeboat.yaml --runs 20000",
      "  lifeboat simulate lifeboat.yaml --seed 4711 --runs 1   one world in full"
    })
public final class SimulateCommand extends PlanCommand {
  private static final long LARGEST = 100_000_000;

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to move.")
  private @Nullable String workload;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many worlds (default: ${DEFAULT-VALUE}).")
  private long runs = 20_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the first world; the next one has the next (default: 1).")
  private long seed = 1;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write a page with the histograms.")
  private @Nullable Path report;

  @Option(
      names = "--leave",
      paramLabel = "ASSUMPTION",
      converter = AssumptionWord.class,
      description =
          "Play worlds in which one assumption does not hold, and see rules broken: clock-rate,"
              + " voters-remember, running-clock or gated-commits.")
  private @Nullable Assumption leave;

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  protected int call(PlanFile file) throws ProblemException, InterruptedException {
    if (runs < 1 || runs > LARGEST) {
      throw Failures.usage(
          "--runs must be 1 to %d, was %d".formatted(LARGEST, runs),
          "nothing was simulated",
          "use --runs with such a number");
    }
    if (report != null) {
      Options.requireNew("--report", report, "nothing was simulated");
    }
    var moved = file.workload(workload);
    var kind = Kinds.of(file.plan());
    var session =
        SimulationSession.of(file, moved, kind, options.state, Optional.ofNullable(leave));
    try (var progress = progress()) {
      var began = Terminal.now();
      var sums = play(session, progress);
      var took = Duration.between(began, Terminal.now());
      var result = new SimulationResult(file, moved, sums, seed, took, session);
      progress.whileWaiting(() ->
          sums.failing().isEmpty()
              ? "what came of the worlds"
              : "the smallest world that still breaks a rule");
      tell(result.document(options.state), options.json ? List.of() : lines(session, result));
      if (report != null) {
        write(report, SimulationReport.html(file.plan(), moved, sums, seed));
      }
      return sums.violations() == 0 ? 0 : ExitCode.FAILED;
    }
  }

  private CampaignSums play(SimulationSession session, ProgressPrinter progress)
      throws InterruptedException {
    var played = new AtomicLong();
    progress.whileWaiting(() -> "%d of %d worlds".formatted(played.get(), runs));
    try {
      return session.play(seed, runs, played::set);
    } catch (InterruptedException stopped) {
      progress.tell("simulate", "stopped", "after %d of %d worlds".formatted(played.get(), runs));
      throw stopped;
    }
  }

  /// Of one world the whole story. Of many the smallest one that broke a rule, which comes first.
  private List<String> lines(SimulationSession session, SimulationResult result)
      throws InterruptedException {
    var failing = result.sums().failing();
    var simulation = session.simulation();
    var left = session.left();
    var lines = new ArrayList<String>();
    if (failing.isEmpty()) {
      lines.addAll(result.lines());
      lines.addAll(runs == 1 ? simulation.tell(seed, left).course().tail() : List.of());
      return lines;
    }
    var smallest = simulation.shrink(failing.getFirst(), left);
    lines.addAll(result.headline(smallest));
    lines.addAll(result.lines());
    lines.addAll(result.lines(smallest));
    return lines;
  }

  private static void write(Path page, String html) throws ProblemException {
    try {
      DurableFile.write(page, html.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw FileFailure.ofMachine(
          "write",
          page,
          unwritable,
          "the worlds were played, only the page is missing",
          "free disk space or mend the permissions of its folder");
    }
  }
}
