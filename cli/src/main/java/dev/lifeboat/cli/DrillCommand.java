package dev.lifeboat.cli;

import dev.lifeboat.drill.Drill;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.DrillSummary;
import dev.lifeboat.scenario.Scenario;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Breaks, recovers, measures, returns and reports.
@Command(
    name = "drill",
    description = "Break a region on purpose, recover, measure RTO and RPO, and bring all home.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 passed, 1 failed, 3 not ready, 4 refused, 5 an objective was missed.",
      "Example: lifeboat drill examples/storefront/lifeboat.yaml --scenario region-hang"
    })
final class DrillCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "region-loss",
      completionCandidates = ScenarioWords.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String scenario = "region-loss";

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to drill.")
  private @Nullable String workload;

  @Option(names = "--keep", description = "Leave a lab up that this drill brought up.")
  private boolean keep;

  DrillCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = PlanFile.read(plan);
    var drilled = file.workload(workload);
    var breaks = Scenario.named(scenario);
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var _ = Interrupt.ofThisThread()) {
      var home = new LabForDrill(file, options.state, talk);
      try {
        return hold(file, drilled, breaks, home.bringUp(), talk);
      } catch (InterruptedException interrupted) {
        if (home.stays(keep)) {
          tellOpenRuns(file);
        }
        throw interrupted;
      } finally {
        home.takeDownAgain(keep);
      }
    }
  }

  private void tellOpenRuns(PlanFile file) throws ProblemException {
    for (var run : new RunRecords(options.state).list()) {
      if (run.open() && run.plan().equals(file.plan().name())) {
        terminal.err().println("go on with  lifeboat resume " + run.run());
      }
    }
  }

  private int hold(PlanFile file, Workload drilled, Scenario breaks, Lab lab, Talk talk)
      throws InterruptedException, ProblemException {
    var runs = Lab.runs(options.state, lab.placements());
    var results = new DrillResults(options.state, file.plan(), drilled, breaks);
    var drill =
        new Drill(
            Clock.systemUTC(),
            Thread::sleep,
            file.plan(),
            file.bytes(),
            drilled,
            lab.site(),
            runs,
            lab.placements(),
            new TerminalPeople(terminal, talk, options.person),
            new TalkNarrator(talk, results));
    DrillResult result;
    boolean live = terminal.prompt().isPresent() && options.progress == Talk.Form.text;
    try (var _ = new ClientTicker(talk, results, live)) {
      result = drill.hold(breaks, options.person);
    } catch (ProblemException failed) {
      result = results.failed(failed);
      Failures.print(terminal.err(), failed.problem());
    }
    results.keep(result);
    for (var files : results.files(result)) {
      var evidence = RunFiles.complete(files, options.state, talk);
      // Last comes the drill's own folder; result.json in it carries no seal of itself.
      result = files.run().value().equals(result.run()) ? result.with(evidence) : result;
    }
    if (options.json) {
      terminal.out().println(Json.line(result));
    } else {
      boolean colour = terminal.coloured() && !options.noColor;
      terminal.out().print(DrillSummary.text(result, terminal.columns(), colour));
      terminal.out().flush();
    }
    return result.outcome().exitCode();
  }
}
