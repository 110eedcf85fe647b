package dev.lifeboat.cli.move;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.Move;
import dev.lifeboat.control.PastRunTimes;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Preview of a move, before it does anything.
///
/// @param runbook its hash
/// @param basis what the figures of its drills rest on; left out where that is the front door
/// @param leftOpen what takes writes beside the writer; left out where nothing does
/// @param outOfHours why planned work is not expected now; left out where it is
/// @param past how long runs of this runbook took; left out where none has ended, or nobody can
///   tell
/// @param duration the same in words
/// @param state the folder that was read, in full; it need not be there
record MovePreview(
    String schema,
    String plan,
    String workload,
    String mode,
    String source,
    String target,
    String runbook,
    String writesAtRisk,
    List<Preview.Row> goals,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> leftOpen,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String basis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String outOfHours,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Past past,
    String duration,
    String state) {

  /// Times of past runs.
  ///
  /// @param p90Seconds nine of ten took no longer
  record Past(int runs, double medianSeconds, double p90Seconds) {
    private static Past of(MeasuredSpread spread) {
      return new Past(
          spread.runs(), SpanText.number(spread.median()), SpanText.number(spread.p90()));
    }

    private String words() {
      return "%s of this runbook: %s in the median, nine of ten within %s"
          .formatted(
              Count.of(runs, "past run"), Spans.seconds(medianSeconds), Spans.seconds(p90Seconds));
    }
  }

  static MovePreview of(ControlledWorkload of, Move.Outlook outlook) {
    var runbook = outlook.runbook();
    var times = PastRunTimes.of(runbook, of.state());
    var past = times.spread().map(Past::of);
    return new MovePreview(
        "lifeboat.preview/v1",
        runbook.plan(),
        runbook.workload(),
        runbook.mode().word(),
        runbook.source(),
        runbook.target(),
        RunbookJson.hash(runbook),
        outlook.writesAtRisk(),
        outlook.goals().goals(),
        outlook.leftOpen(),
        of.file().plan().canary().basis().mark(),
        runbook.mode() == Mode.SWITCHOVER
            ? of.workload().routine().outOfHours(Terminal.now()).orElse(null)
            : null,
        past.orElse(null),
        past.map(Past::words).orElseGet(() -> unknown(times)),
        of.state().toString());
  }

  private static String unknown(PastRunTimes times) {
    return "how long it takes is not known: "
        + times.unread().orElse("no run of this runbook has ended");
  }

  /// Shows it and asks for the plan's name, where that was not given.
  ///
  /// @param looking begins what is told while the regions are looked at
  static void confirm(
      Move move, NameConfirmation name, Terminal terminal, Supplier<ProgressPrinter> looking)
      throws InterruptedException, ProblemException {
    var word = move.request().mode().word();
    name.ask(
        terminal,
        () -> {
          try (var _ = looking.get()) {
            return of(move.moved(), move.preview()).lines();
          }
        },
        "%s of '%s' changes regions that users depend on, and nobody is there to confirm it"
            .formatted(word, name.plan()),
        "nothing was changed",
        "look first, then confirm: lifeboat %s %s --confirm %s --runbook %s"
            .formatted(
                word, move.moved().file().typed(), name.plan(), RunbookJson.hash(move.runbook())));
  }

  boolean possible() {
    return new Preview(goals).impossible().isEmpty();
  }

  /// One line a goal, then what it amounts to.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "%s of %s/%s from %s to %s; nothing has been changed"
            .formatted(mode, plan, workload, source, target));
    int width = goals.stream().mapToInt(row -> row.goal().length()).max().orElse(1);
    var form = "  %-12s  %-" + width + "s  %s";
    goals.forEach(row -> lines.add(form.formatted(row.prospect().words(), row.goal(), row.now())));
    lines.add(new Preview(goals).counts());
    lines.addAll(leftOpen);
    lines.add("writes at risk: " + writesAtRisk);
    if (basis != null) {
      lines.add("drills measure it with basis: %s, not by users' writes".formatted(basis));
    }
    if (outOfHours != null) {
      lines.add(outOfHours);
    }
    lines.add(duration);
    lines.add("runbook " + runbook);
    return lines;
  }
}
