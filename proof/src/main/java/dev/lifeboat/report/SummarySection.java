package dev.lifeboat.report;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The verdict, then who, when, why and with which plan.
final class SummarySection {
  private final Html html;
  private final Contents contents;
  private final TimeText words;

  SummarySection(Html html, Contents contents, TimeText words) {
    this.html = html;
    this.contents = contents;
    this.words = words;
  }

  void add(Headline verdict, Moments moments) {
    html.open("header");
    html.open("h1");
    html.leaf("span", verdict.word(), "class", "verdict " + verdict.tone().style());
    html.text(" ").leaf("span", verdict.what() + ".").close();
    if (!verdict.why().isEmpty()) {
      html.leaf("p", verdict.why(), "class", "why");
    }
    html.open("dl", "class", "facts");
    fact("run", contents.folder().run().value());
    switch (contents.state()) {
      case Part.Here<RunState>(var state) -> opened(state.opened());
      case Part.Missing<RunState>(var why) -> fact("steps", "not known: " + why);
    }
    moments.fault().ifPresent(at -> fact("fault", when(at)));
    moments.opened().ifPresent(at -> fact("run opened", when(at)));
    fact("run ended", ended(moments));
    fact("plan file", plan());
    contents.workload().value().ifPresent(it -> fact("owner", it.owner()));
    html.close().close();
  }

  private void opened(Event.RunOpened opened) {
    fact("started by", opened.by());
    fact("reason", opened.reason());
    var runbook = opened.runbook();
    fact(
        "runbook",
        "%s %s → %s, %s, %s, epoch %d"
            .formatted(
                runbook.mode().word(),
                runbook.source(),
                runbook.target(),
                runbook.strategy().word(),
                TimeText.count(runbook.steps().size(), "step"),
                opened.epoch()));
  }

  private String when(Instant at) {
    return "%s (%s)".formatted(words.moment(at), words.zone().getId());
  }

  private String ended(Moments moments) {
    if (moments.ended().isPresent()) {
      var took = moments.opened().map(from -> Duration.between(from, moments.ended().get()));
      return when(moments.ended().get())
          + took.map(span -> ", after " + TimeText.seconds(span)).orElse("");
    }
    return moments
        .last()
        .map(at -> "not yet; this page shows it as of " + when(at))
        .orElse("not known");
  }

  private String plan() {
    return switch (contents.plan()) {
      case Part.Missing<Plan>(var why) -> "not known: " + why;
      case Part.Here<Plan>(var plan) -> {
        var ran = contents.state().value().map(it -> it.opened().planSha256());
        yield ran.equals(Optional.of(plan.sha256()))
            ? "plan.yaml here is the one that ran, sha256 " + plan.sha256()
            : ran.isEmpty()
                ? "sha256 " + plan.sha256()
                : "plan.yaml here is NOT the one that ran: sha256 %s, the run's is %s"
                    .formatted(plan.sha256(), ran.get());
      }
    };
  }

  private void fact(String name, String value) {
    html.leaf("dt", name).leaf("dd", value);
  }
}
