package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.regions.DrillWish;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.store.PlanVaultStores;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.WatchNarrator;
import dev.lifeboat.control.BackupWatch;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.DrillOrder;
import dev.lifeboat.control.DrillRequest;
import dev.lifeboat.control.DrillRest;
import dev.lifeboat.control.DrillSession;
import dev.lifeboat.control.DrilledPlan;
import dev.lifeboat.control.PlanBackup;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.TabletopSession;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.RehearsedPlan;
import dev.lifeboat.lab.plan.RehearsalDraft;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.report.DrillSummary;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.wire.JavaCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Breaks, recovers, measures, returns and reports.
@Command(
    name = "drill",
    description = "Break a region on purpose, recover, measure RTO and RPO, and bring all home.",
    footer = {
      "",
      "Exit codes: 0 passed, 1 failed, or the lab is in no state to begin one, such as",
      "with the writer away from home, 3 not ready, 4 refused, 5 an objective was",
      "missed. With --history: 0 when all is proven by drills of the plan as it is",
      "now, 1 when the runs cannot be listed, else 3.",
      "Example: lifeboat drill lifeboat.yaml --scenario region-hang"
    })
public final class DrillCommand extends PlanCommand {
  private final Class<?> main;

  @Mixin private final DrillOptions kind = new DrillOptions();

  @Option(
      names = "--in",
      paramLabel = "PLACE",
      description =
          "With 'lab': rehearse a plan whose regions are elsewhere in a lab of this machine, and"
              + " touch nothing there.")
  private @Nullable Place in;

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to drill.")
  private @Nullable String workload;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The plan's name, where users or vaults are affected.")
  private @Nullable String confirm;

  @Option(names = "--keep", description = "Leave a lab up that this drill brought up.")
  private boolean keep;

  /// Where a plan can be drilled besides its own regions, as it is typed.
  enum Place {
    lab
  }

  /// @param main the program that takes a run up in a process of its own, which a drill kills
  public DrillCommand(Class<?> main) {
    this.main = main;
  }

  @Override
  protected StateFolder.Use uses() {
    return kind.readsOnly() ? StateFolder.Use.READS : StateFolder.Use.KEEPS;
  }

  /// What people say at a table is kept answer by answer, and nothing goes on without them.
  @Override
  public boolean journals() {
    return super.journals() && !kind.isTabletop();
  }

  @Override
  protected int call(PlanFile given) throws InterruptedException, ProblemException {
    requireWithout("--history", "nothing was broken", "--confirm", "--keep");
    requireWithout("--tabletop", "nothing was broken", "--confirm", "--keep");
    var drilled = given.workload(workload).name();
    var asked = kind.request();
    var confirmation = NameConfirmation.of(given.plan().name(), confirm);
    if (in == null) {
      return drill(DrilledPlan.asGiven(given), drilled, asked, confirmation);
    }
    if (asked instanceof DrillRequest.Tabletop) {
      throw Failures.usage(
          "a tabletop is held by people, and '--in lab' has a lab play the plan",
          "nothing was broken",
          "use one of them");
    }
    var rehearsal =
        DrilledPlan.of(given, Kinds.of(given.plan()), options.state, RehearsalDraft::of);
    tellAbout(rehearsal.file().path());
    return drill(rehearsal, drilled, asked, confirmation);
  }

  private int drill(
      DrilledPlan rehearsal, String name, DrillRequest asked, NameConfirmation confirmation)
      throws InterruptedException, ProblemException {
    var file = rehearsal.file();
    var drilled = file.plan().workload(name);
    return switch (asked) {
      case DrillRequest.Past _ -> tellPast(file);
      case DrillRequest.Tabletop(var scenario) -> walk(file, drilled, scenario);
      case DrillRequest.InRegions held -> drill(rehearsal, drilled, held, confirmation);
    };
  }

  private int tellPast(PlanFile file) throws ProblemException {
    var now = Terminal.now();
    var told = History.of(file, workload, options.state, now);
    tell(told, told.lines(now));
    return told.proven() ? 0 : ExitCode.NOT_READY;
  }

  private int walk(PlanFile file, Workload drilled, Scenario scenario)
      throws InterruptedException, ProblemException {
    var session =
        new TabletopSession(
            file, drilled, scenario, options.state, options.person, Terminal.host());
    var people = TabletopParticipants.of(session, terminal());
    makeState();
    var held = people.hold(session);
    return done(held, TabletopParticipants.lines(held));
  }

  private int drill(
      DrilledPlan rehearsal,
      Workload drilled,
      DrillRequest.InRegions asked,
      NameConfirmation confirmation)
      throws InterruptedException, ProblemException {
    var file = rehearsal.file();
    if (asked instanceof DrillRequest.Break(var scenario)
        && scenario.equals(Scenarios.RANSOMWARE)) {
      requireAttackWanted(file, confirmation);
    }
    var wish = new DrillWish(rehearsal, drilled, asked, confirmation, terminal());
    var regions = platforms().drilled(wish);
    var order = new DrillOrder(rehearsal, drilled, asked, regions);
    order.require(Kinds.of(file.plan()));
    Consumer<DrillRest> end =
        rest -> {
          if (regions.stay(keep)) {
            new DrillRestNarrator(terminal(), options, file).tell(rest);
          }
        };
    try (var progress = progress()) {
      return order.hold(
          keep,
          progress,
          platform ->
              kept(
                  new ControlledWorkload(file, drilled, platform, options.state),
                  progress,
                  () -> hold(session(file, drilled, platform, progress, end), asked)));
    }
  }

  /// An attack is on the plan's own vaults, wherever its regions are: no lab stands in for them.
  private void requireAttackWanted(PlanFile file, NameConfirmation confirmation)
      throws ProblemException {
    var plan = file.plan();
    if (in != null || plan.lab().rehearsal().isPresent()) {
      throw AttackedVault.refused(
          "scenario 'ransomware' cannot be rehearsed in a lab: the vaults would be the plan's own",
          "use --scenario data-corruption, or drill a plan whose vaults are for drills");
    }
    confirmation.requireGiven(
        "scenario 'ransomware' attacks the vaults of plan '%s'".formatted(plan.name()),
        "nothing was attacked or broken",
        "use --confirm " + plan.name());
  }

  @FunctionalInterface
  private interface Holding {
    int hold() throws InterruptedException, ProblemException;
  }

  /// What has nothing but its vault is kept there meanwhile, as beside every watch.
  private int kept(ControlledWorkload drilled, ProgressPrinter progress, Holding holding)
      throws InterruptedException, ProblemException {
    if (drilled.workload().strategy() != Strategy.BACKUP_AND_RESTORE) {
      return holding.hold();
    }
    var vaults =
        new PlanVaultStores(drilled.file(), options.state, Optional.empty(), progress, false);
    var backup = new PlanBackup(drilled, vaults, Terminal.host());
    try (var _ = BackupWatch.besideDrill(backup, progress)) {
      return holding.hold();
    }
  }

  private int hold(DrillSession session, DrillRequest.InRegions asked)
      throws InterruptedException, ProblemException {
    return switch (asked) {
      case DrillRequest.Break(var scenario) -> tell(session.hold(scenario));
      case DrillRequest.EachScenario _ -> holdAll(session);
      case DrillRequest.Isolated _ -> tell(session.holdIsolated());
      case DrillRequest.Share(var percent) -> tell(session.holdShare(percent));
    };
  }

  /// @param end tells what an interrupted drill leaves behind
  private DrillSession session(
      PlanFile file,
      Workload drilled,
      Platform platform,
      ProgressPrinter progress,
      Consumer<DrillRest> end) {
    var state = options.state.toAbsolutePath().toString();
    var by = "controller of a drill";
    return new DrillSession(
        file,
        drilled,
        platform,
        options.state,
        requester(progress),
        // Whoever has a lab play the plan has approved what only the lab notices.
        confirm != null || file.plan().lab().rehearsal().isPresent(),
        run ->
            JavaCommand.ofThisProcess()
                .line(main, "resume", run.value(), "--state", state, "--as", by),
        results -> {
          var told = results.told(progress.began());
          return new DrillNarrator(
              progress,
              told,
              new WatchNarrator(told),
              new ClientTicker(told, results::canary),
              end);
        });
  }

  private int tell(DrillResult result) {
    if (options.json) {
      tell(result, List.of());
    } else {
      boolean colour = terminal().coloured() && !options.noColor;
      terminal().print(DrillSummary.text(result, terminal().columns(), colour));
    }
    return result.outcome().exitCode();
  }

  private int holdAll(DrillSession session) throws InterruptedException {
    var plan = session.file().plan();
    var ends = session.holdAll(Scenarios.heldUnasked(Kinds.of(plan), plan, session.drilled()));
    var rows = ends.stream().map(DrillTable.Row::of).toList();
    var table =
        DrillTable.of(
            plan.name(),
            session.drilled().name(),
            plan.canary().basis().mark(),
            plan.lab().rehearsal().map(RehearsedPlan::of).orElse(null),
            rows);
    tell(table, table.lines());
    return table.outcome().exitCode();
  }
}
