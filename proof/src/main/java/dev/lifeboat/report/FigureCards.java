package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.Workload;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// RTO and RPO, large, each beside its objective.
final class FigureCards {
  private final Html html;
  private final Contents contents;

  FigureCards(Html html, Contents contents) {
    this.html = html;
    this.contents = contents;
  }

  void add() {
    html.open("section", "class", "cards", "aria-label", "Measured against objectives");
    switch (contents.result()) {
      case Part.Here<DrillResult>(var result) -> {
        rto(result.rto());
        rpo(result);
      }
      case Part.Missing<DrillResult>(var why) -> {
        var objectives = contents.workload().value().map(Workload::objectives);
        unmeasured("RTO", objectives.map(Objectives::rto).map(TimeText::inSeconds), why);
        unmeasured("RPO", objectives.map(Objectives::rpo).map(TimeText::inSeconds), why);
      }
    }
    html.close();
  }

  private void rto(DrillResult.Rto rto) {
    begin("RTO", rto.seconds(), rto.met(), Optional.of(rto.objectiveSeconds()), rto.why());
    split(rto);
    html.open("dl", "class", "split");
    part("detect", rto.detectSeconds());
    part("decide", rto.decideSeconds());
    part("recover", rto.recoverSeconds());
    part("full capacity after", rto.capacitySeconds());
    html.close().close();
  }

  private void split(DrillResult.Rto rto) {
    if (rto.detectSeconds() == null
        || rto.decideSeconds() == null
        || rto.recoverSeconds() == null) {
      return;
    }
    double all = rto.detectSeconds() + rto.decideSeconds() + rto.recoverSeconds();
    if (all <= 0) {
      return;
    }
    html.open(
        "svg",
        "class",
        "splitbar",
        "viewBox",
        "0 0 100 4",
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        "How the RTO divides into detect, decide and recover");
    double x = share("detect", 0, 100 * rto.detectSeconds() / all);
    x = share("decide", x, 100 * rto.decideSeconds() / all);
    share("recover", x, 100 * rto.recoverSeconds() / all);
    html.close();
  }

  private double share(String style, double x, double width) {
    html.empty(
        "rect",
        "class",
        style,
        "x",
        String.format(Locale.ROOT, "%.2f", x),
        "y",
        "0",
        "height",
        "4",
        "width",
        String.format(Locale.ROOT, "%.2f", width));
    return x + width;
  }

  private void rpo(DrillResult result) {
    var rpo = result.rpo();
    begin("RPO", rpo.seconds(), rpo.met(), Optional.of(rpo.objectiveSeconds()), rpo.why());
    var writes = result.writes();
    if (writes != null && writes.lost() != null) {
      html.leaf(
          "p",
          writes.lost() == 0
              ? "No acknowledged write was lost, of " + TimeText.count(writes.acknowledged()) + "."
              : "%s of %s acknowledged writes lost."
                  .formatted(TimeText.count(writes.lost()), TimeText.count(writes.acknowledged())));
    }
    html.close();
  }

  private void unmeasured(String name, Optional<Double> objective, String why) {
    begin(name, null, null, objective, why);
    html.close();
  }

  private void begin(
      String name,
      @Nullable Double seconds,
      @Nullable Boolean met,
      Optional<Double> objective,
      @Nullable String why) {
    html.open("div", "class", "card");
    html.leaf("h2", name);
    html.open("p", "class", "figure");
    if (seconds == null) {
      html.leaf("span", "not measured", "class", "big none");
    } else {
      html.leaf(
          "data", TimeText.seconds(seconds), "class", "big num", "value", String.valueOf(seconds));
    }
    html.text(" ").leaf("span", word(met), "class", "badge " + tone(met).style()).close();
    html.leaf(
        "p",
        objective.map(it -> "objective " + TimeText.objective(it)).orElse("objective not known"),
        "class",
        "muted");
    if (why != null) {
      html.leaf("p", why, "class", "why");
    }
  }

  static String word(@Nullable Boolean met) {
    return met == null ? "unknown" : met ? "met" : "missed";
  }

  static Headline.Tone tone(@Nullable Boolean met) {
    return met == null ? Headline.Tone.UNKNOWN : met ? Headline.Tone.GOOD : Headline.Tone.BAD;
  }

  private void part(String name, @Nullable Double seconds) {
    html.open("dt").leaf("i", "", "class", "key " + name.split(" ", -1)[0]).text(name).close();
    html.leaf("dd", TimeText.secondsOrNot(seconds), "class", "num");
  }
}
