package dev.lifeboat.runbook;

import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A runbook for a terminal: one line a step, what it waits for, and where the way back ends.
public final class RunbookText {
  private RunbookText() {}

  /// Ends with a line feed.
  public static String of(Runbook runbook) {
    return of(runbook, List.of());
  }

  /// The same, of a workload that depends on others.
  ///
  /// @param needed those that must be in the target region before it
  public static String of(Runbook runbook, List<String> needed) {
    var text = new StringBuilder(256);
    text.append(title(runbook)).append('\n');
    if (!needed.isEmpty()) {
      text.append("      -- first, since it depends on them: ")
          .append(String.join(", ", needed))
          .append(" to ")
          .append(runbook.target())
          .append(" --\n");
    }
    int width = width(runbook);
    int number = 1;
    boolean marked = false;
    for (var step : runbook.steps()) {
      if (!marked && runbook.pointOfNoReturn().contains(step.id())) {
        text.append("      -- point of no return: ").append(meaning(runbook)).append(" --\n");
        marked = true;
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%4d  %-" + width + "s  %s  (within %s%s)%n",
              number++,
              step.id(),
              sentence(step),
              SpanText.inFewUnits(step.deadline()),
              waits(step)));
    }
    return text.append(RunbookJson.hash(runbook)).append('\n').toString().replace("\r\n", "\n");
  }

  /// Such as `failover of storefront/shop from east to west, warm-standby, 10 steps`.
  public static String title(Runbook runbook) {
    return "%s of %s/%s from %s to %s, %s, %s"
        .formatted(
            runbook.mode().word(),
            runbook.plan(),
            runbook.workload(),
            runbook.source(),
            runbook.target(),
            runbook.strategy().word(),
            Count.of(runbook.steps().size(), "step"));
  }

  /// What a run may do about a failure before the point of no return.
  static String meaning(Runbook runbook) {
    return runbook.mode().undoes()
        ? "before it a failure is undone, after it the run only goes forward"
        : "before it the old writer is fenced, after it the run only goes forward";
  }

  /// What the step does, with the word for its kind where a goal does not say it.
  static String sentence(Step step) {
    return switch (step) {
      case Step.Reach reach -> detailed(reach.goal());
      case Step.Ask ask -> "ask: " + ask.question();
      case Step.Tell tell -> "tell: " + tell.message();
      case Step.Verify verify -> "verify: " + verify.phrase();
    };
  }

  private static String detailed(Goal goal) {
    return goal instanceof Goal.Fenced fenced
        ? "%s, %s"
            .formatted(
                goal.phrase(),
                switch (fenced.stop()) {
                  case ORDERLY -> "in good order";
                  case IMMEDIATE -> "at once";
                })
        : goal.phrase();
  }

  private static String waits(Step step) {
    return step.after().isEmpty()
        ? ""
        : ", after " + step.after().stream().map(StepId::value).collect(Collectors.joining(", "));
  }

  private static int width(Runbook runbook) {
    return runbook.steps().stream().mapToInt(step -> step.id().value().length()).max().orElse(1);
  }
}
