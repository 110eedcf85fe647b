package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Recoverability;
import dev.lifeboat.control.RecoveryCheck;
import dev.lifeboat.control.RecoveryCheck.CheckedWorkload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Is the plan valid, and could its workloads be recovered right now? Reads only.
@Command(
    name = "check",
    description = "Is the plan valid, and could we recover right now?",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 ready, 2 invalid plan, 3 valid, but not ready or not known, 4 a failover is",
      "automatic without what makes that safe."
    })
final class CheckCommand implements Callable<Integer> {
  private static final int NOT_READY = 3;

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Option(
      names = "--dns",
      description = "On AWS: ask Route 53 too, whose control plane no failover needs.")
  private boolean dns;

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Whether one workload could be failed over now.
  ///
  /// @param readiness `ready`, `not-ready` or `unknown`
  /// @param why it is not ready; empty if it is
  /// @param lapses of its databases: those that go on, else the newest
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
  }

  /// The whole answer.
  record CheckDocument(
      String schema,
      String plan,
      boolean valid,
      String readiness,
      String at,
      List<Ready> workloads) {}

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    return check(Kinds.read(plan));
  }

  /// @throws ProblemException LB3007 when a failover is automatic without an arbiter
  int check(PlanFile file) throws InterruptedException, ProblemException {
    var checked =
        new RecoveryCheck(file, options.state, new Platforms(options.state, dns), Clock.systemUTC())
            .run();
    var worst = Recoverability.worst(checked.stream().map(CheckedWorkload::readiness));
    var now = Clock.systemUTC().instant();
    var found = checked.stream().map(it -> Ready.of(it, now)).toList();
    if (options.json) {
      terminal
          .out()
          .println(
              OutputJson.line(
                  new CheckDocument(
                      "lifeboat.check/v1",
                      file.plan().name(),
                      true,
                      worst.word(),
                      now.toString(),
                      found)));
    } else {
      terminal
          .out()
          .println(
              "%s  %s, the plan is valid, as of %s"
                  .formatted(
                      file.plan().name(), worst.word().toUpperCase(Locale.ROOT), Spans.local(now)));
      for (var one : found) {
        terminal.out().println("  %-12s %s".formatted(one.workload(), one.readiness()));
        one.lapses().forEach(lapse -> terminal.out().println("    " + lapse.line(now)));
        if (one.findings().isEmpty()) {
          one.why().forEach(why -> terminal.out().println("    " + why));
          one.warnings().forEach(warning -> terminal.out().println("    warning: " + warning));
        }
        for (var finding : one.findings()) {
          finding.lines().forEach(line -> terminal.out().println("    " + line));
        }
      }
    }
    return worst == Recoverability.READY ? 0 : NOT_READY;
  }
}
