package dev.lifeboat.cli;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Is the plan valid, and could its workloads be recovered right now? Reads only.
@Command(
    name = "check",
    description = "Is the plan valid, and could we recover right now?",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 ready, 2 invalid plan, 3 valid, but not ready or not known."})
final class CheckCommand implements Callable<Integer> {
  private static final int NOT_READY = 3;

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Whether one workload could be failed over now.
  ///
  /// @param readiness `ready`, `not-ready` or `unknown`
  /// @param why it is not ready; empty if it is
  record Ready(String workload, String readiness, List<String> why) {}

  /// The whole answer.
  record CheckDocument(
      String schema, String plan, boolean valid, String readiness, List<Ready> workloads) {}

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = PlanFile.read(plan);
    var found = new ArrayList<Ready>();
    for (var workload : file.plan().workloads().values()) {
      found.add(ready(file, workload));
    }
    var worst = worst(found);
    if (options.json) {
      terminal
          .out()
          .println(
              Json.line(
                  new CheckDocument("lifeboat.check/v1", file.plan().name(), true, worst, found)));
    } else {
      terminal
          .out()
          .println(
              "%s  %s, the plan is valid"
                  .formatted(file.plan().name(), worst.toUpperCase(Locale.ROOT)));
      for (var one : found) {
        terminal.out().println("  %-12s %s".formatted(one.workload(), one.readiness()));
        one.why().forEach(why -> terminal.out().println("    " + why));
      }
    }
    return worst.equals("ready") ? 0 : NOT_READY;
  }

  private Ready ready(PlanFile file, Workload workload)
      throws InterruptedException, ProblemException {
    var lab = Labs.ifUp(file.plan(), options.state);
    if (lab.isEmpty()) {
      return new Ready(
          workload.name(),
          "unknown",
          List.of("the lab is not up; bring it up with 'lifeboat lab up %s'".formatted(plan)));
    }
    var source = Labs.placement(lab.get(), workload).writer();
    var runbook = new RunbookCompiler().compile(file.plan(), workload, Mode.FAILOVER, source);
    var cannot =
        Preview.of(runbook, lab.get().provider(workload)).impossible().stream()
            .map(row -> row.goal() + ": " + row.now())
            .toList();
    return new Ready(workload.name(), cannot.isEmpty() ? "ready" : "not-ready", cannot);
  }

  private static String worst(List<Ready> found) {
    for (var word : List.of("not-ready", "unknown")) {
      if (found.stream().anyMatch(one -> one.readiness().equals(word))) {
        return word;
      }
    }
    return "ready";
  }
}
