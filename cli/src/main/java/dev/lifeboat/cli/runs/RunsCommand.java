package dev.lifeboat.cli.runs;

import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.RunSummary;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists runs, newest first.
@Command(
    name = "runs",
    description = "List all runs, newest first.",
    footer = {
      "",
      "A run's name begins with its moment in UTC; the table has it by the clock here.",
      "Exit codes: 0 all could be read, 1 the runs cannot be listed, 2 bad usage or no",
      "state folder, 3 one that is listed could not.",
      "A sealed run is told by the two ends of its journal; all of it is read by",
      "'lifeboat evidence verify RUN'.",
      "Examples:",
      "  lifeboat runs --limit 10                       the newest ten",
      "  lifeboat runs --workload shop --open           what could be taken up"
    })
public final class RunsCommand extends TerminalCommand {
  private static final String FORM = "%-22s %-26s %-11s %-20s %-19s %-9s %s";

  @Option(names = "--workload", paramLabel = "NAME", description = "Only runs of this workload.")
  private @Nullable String workload;

  @Option(names = "--open", description = "Only runs that are not over, or may not be.")
  private boolean open;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many, the newest.")
  private int limit = Integer.MAX_VALUE;

  /// The runs that were asked for.
  ///
  /// @param state the folder that they are below, in full
  record RunsDocument(String schema, List<RunRow> runs, String state) {}

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    if (limit < 1) {
      throw Failures.usage(
          "--limit %d is below one".formatted(limit),
          "nothing was listed",
          "use --limit 1 or more");
    }
    RunRecords.requireThere(options.state, "nothing was listed");
    var all = new ArrayList<RunSummary>();
    for (var run : new RunRecords(options.state).list()) {
      all.add(run.open() ? inItsLab(run) : run);
    }
    requireKnown(all);
    var runs =
        all.stream()
            .filter(run -> workload == null || run.mayBeOf(run.subject().plan(), workload))
            .filter(run -> !open || run.mayBeOpen())
            .limit(limit)
            .toList();
    if (runs.isEmpty() && !options.json) {
      terminal().say(options, "runs", "none", none(options.state, workload != null || open));
    }
    tell(
        new RunsDocument(
            "lifeboat.runs/v1", runs.stream().map(RunRow::of).toList(), options.state.toString()),
        lines(runs));
    return runs.stream().allMatch(RunSummary::known) ? 0 : ExitCode.NOT_READY;
  }

  /// @param some whether only some were asked for
  static String none(Path state, boolean some) {
    return "no %sruns below %s".formatted(some ? "such " : "", state);
  }

  /// Nobody can go on with a run whose lab is dead.
  private RunSummary inItsLab(RunSummary run) throws InterruptedException {
    try {
      var plan = run.subject().plan();
      return Lab.death(plan, options.state).isEmpty()
          ? run
          : run.inDeadRegions(
              "its lab is dead; close it with 'lifeboat lab down %s'"
                  .formatted(ShellWord.of(Lab.planFile(plan, options.state).toString())));
    } catch (ProblemException unreadable) {
      return run; // Whoever needs its lab is told why.
    }
  }

  /// A name that no run bears is a slip, unless there are no runs to know it by.
  private void requireKnown(List<RunSummary> all) throws ProblemException {
    if (workload == null
        || all.isEmpty()
        || all.stream().anyMatch(run -> run.mayBeOf(run.subject().plan(), workload))) {
      return;
    }
    var known = all.stream().map(run -> run.subject().workload()).distinct().sorted().toList();
    throw Failures.usage(
        "no run is of a workload '%s'".formatted(workload),
        "nothing was listed",
        "use --workload with one of " + String.join(", ", known));
  }

  private static List<String> lines(List<RunSummary> runs) {
    var lines = new ArrayList<String>();
    if (!runs.isEmpty()) {
      lines.add(
          FORM.formatted("run", "began", "kind", "scenario", "outcome", "RTO", "workload, why"));
    }
    runs.forEach(run -> lines.add(line(run)));
    return lines;
  }

  private static String line(RunSummary run) {
    return FORM.formatted(
            run.run(),
            run.at().map(Spans::localWord).orElse("-"),
            run.kind().word(),
            run.activity().scenario().orElse("-"),
            run.outcome().word(),
            run.recovery().rtoSeconds().map(Spans::seconds).orElse("-"),
            "%s/%s  %s%s"
                .formatted(
                    run.subject().plan(),
                    run.subject().workload(),
                    run.why(),
                    run.recovery().basis().map("; basis: "::concat).orElse("")))
        .stripTrailing();
  }
}
