package dev.lifeboat.runbook;

import dev.lifeboat.plan.SpanText;
import java.util.stream.Collectors;

/// A runbook as a page for a wiki or a pull request: a table of its steps.
public final class RunbookMarkdown {
  private RunbookMarkdown() {}

  /// Ends with a line feed.
  public static String of(Runbook runbook) {
    var page = new StringBuilder(512);
    page.append("# ").append(RunbookText.title(runbook)).append("\n\n");
    page.append("Point of no return: ")
        .append(codes(runbook.pointOfNoReturn()))
        .append(" (")
        .append(RunbookText.meaning(runbook))
        .append(").\n\n");
    page.append("| # | step | what | after | within |\n| --- | --- | --- | --- | --- |\n");
    int number = 1;
    for (var step : runbook.steps()) {
      page.append(
          "| %d | `%s` | %s | %s | %s |\n"
              .formatted(
                  number++,
                  step.id(),
                  RunbookText.sentence(step).replace("|", "\\|"),
                  codes(step.after()),
                  SpanText.inOneUnit(step.deadline())));
    }
    return page.append("\n`").append(RunbookJson.hash(runbook)).append("`\n").toString();
  }

  private static String codes(java.util.List<StepId> ids) {
    return ids.isEmpty()
        ? "-"
        : ids.stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
  }
}
