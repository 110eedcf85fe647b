package dev.lifeboat.runbook;

/// A runbook as a Mermaid flow chart. Promotions, the point of no return, are drawn as hexagons.
public final class RunbookMermaid {
  private RunbookMermaid() {}

  /// Ends with a line feed.
  public static String of(Runbook runbook) {
    var chart = new StringBuilder(512);
    chart.append("%% ").append(RunbookText.title(runbook)).append('\n');
    chart.append("%% ").append(RunbookJson.hash(runbook)).append('\n');
    chart.append("flowchart TD\n");
    var noReturn = runbook.pointOfNoReturn();
    for (var step : runbook.steps()) {
      var label = "\"%s\"".formatted(RunbookText.sentence(step).replace("\"", "#quot;"));
      chart.append("  ").append(step.id());
      chart.append(noReturn.contains(step.id()) ? "{{" + label + "}}" : "[" + label + "]");
      chart.append('\n');
    }
    for (var step : runbook.steps()) {
      step.after().forEach(it -> chart.append("  %s --> %s\n".formatted(it, step.id())));
    }
    return chart.toString();
  }
}
