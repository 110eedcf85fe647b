package dev.lifeboat.cli.status;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Recoverability;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.StatusSurvey;
import dev.lifeboat.control.WorkloadStatus;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Could we recover now, and what did the last drill measure? The verdict comes first.
@Command(
    name = "status",
    description = "Could we recover now, where does each workload run, what was measured last?",
    footer = {
      "",
      "Exit codes: 0 ready, 1 the runs cannot be listed, 3 not ready, not proven or",
      "not known.",
      "Example: lifeboat status lifeboat.yaml --watch"
    })
public final class StatusCommand extends PlanCommand {
  /// A screen that was cleared shows the newest look alone (ECMA-48).
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private static final Duration AGAIN = Duration.ofSeconds(2);

  private static final List<String> WORST_FIRST =
      Arrays.stream(Recoverability.values()).map(Recoverability::word).toList().reversed();

  private static final Comparator<StatusRow> TROUBLE_FIRST =
      Comparator.<StatusRow>comparingInt(row -> WORST_FIRST.indexOf(row.readiness()));

  private boolean wasThere;

  @Option(names = "--watch", description = "Look again every 2 s, until Ctrl-C.")
  private boolean watching;

  /// The whole answer.
  ///
  /// @param state the folder of the runs that were read, in full; it need not be there
  record StatusDocument(
      String schema,
      String plan,
      String readiness,
      String at,
      List<StatusRow> workloads,
      String state) {

    List<String> lines(Instant now) {
      var figures = workloads.size() == 1 ? "  " + workloads.getFirst().figures(now) : "";
      var lines = new ArrayList<String>();
      lines.add("%s  %s%s".formatted(plan, readiness.toUpperCase(Locale.ROOT), figures));
      var rows =
          workloads.stream()
              .sorted(TROUBLE_FIRST)
              .map(row -> new WorkloadLines.Of(row.workload(), row.line(now), row.facts(now)))
              .toList();
      lines.addAll(new WorkloadLines(rows, "      ").lines());
      lines.add(StateFolder.told(state, now));
      return lines;
    }
  }

  @Override
  protected boolean tellsProgress() {
    return watching;
  }

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    if (watching && options.json) {
      throw Failures.usage(
          "--watch looks again and again, and --json prints one document",
          "nothing was looked at",
          "leave one of them out");
    }
    return watching ? lookAgainAndAgain() : look(file);
  }

  /// Until Ctrl-C, or until nobody gets what is printed.
  private int lookAgainAndAgain() throws InterruptedException {
    while (!terminal().out().checkError()) {
      lookIfPossible();
      Terminal.host().pause().of(AGAIN);
    }
    return 0;
  }

  /// What cannot be read now may be read by the next look, and a plan may be another one then.
  private void lookIfPossible() throws InterruptedException {
    try (var _ = looking()) {
      int _ = look(Kinds.read(plan().orElseThrow()));
    } catch (ProblemException failed) {
      clear();
      terminal().say(options, "status", "unknown", "unknown  " + failed.problem().phrase());
    }
  }

  /// Only once the next answer is there: until then the last one is to be read.
  private void clear() {
    if (watching && terminal().coloured() && !options.noColor) {
      terminal().print(CLEAR);
    }
  }

  private int look(PlanFile file) throws InterruptedException, ProblemException {
    wasThere |= Files.isDirectory(options.state);
    var found = new StatusSurvey(file, options.state, platforms(), Terminal.host()).run();
    if (wasThere) {
      StateFolder.requireStill(options.state); // Else all that was not found looks never done.
    }
    var worst = Recoverability.worst(found.stream().map(WorkloadStatus::readiness));
    boolean searched = RunRecords.missing(options.state).isEmpty();
    var now = Terminal.now();
    var status =
        new StatusDocument(
            "lifeboat.status/v1",
            file.plan().name(),
            worst.word(),
            now.toString(),
            found.stream().map(it -> StatusRow.of(it, searched, now)).toList(),
            options.state.toString());
    clear();
    tell(status, status.lines(now));
    return worst == Recoverability.READY ? 0 : ExitCode.NOT_READY;
  }
}
