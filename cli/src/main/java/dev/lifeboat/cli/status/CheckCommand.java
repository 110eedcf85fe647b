package dev.lifeboat.cli.status;

import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.regions.Platforms;
import dev.lifeboat.cli.store.PlanVaultStores;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.UnusablePlanException;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Recoverability;
import dev.lifeboat.control.RecoveryCheck;
import dev.lifeboat.control.RecoveryCheck.CheckedWorkload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Is the plan valid, and could its workloads be recovered right now? Changes nothing; in a lab one
/// write of the canary's is made, and removed again.
@Command(
    name = "check",
    description = "Is the plan valid, and could we recover right now?",
    footer = {
      "",
      "Exit codes: 0 ready, 2 invalid plan, 3 valid, but not ready or not known,",
      "4 a failover is automatic without what makes that safe. With --plan-only 0 or",
      "2.",
      "Example: lifeboat check lifeboat.yaml --plan-only --format sarif >check.sarif"
    })
public final class CheckCommand extends PlanCommand {
  @Option(
      names = "--dns",
      description = "On AWS: ask Route 53 too, whose control plane no failover needs.")
  private boolean dns;

  @Option(
      names = "--plan-only",
      description =
          "Judge the file alone, as a build does; ask no region. 0 means that nothing is wrong.")
  private boolean planOnly;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, json, or for builds sarif (SARIF 2.1.0) or junit (JUnit's XML) (default: text).")
  private @Nullable CheckForm format;

  @Override
  protected StateFolder.Use uses() {
    return planOnly ? StateFolder.Use.LOOKS : StateFolder.Use.READS;
  }

  @Override
  protected void tellUnusable(ProblemException unusable) throws ProblemException {
    options.requireOneForm(format, CheckForm.json);
    tellBuild(List.of(), CheckEntry.of(unusable));
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    options.requireOneForm(format, CheckForm.json);
    var regions = new Platforms(options.state, dns);
    var vaults = new PlanVaultStores(file, options.state, Optional.empty(), _ -> {}, false);
    var check = new RecoveryCheck(file, options.state, regions, vaults, Terminal.host().clock());
    if (planOnly) {
      requireWithout("--plan-only", "nothing was looked at", "--dns");
      return judge(check);
    }
    try {
      return lookInterruptibly(check);
    } catch (ProblemException failed) {
      tellBuild(List.of(), CheckEntry.of(failed));
      throw failed;
    }
  }

  /// The document that a build asked for, if one did.
  private void tellBuild(List<String> sound, List<CheckEntry> found) {
    if (format != null && format.ofBuild()) {
      var typed =
          found.stream().map(it -> it.withText(terminal().typed(options, it.text()))).toList();
      terminal().print(format.of(plan, sound, typed));
    }
  }

  /// One write is made on the way, which must not be left.
  private int lookInterruptibly(RecoveryCheck check) throws InterruptedException, ProblemException {
    try (var _ = interruptible()) {
      return look(check);
    }
  }

  private int look(RecoveryCheck check) throws InterruptedException, ProblemException {
    var checked = check.run();
    var document = CheckDocument.of(check, checked, options.state);
    if (format != null && format.ofBuild()) {
      tellBuild(sound(checked), found(checked));
    } else {
      tell(document, document.lines());
    }
    return document.isReady() ? 0 : ExitCode.NOT_READY;
  }

  private static List<String> sound(List<CheckedWorkload> checked) {
    return Stream.concat(
            Stream.of("the plan is valid"),
            checked.stream()
                .filter(it -> it.readiness() == Recoverability.READY)
                .map(it -> it.workload() + " could be recovered now"))
        .toList();
  }

  private static List<CheckEntry> found(List<CheckedWorkload> checked) {
    return checked.stream().flatMap(it -> it.concerns().stream()).map(CheckEntry::of).toList();
  }

  /// For a build a plan that nobody could move is as good as an invalid one.
  private static ProblemException unusable(List<Problem> refused) {
    var first = refused.getFirst();
    var others =
        refused.stream()
            .skip(1)
            .map(it -> "; %s (%s)".formatted(it.happened(), it.code()))
            .collect(Collectors.joining());
    return new UnusablePlanException(
        new Problem(
            first.code(), first.happened() + others, first.means(), first.action(), first.retry()));
  }

  private int judge(RecoveryCheck check) throws ProblemException {
    var refused = check.refusals();
    if (!refused.isEmpty()) {
      tellBuild(List.of(), refused.stream().map(CheckEntry::of).toList());
      throw unusable(refused);
    }
    if (format != null && format.ofBuild()) {
      tellBuild(List.of("the plan is valid"), List.of());
      return 0;
    }
    return done(
        CheckDocument.ofFile(check.file().plan()),
        "%s  valid; no region was asked".formatted(check.file().plan().name()));
  }
}
