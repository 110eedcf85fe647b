package dev.lifeboat.cli.status;

import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.regions.Platforms;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Recoverability;
import dev.lifeboat.control.RecoveryCheck;
import dev.lifeboat.control.RecoveryCheck.CheckedWorkload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Is the plan valid, and could its workloads be recovered right now? Reads only.
@Command(
    name = "check",
    description = "Is the plan valid, and could we recover right now?",
    footer = {
      "",
      "Exit codes: 0 ready, 2 invalid plan, 3 valid, but not ready or not known, 4 a failover is",
      "automatic without what makes that safe."
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

  /// Whether one workload could be failed over now.
  ///
  /// @param readiness `ready`, `not-ready` or `unknown`
  /// @param lapses of its databases: those that go on, else the newest
  /// @param why it is not ready; empty if it is
  /// @param warnings what hinders no failover, and would be missed after it
  /// @param findings on AWS, the same one by one
  record Ready(
      String workload,
      String readiness,
      List<AsyncWindowRow> lapses,
      List<String> why,
      List<String> warnings,
      List<FindingRow> findings) {

    static Ready of(CheckedWorkload checked, Instant now) {
      return new Ready(
          checked.workload(),
          checked.readiness().word(),
          checked.lapses().stream().map(it -> AsyncWindowRow.of(it, now)).toList(),
          phrases(checked, false),
          phrases(checked, true),
          checked.concerns().stream()
              .flatMap(it -> it.problem().map(problem -> FindingRow.of(it, problem)).stream())
              .toList());
    }

    private static List<String> phrases(CheckedWorkload checked, boolean warnings) {
      return checked.concerns().stream()
          .filter(it -> (it.weight() == Weight.WARNING) == warnings)
          .map(Concern::phrase)
          .toList();
    }

    List<String> lines(Instant now) {
      var lines = new ArrayList<String>();
      lapses.forEach(lapse -> lines.add(lapse.line(now)));
      if (findings.isEmpty()) {
        lines.addAll(why);
        warnings.forEach(warning -> lines.add("warning: " + warning));
      }
      findings.forEach(finding -> lines.addAll(finding.lines()));
      return lines;
    }
  }

  /// The whole answer.
  record CheckDocument(
      String schema,
      String plan,
      boolean valid,
      String readiness,
      String at,
      List<Ready> workloads) {

    List<String> lines(Instant now) {
      var lines = new ArrayList<String>();
      lines.add(
          "%s  %s, the plan is valid, as of %s"
              .formatted(plan, readiness.toUpperCase(Locale.ROOT), Spans.local(now)));
      for (var one : workloads) {
        lines.add("  %-12s %s".formatted(one.workload(), one.readiness()));
        one.lines(now).forEach(line -> lines.add("    " + line));
      }
      return lines;
    }
  }

  @Override
  protected StateFolder.Use uses() {
    return planOnly ? StateFolder.Use.LOOKS : StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var regions = new Platforms(options.state, dns);
    var clock = Terminal.host().clock();
    var check = new RecoveryCheck(file, options.state, regions, clock);
    if (planOnly) {
      return judge(check);
    }
    var checked = check.run();
    var worst = Recoverability.worst(checked.stream().map(CheckedWorkload::readiness));
    var now = clock.instant();
    var document =
        new CheckDocument(
            "lifeboat.check/v1",
            file.plan().name(),
            true,
            worst.word(),
            now.toString(),
            checked.stream().map(it -> Ready.of(it, now)).toList());
    tell(document, document.lines(now));
    return worst == Recoverability.READY ? 0 : ExitCode.NOT_READY;
  }

  private int judge(RecoveryCheck check) throws ProblemException {
    var refused = check.refusals();
    if (!refused.isEmpty()) {
      throw refused.getFirst().asException();
    }
    return done(
        new CheckDocument(
            "lifeboat.check/v1",
            check.file().plan().name(),
            true,
            Recoverability.UNKNOWN.word(),
            Terminal.now().toString(),
            List.of()),
        "%s  valid; no region was asked".formatted(check.file().plan().name()));
  }
}
