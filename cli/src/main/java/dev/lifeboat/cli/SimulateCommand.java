package dev.lifeboat.cli;

import dev.lifeboat.control.RunRecords;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.SimulationReport;
import dev.lifeboat.simulate.Assumption;
import dev.lifeboat.simulate.Campaign;
import dev.lifeboat.simulate.LearnedTimes;
import dev.lifeboat.simulate.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Plays moves of a workload in simulated worlds, one a seed. Changes nothing anywhere.
@Command(
    name = "simulate",
    description = "Try moves of this plan in thousands of simulated worlds that break.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: lifeboat simulate lifeboat.yaml --runs 20000",
      "Example: lifeboat simulate lifeboat.yaml --seed 4711 --runs 1   one world, told in full"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int VIOLATED = 1;
  private static final long LARGEST = 100_000_000;

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

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

  SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ProblemException, InterruptedException {
    if (runs < 1 || runs > LARGEST) {
      throw Failures.usage(
          "--runs must be 1 to %d, was %d".formatted(LARGEST, runs),
          "nothing was simulated",
          "use --runs with such a number");
    }
    var file = Kinds.read(plan);
    var moved = file.workload(workload);
    var learned = learned(moved);
    var simulation =
        Simulation.of(Kinds.of(file.plan()).compiler(), file.plan(), moved, learned.times());
    var left = leave;
    var campaign =
        new Campaign(left == null ? simulation::play : it -> simulation.playLeaving(left, it));
    var clock = InstantSource.system();
    var began = clock.instant();
    try (var talk = new Talk(terminal.err(), options.progress, clock)) {
      play(campaign, talk);
    }
    var took = Duration.between(began, clock.instant());
    var result =
        new SimulationResult(file, moved, campaign.sums(), seed, took, learned.runs(), left);
    if (options.json) {
      terminal.out().println(OutputJson.line(result.document()));
    } else {
      result.print(terminal.out());
      tell(simulation, result);
    }
    terminal.out().flush();
    if (report != null) {
      write(report, SimulationReport.html(file.plan(), moved, campaign.sums(), seed));
    }
    return campaign.sums().violations() == 0 ? 0 : VIOLATED;
  }

  private void play(Campaign campaign, Talk talk) throws InterruptedException {
    long last = seed + runs;
    var played = new AtomicLong();
    talk.whileWaiting(() -> "%d of %d worlds".formatted(played.get(), runs));
    for (long next = seed; next < last; next++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped at seed " + next);
      }
      campaign.next(next);
      played.incrementAndGet();
    }
  }

  private static void write(Path page, String html) throws ProblemException {
    try {
      DurableFile.write(page, html.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB6001,
              "cannot write %s: %s".formatted(page, unwritable.getMessage()),
              "the worlds were played, only the page is missing",
              "free disk space or mend the permissions of its folder"),
          unwritable);
    }
  }

  /// Of one world the whole story; of many, the smallest one that broke a rule.
  private void tell(Simulation simulation, SimulationResult result) {
    var failing = result.sums().failing();
    var left = Optional.ofNullable(leave);
    if (!failing.isEmpty()) {
      result.print(terminal.out(), simulation.shrink(failing.getFirst(), left));
    } else if (runs == 1) {
      simulation.tell(seed, left).tail().forEach(terminal.out()::println);
    }
  }

  private LearnedTimes learned(Workload moved) throws ProblemException {
    var learned = new LearnedTimes(moved);
    new RunRecords(options.state).journals().forEach(learned::add);
    return learned;
  }
}
