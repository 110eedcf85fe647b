package dev.lifeboat.report;

import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.measure.Distribution;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// The page about a campaign of simulated worlds: whether a rule was broken, and how RTO and RPO of
/// this plan are spread.
public final class SimulationReport {
  private final Html html = new Html();
  private final Workload workload;
  private final CampaignSums sums;

  private SimulationReport(Workload workload, CampaignSums sums) {
    this.workload = workload;
    this.sums = sums;
  }

  /// The page as text.
  ///
  /// @param seed of the first world
  public static String html(Plan plan, Workload workload, CampaignSums sums, long seed) {
    return new SimulationReport(workload, sums).page(plan.name(), seed);
  }

  private String page(String plan, long seed) {
    boolean clean = sums.violations() == 0;
    html.open("html", "lang", "en");
    Sheet.head(html, "%s/%s simulated · Lifeboat".formatted(plan, workload.name()));
    html.open("body").open("main").open("header");
    html.open("h1");
    html.leaf("span", clean ? "clean" : "broken", "class", "verdict " + (clean ? "good" : "bad"));
    html.text(" " + plan + "/" + workload.name() + ", simulated").close();
    html.leaf(
        "p",
        clean
            ? "No rule was broken in %s worlds from seed %d."
                .formatted(TimeText.count(sums.runs()), seed)
            : "A rule was broken in %s of %s worlds from seed %d; the first are %s."
                .formatted(
                    TimeText.count(sums.violations()),
                    TimeText.count(sums.runs()),
                    seed,
                    sums.failing()));
    html.close();
    endings();
    spread("RTO", sums.rto(), workload.objectives().rto());
    spread("RPO", sums.rpo(), workload.objectives().rpo());
    html.close().close().close();
    return html.page();
  }

  private void endings() {
    html.open("section").leaf("h2", "Endings");
    html.open("table", "class", "counts").open("tbody");
    for (Map.Entry<String, Integer> ending : sums.endings().entrySet()) {
      html.open("tr").leaf("th", ending.getKey(), "scope", "row");
      html.leaf("td", TimeText.count(ending.getValue()), "class", "num").close();
    }
    html.close().close().close();
  }

  private void spread(String name, Distribution spread, Duration objective) {
    html.open("section").leaf("h2", name);
    var middle = spread.percentile(50);
    var high = spread.percentile(99);
    if (middle.isEmpty() || high.isEmpty()) {
      html.leaf("p", "Not known: no failover moved the workload.", "class", "why").close();
      return;
    }
    html.leaf(
        "p",
        "Of %s failovers half were within %s, 99 of 100 within %s; the objective is %s."
            .formatted(
                TimeText.count(spread.count()),
                TimeText.seconds(middle.get()),
                TimeText.seconds(high.get()),
                TimeText.objective(TimeText.inSeconds(objective))));
    int most = spread.bins().stream().mapToInt(Distribution.Bin::count).max().orElse(1);
    html.open("table", "class", "counts").open("tbody");
    spread.bins().forEach(bin -> row(bin, most));
    html.close().close().close();
  }

  private void row(Distribution.Bin bin, int most) {
    html.open("tr");
    html.leaf(
        "th", TimeText.seconds(bin.from()) + " to " + TimeText.seconds(bin.to()), "scope", "row");
    html.leaf("td", TimeText.count(bin.count()), "class", "num");
    html.open("td").open("svg", "viewBox", "0 0 100 4", "width", "320", "height", "12");
    html.empty(
        "rect",
        "class",
        "ack",
        "x",
        "0",
        "y",
        "0",
        "height",
        "4",
        "width",
        String.format(Locale.ROOT, "%.2f", 100.0 * bin.count() / most));
    html.close().close().close();
  }
}
