package dev.lifeboat.cli;

import dev.lifeboat.control.Recoverability;
import dev.lifeboat.control.StatusSurvey;
import dev.lifeboat.control.WorkloadStatus;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Could we recover now, and what did the last drill measure? The verdict comes first.
@Command(
    name = "status",
    description = "Could we recover now, where does each workload run, what was measured last?",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 ready, 3 not ready or not known."})
final class StatusCommand implements Callable<Integer> {
  private static final int NOT_READY = 3;

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = Kinds.read(plan);
    var found =
        new StatusSurvey(file, options.state, new Platforms(options.state, false), Terminal.host())
            .run();
    var worst = Recoverability.worst(found.stream().map(WorkloadStatus::readiness));
    var now = Clock.systemUTC().instant();
    var status =
        new StatusDocument(
            "lifeboat.status/v1",
            file.plan().name(),
            worst.word(),
            now.toString(),
            found.stream().map(it -> StatusRow.of(it, now)).toList());
    if (options.json) {
      terminal.out().println(OutputJson.line(status));
    } else {
      print(status, now);
    }
    return worst == Recoverability.READY ? 0 : NOT_READY;
  }

  private void print(StatusDocument status, Instant now) {
    var out = terminal.out();
    out.println(status.sentence(now));
    for (var row : status.workloads()) {
      out.println(row.line(now));
      row.factLines(now).forEach(line -> out.println("      " + line));
      row.why().forEach(why -> out.println("      " + why));
    }
    out.println("as of " + Spans.local(now));
  }

  /// The whole answer.
  record StatusDocument(
      String schema, String plan, String readiness, String at, List<StatusRow> workloads) {
    String sentence(Instant now) {
      var first = workloads.getFirst();
      return "%s  %s%s"
          .formatted(
              plan,
              readiness.toUpperCase(java.util.Locale.ROOT),
              workloads.size() == 1 ? "  " + first.figures(now) : "");
    }
  }
}
