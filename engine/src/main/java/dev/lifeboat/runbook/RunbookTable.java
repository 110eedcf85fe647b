package dev.lifeboat.runbook;

import dev.lifeboat.plan.SpanText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A runbook as a table of its steps, for documents that people read.
public final class RunbookTable {
  public static final List<String> HEAD = List.of("#", "step", "what", "after", "within");

  private RunbookTable() {}

  /// A row for each step, in order, with as many cells as [#HEAD].
  public static List<List<String>> rows(Runbook runbook) {
    var rows = new ArrayList<List<String>>();
    for (var step : runbook.steps()) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              step.id().value(),
              RunbookText.sentence(step),
              names(step.after()),
              SpanText.inFewUnits(step.deadline())));
    }
    return rows;
  }

  /// Where the way back ends, as a sentence.
  public static String pointOfNoReturn(Runbook runbook) {
    return "Point of no return: %s (%s)."
        .formatted(names(runbook.pointOfNoReturn()), RunbookText.meaning(runbook));
  }

  private static String names(List<StepId> ids) {
    return ids.isEmpty() ? "-" : ids.stream().map(StepId::value).collect(Collectors.joining(", "));
  }
}
