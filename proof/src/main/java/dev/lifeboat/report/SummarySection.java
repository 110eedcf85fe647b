package dev.lifeboat.report;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Rehearsal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The verdict, then who, when, why and with which plan.
record SummarySection(Headline verdict, List<Fact> facts) {

  /// One thing that is known of the run, by name.
  record Fact(String name, String value) {}

  static SummarySection of(Headline verdict, Contents contents, Moments moments, TimeText words) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("run", contents.folder().run().value()));
    switch (contents.state()) {
      case Part.Here<RunState>(var state) -> addOpening(facts, state.opened());
      case Part.Missing<RunState>(var why) -> facts.add(new Fact("steps", "not known: " + why));
    }
    moments.fault().ifPresent(at -> facts.add(new Fact("fault", words.placed(at))));
    moments.opened().ifPresent(at -> facts.add(new Fact("run opened", words.placed(at))));
    facts.add(new Fact("run ended", ended(moments, words)));
    facts.add(new Fact("plan file", plan(contents)));
    contents
        .plan()
        .value()
        .flatMap(it -> it.lab().rehearsal())
        .ifPresent(it ->
            facts.add(
                new Fact(
                    Rehearsal.PLACE,
                    "%s; its file: sha256 %s".formatted(it.phrase(), it.sha256()))));
    contents.workload().value().ifPresent(it -> facts.add(new Fact("owner", it.owner())));
    return new SummarySection(verdict, facts);
  }

  private static void addOpening(List<Fact> facts, Event.RunOpened opened) {
    var runbook = opened.runbook();
    facts.add(new Fact("started by", opened.by()));
    facts.add(new Fact("reason", opened.reason()));
    facts.add(
        new Fact(
            "runbook",
            "%s %s → %s, %s, %s, epoch %d"
                .formatted(
                    runbook.mode().word(),
                    runbook.source(),
                    runbook.target(),
                    runbook.strategy().word(),
                    TimeText.count(runbook.steps().size(), "step"),
                    opened.epoch())));
  }

  private static String ended(Moments moments, TimeText words) {
    if (moments.ended().isPresent()) {
      var took = moments.opened().map(from -> Duration.between(from, moments.ended().get()));
      return words.placed(moments.ended().get())
          + took.map(span -> ", after " + TimeText.seconds(span)).orElse("");
    }
    return moments
        .last()
        .map(at -> "not yet; this page shows it as of " + words.placed(at))
        .orElse("not known");
  }

  private static String plan(Contents contents) {
    return switch (contents.plan()) {
      case Part.Missing<Plan>(var why) -> "not known: " + why;
      case Part.Here<Plan>(var plan) -> {
        var ran = contents.state().value().map(it -> it.opened().planSha256());
        yield ran.equals(Optional.of(plan.sha256()))
            ? "plan.yaml here is the one that ran"
            : ran.isEmpty()
                ? "sha256 " + plan.sha256()
                : "plan.yaml here is NOT the one that ran: sha256 %s, the run's is %s"
                    .formatted(plan.sha256(), ran.get());
      }
    };
  }
}
