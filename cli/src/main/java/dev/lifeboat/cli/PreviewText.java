package dev.lifeboat.cli;

import dev.lifeboat.engine.Preview;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import java.io.PrintWriter;
import java.util.Locale;

/// A preview for people: one line a goal, then what it amounts to.
record PreviewText(PrintWriter out) {

  void print(Runbook runbook, Preview preview, String writesAtRisk) {
    out.println(
        "%s of %s/%s from %s to %s; nothing has been changed"
            .formatted(
                runbook.mode().word(),
                runbook.plan(),
                runbook.workload(),
                runbook.source(),
                runbook.target()));
    int width = preview.goals().stream().mapToInt(row -> row.goal().length()).max().orElse(1);
    for (var row : preview.goals()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-12s  %-" + width + "s  %s",
              row.prospect().words(),
              row.goal(),
              row.now()));
    }
    out.println(preview.counts());
    out.println("writes at risk: " + writesAtRisk);
    out.println("runbook " + RunbookJson.hash(runbook));
  }
}
