package dev.lifeboat.cli;

import dev.lifeboat.control.DrillSession;
import dev.lifeboat.control.PastDrills;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.Shareable;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.DrillSummary;
import dev.lifeboat.scenario.Scenario;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      "Exit codes: 0 passed, 1 failed, 3 not ready, 4 refused, 5 an objective was missed. With",
      "--history: 0 when all is proven by drills of the plan as it is now, else 3.",
      "Example: lifeboat drill examples/storefront/lifeboat.yaml --scenario region-hang"
    })
final class DrillCommand implements Callable<Integer> {
  private static final int NOT_PROVEN = 3;

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      completionCandidates = ScenarioWords.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: region-loss).")
  private @Nullable String scenario;

  @Option(names = "--all", description = "Hold every scenario in turn and print one table.")
  private boolean all;

  @Option(
      names = "--isolated",
      description =
          "Recover in a sandbox in the recovery region while the primary serves on; break nothing.")
  private boolean isolated;

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description =
          "Send such a share of the clients' reads, as 5%%, to the recovery region for a while;"
              + " break nothing.")
  private @Nullable Integer share;

  @Option(
      names = "--tabletop",
      description = "Walk the scenario with the people at this terminal; break nothing.")
  private boolean tabletop;

  @Option(
      names = "--history",
      description = "List what past drills prove, with the trend of their figures; break nothing.")
  private boolean history;

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to drill.")
  private @Nullable String workload;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The plan's name, where users are affected; a lab needs no confirmation.")
  private @Nullable String confirm;

  @Option(names = "--keep", description = "Leave a lab up that this drill brought up.")
  private boolean keep;

  DrillCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = Kinds.read(plan);
    var drilled = file.workload(workload);
    var breaks = scenario == null ? Scenario.REGION_LOSS : Scenario.named(scenario);
    requireOneKind();
    if (history) {
      return tellHistory(file);
    }
    if (tabletop) {
      return walk(file, drilled, breaks);
    }
    NameConfirmation.requireRight(confirm, file.plan());
    var kind = Kinds.of(file.plan());
    breaks.requireHeldOn(kind);
    if (!kind.raised()) {
      return tell(holdOnAws(file, drilled, breaks));
    }
    if (share != null) {
      Shareable.require(file.plan(), drilled);
    }
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var _ = Interrupt.ofThisThread()) {
      var home = new LabForDrill(file, options.state, talk);
      try {
        var lab = home.bringUp();
        var session = terminal.drills(options, file, drilled, lab, confirm != null, talk);
        if (isolated) {
          return tell(session.holdIsolated());
        }
        if (share != null) {
          return tell(session.holdShare(share));
        }
        return all ? holdAll(file, drilled, session) : tell(session.hold(breaks));
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

  private DrillResult holdOnAws(PlanFile file, Workload drilled, Scenario breaks)
      throws InterruptedException, ProblemException {
    for (var kind : kinds()) {
      if (!kind.startsWith("--scenario")) {
        throw DrillOnAws.forALab(file.plan(), kind);
      }
    }
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var _ = Interrupt.ofThisThread()) {
      return new DrillOnAws(terminal, options, file, drilled, System.getenv())
          .hold(breaks, Optional.ofNullable(confirm), talk);
    }
  }

  private int walk(PlanFile file, Workload walked, Scenario scenario) throws ProblemException {
    var held =
        new TabletopSession(terminal, options, file, Clock.systemUTC(), new SecureRandom())
            .hold(walked, scenario);
    if (options.json) {
      terminal.out().println(OutputJson.line(held));
    } else {
      TabletopSession.lines(held).forEach(terminal.out()::println);
    }
    return 0;
  }

  private int tellHistory(PlanFile file) throws ProblemException {
    var now = Clock.systemUTC().instant();
    var rows = new ArrayList<History.Row>();
    for (var each : file.plan().workloads().values()) {
      if (workload == null || each.name().equals(workload)) {
        var proofs = new PastDrills(options.state, file, each).read();
        var why = proofs.unproven(now);
        rows.add(new History.Row(each.name(), why.isEmpty(), why.orElse(null), proofs.rows(now)));
      }
    }
    var told = History.of(file.plan().name(), now, rows);
    if (options.json) {
      terminal.out().println(OutputJson.line(told));
    } else {
      told.lines(now).forEach(terminal.out()::println);
    }
    return rows.stream().allMatch(History.Row::proven) ? 0 : NOT_PROVEN;
  }

  private void tellOpenRuns(PlanFile file) throws ProblemException {
    for (var run : new RunRecords(options.state).list()) {
      if (run.open() && run.plan().equals(file.plan().name())) {
        terminal.err().println("go on with  lifeboat resume " + run.run());
      }
    }
  }

  /// A tabletop walks a scenario, which is one kind.
  private void requireOneKind() throws ProblemException {
    var kinds = kinds();
    if (kinds.size() > 1) {
      throw Failures.usage(
          "'%s' are different drills".formatted(String.join("' and '", kinds)),
          "nothing was broken",
          "use one of them");
    }
  }

  private List<String> kinds() {
    var kinds = new ArrayList<String>();
    if (scenario != null || tabletop) {
      kinds.add(scenario == null ? "--tabletop" : "--scenario " + scenario);
    }
    if (all) {
      kinds.add("--all");
    }
    if (isolated) {
      kinds.add("--isolated");
    }
    if (share != null) {
      kinds.add("--share %d%%".formatted(share));
    }
    if (history && !kinds.isEmpty() && scenario == null) {
      kinds.add("--history");
    }
    return kinds;
  }

  private int tell(DrillResult result) {
    if (options.json) {
      terminal.out().println(OutputJson.line(result));
    } else {
      boolean colour = terminal.coloured() && !options.noColor;
      terminal.out().print(DrillSummary.text(result, terminal.columns(), colour));
      terminal.out().flush();
    }
    return result.outcome().exitCode();
  }

  private int holdAll(PlanFile file, Workload drilled, DrillSession session)
      throws InterruptedException {
    var table =
        DrillTable.of(
            file.plan().name(),
            drilled.name(),
            session.holdAll(Scenario.heldOn(Kinds.of(file.plan()))).stream()
                .map(DrillTable.Row::of)
                .toList());
    if (options.json) {
      terminal.out().println(OutputJson.line(table));
    } else {
      table.lines().forEach(terminal.out()::println);
    }
    return table.exitCode();
  }
}
