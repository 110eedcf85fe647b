package dev.lifeboat.cli.move;

import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.Move;
import dev.lifeboat.control.MoveRequest;
import dev.lifeboat.control.Overrides;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.PlanMove;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Failover, switchover, failback and reprotect alike: preview, confirmation, run. Its word says
/// the mode.
public abstract class MoveCommand extends PlanCommand {
  private static final Pattern RUNBOOK = Pattern.compile("sha256:[0-9a-f]{64}");

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to move.")
  private @Nullable String workload;

  @Option(
      names = "--all",
      description = "Move every workload in turn, those first that others depend on.")
  private boolean all;

  @Option(names = "--to", paramLabel = "REGION", description = "Refuse unless it goes there.")
  private @Nullable String to;

  @Option(names = "--dry-run", description = "Show what would be done, and stop.")
  private boolean dryRun;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The plan's name; a lab needs no confirmation.")
  private @Nullable String confirm;

  @Option(
      names = "--runbook",
      paramLabel = "sha256:HASH",
      description = "Refuse unless the runbook is still the one that was shown.")
  private @Nullable String runbook;

  /// What a person goes on without.
  Overrides overrides() throws ProblemException {
    return Overrides.NONE;
  }

  /// When it begins, told the present; empty for at once.
  Optional<UnaryOperator<Instant>> at() {
    return Optional.empty();
  }

  /// The moment that databases are to be as of; empty for all that there is.
  Optional<Instant> before() throws ProblemException {
    return Optional.empty();
  }

  @Override
  protected StateFolder.Use uses() {
    return dryRun ? StateFolder.Use.READS : StateFolder.Use.KEEPS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    requireLabFolder(file);
    if (all) {
      return callAll(file);
    }
    var moved = file.workload(workload);
    var confirmation = NameConfirmation.of(file.plan().name(), confirm);
    requireWords(file.plan());
    var overrides = overrides();
    try (var platform = reach(file)) {
      var controlled = new ControlledWorkload(file, moved, platform, options.state);
      var request = request(overrides);
      if (dryRun) {
        var preview = MovePreview.of(controlled, Move.look(controlled, request));
        tell(preview, preview.lines());
        return preview.possible() ? 0 : ExitCode.NOT_READY;
      }
      Move move;
      try (var _ = looking()) {
        move = Move.of(controlled, request);
      }
      if (platform.kind().servesUsers()) {
        MovePreview.confirm(move, confirmation, terminal(), this::looking);
      }
      try (var progress = progress()) {
        return RunDocument.print(move.run(requester(progress)), terminal(), options);
      }
    }
  }

  /// A dry run is a look as a whole.
  private Platform reach(PlanFile file) throws InterruptedException, ProblemException {
    if (dryRun) {
      return Move.reach(platforms(), file);
    }
    try (var _ = looking()) {
      return platforms().required(file);
    }
  }

  private MoveRequest request(Overrides overrides) throws ProblemException {
    return new MoveRequest(
        Mode.of(spec.name()),
        Optional.ofNullable(to),
        Optional.ofNullable(runbook),
        overrides,
        at(),
        before());
  }

  private int callAll(PlanFile file) throws InterruptedException, ProblemException {
    if (workload != null || runbook != null) {
      throw Failures.usage(
          "--all is every workload by its own runbook; --workload and --runbook name one",
          "nothing was changed",
          "leave out --all, or the other");
    }
    var confirmation = NameConfirmation.of(file.plan().name(), confirm);
    requireWords(file.plan());
    var request = request(overrides());
    if (request.overrides().fence().isPresent()
        || request.overrides().loss().isPresent()
        || request.before().isPresent()) {
      throw Failures.usage(
          "--all asks for nobody's word: what is gone without is told for one workload",
          "nothing was changed",
          "use --workload with its name for the one that needs it");
    }
    try (var platform = reach(file)) {
      var move = PlanMove.of(file, platform, options.state, request);
      if (dryRun) {
        return tell(PlanMoveDocument.seen(move, move.look()));
      }
      if (platform.kind().servesUsers()) {
        move = confirmed(file, move, confirmation);
      }
      try (var progress = progress()) {
        return tell(PlanMoveDocument.run(move, move.run(requester(progress))));
      }
    }
  }

  /// What a person saw is what is run.
  private PlanMove confirmed(PlanFile file, PlanMove move, NameConfirmation confirmation)
      throws InterruptedException, ProblemException {
    var looked = new ArrayList<PlanMove.Part>();
    confirmation.ask(
        terminal(),
        () -> {
          try (var _ = looking()) {
            looked.addAll(move.look());
          }
          return PlanMoveDocument.seen(move, looked).lines(options);
        },
        "%s of all workloads of '%s' changes regions that users depend on, and nobody is there to"
                .formatted(spec.name(), file.plan().name())
            + " confirm it",
        "nothing was changed",
        "look first with --dry-run, then confirm: lifeboat %s %s --all%s --confirm %s"
            .formatted(
                spec.name(),
                file.typed(),
                move.target().map(" --to %s"::formatted).orElse(""),
                file.plan().name()));
    return looked.isEmpty() ? move : move.confirmed(looked);
  }

  private int tell(PlanMoveDocument told) {
    tell(told, told.lines(options));
    return told.exitCode();
  }

  /// Before the regions are asked, since whoever mistyped wants to know that alone.
  private void requireWords(Plan plan) throws ProblemException {
    if (to != null && !plan.pair().contains(to)) {
      throw Failures.usage(
          "--to '%s' is no region of '%s' that a writer can be in".formatted(to, plan.name()),
          "nothing was changed",
          "use --to %s or %s".formatted(plan.primary().name(), plan.recovery().name()));
    }
    if (runbook != null && !RUNBOOK.matcher(runbook).matches()) {
      throw Failures.usage(
          "--runbook '%s' is no hash of a runbook".formatted(runbook),
          "nothing was changed",
          "use what '--dry-run' prints, such as sha256:0123...");
    }
  }
}
