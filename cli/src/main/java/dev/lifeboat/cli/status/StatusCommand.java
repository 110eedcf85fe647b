package dev.lifeboat.cli.status;

import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Recoverability;
import dev.lifeboat.control.StatusSurvey;
import dev.lifeboat.control.WorkloadStatus;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/// Could we recover now, and what did the last drill measure? The verdict comes first.
@Command(
    name = "status",
    description = "Could we recover now, where does each workload run, what was measured last?",
    footer = {"", "Exit codes: 0 ready, 3 not ready or not known."})
public final class StatusCommand extends PlanCommand {
  /// The whole answer.
  record StatusDocument(
      String schema, String plan, String readiness, String at, List<StatusRow> workloads) {

    List<String> lines(Instant now) {
      var figures = workloads.size() == 1 ? "  " + workloads.getFirst().figures(now) : "";
      var lines = new ArrayList<String>();
      lines.add("%s  %s%s".formatted(plan, readiness.toUpperCase(Locale.ROOT), figures));
      for (var row : workloads) {
        lines.add(row.line(now));
        row.facts(now).forEach(line -> lines.add("      " + line));
      }
      lines.add("as of " + Spans.local(now));
      return lines;
    }
  }

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var found = new StatusSurvey(file, options.state, platforms(), Terminal.host()).run();
    var worst = Recoverability.worst(found.stream().map(WorkloadStatus::readiness));
    var now = Terminal.now();
    var status =
        new StatusDocument(
            "lifeboat.status/v1",
            file.plan().name(),
            worst.word(),
            now.toString(),
            found.stream().map(it -> StatusRow.of(it, now)).toList());
    tell(status, status.lines(now));
    return worst == Recoverability.READY ? 0 : ExitCode.NOT_READY;
  }
}
