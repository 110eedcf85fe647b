package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.check.LabFact;
import dev.lifeboat.lab.check.LabSurvey;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/// Shows everything in the lab, the verdict first.
@Command(
    name = "status",
    description = "Show everything in the lab: agents, processes, stores, services, front doors.",
    footer = {
      "",
      "Exit codes: 0 all is well, 3 something is not or cannot be told.",
      "Example: lifeboat lab status lifeboat.yaml"
    })
public final class LabStatusCommand extends PlanCommand {
  /// Everything in the lab at one moment.
  record LabStatusDocument(
      String schema, String plan, String verdict, String at, List<LabFact> facts) {}

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var lab = labs().required(file);
    var facts = new LabSurvey(lab.clients()).take();
    var troubles = facts.stream().filter(fact -> fact.why() != null).toList();
    var verdict = troubles.isEmpty() ? "well" : "degraded";
    var name = file.plan().name();
    var lines = new ArrayList<String>();
    lines.add("%s  %s%s".formatted(name, verdict.toUpperCase(Locale.ROOT), first(troubles)));
    for (var workload : file.plan().workloads().keySet()) {
      lab.placements().read(workload).flatMap(it -> open(it, options)).ifPresent(lines::add);
    }
    facts.forEach(fact -> lines.add(line(fact)));
    var at = Terminal.now().toString();
    tell(new LabStatusDocument("lifeboat.lab-status/v1", name, verdict, at, facts), lines);
    return troubles.isEmpty() ? 0 : ExitCode.NOT_READY;
  }

  /// Where a run is open, clients may reach no region until it is over.
  static Optional<String> open(Placement placed, Options options) {
    return placed
        .openRun()
        .map(run ->
            "  run %s of %s is open; if nobody executes it, go on with  %s"
                .formatted(run, placed.workload(), options.resume(run.value())));
  }

  private static String first(List<LabFact> troubles) {
    if (troubles.isEmpty()) {
      return "";
    }
    var first = troubles.getFirst();
    var more = troubles.size() == 1 ? "" : " (and %d more)".formatted(troubles.size() - 1);
    return "  %s of %s: %s%s".formatted(first.what(), first.region(), first.why(), more);
  }

  private static String line(LabFact fact) {
    var age = fact.ageMillis() == 0 ? "" : " (%d ms ago)".formatted(fact.ageMillis());
    var why = fact.why() == null ? "" : "  <- " + fact.why();
    return "  %-8s %-18s %-9s %s%s%s"
        .formatted(fact.region(), fact.what(), fact.state(), fact.detail(), age, why);
  }
}
