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
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.time.Instant;
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
      paramLabel = "sha256:…",
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

  @Override
  protected StateFolder.Use uses() {
    return dryRun ? StateFolder.Use.READS : StateFolder.Use.KEEPS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var moved = file.workload(workload);
    var confirmation = NameConfirmation.of(file.plan().name(), confirm);
    requireWords(file.plan());
    var overrides = overrides();
    try (var platform = platforms().required(file)) {
      var controlled = new ControlledWorkload(file, moved, platform, options.state);
      var request =
          new MoveRequest(
              Mode.of(spec.name()),
              Optional.ofNullable(to),
              Optional.ofNullable(runbook),
              overrides,
              at());
      if (dryRun) {
        var preview = MovePreview.of(file.plan(), Move.look(controlled, request));
        tell(preview, preview.lines());
        return preview.possible() ? 0 : ExitCode.NOT_READY;
      }
      var move = Move.of(controlled, request);
      if (platform.kind().servesUsers()) {
        MovePreview.confirm(move, confirmation, terminal());
      }
      try (var talk = talk()) {
        return RunDocument.print(move.run(requester(talk)), terminal(), options);
      }
    }
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
          "use what '--dry-run' prints, such as sha256:0123…");
    }
  }
}
