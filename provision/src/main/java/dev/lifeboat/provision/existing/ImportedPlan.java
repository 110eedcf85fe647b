package dev.lifeboat.provision.existing;

import dev.lifeboat.plan.Count;
import java.util.ArrayList;
import java.util.List;

/// A first plan of what exists.
///
/// @param text of the plan, whose last lines list the gaps
/// @param facts how many values a source said
/// @param unused what was read and is no part of it
public record ImportedPlan(
    String source, String text, int facts, List<DraftGap> gaps, List<UnusedKey> unused) {

  public ImportedPlan {
    gaps = List.copyOf(gaps);
    unused = List.copyOf(unused);
  }

  static ImportedPlan of(String name, FactSheet facts, ImportedParts parts, int values) {
    var draft = new PlanDraft();
    draft.comment(
        "Made by lifeboat import of %s. Each value says where it was read."
            .formatted(facts.source()));
    draft.comment("'missing' is behind a stand-in, which AWS knows nothing of; the end lists all.");
    draft.choose("plan", name);
    new DraftRegions(facts).write(draft);
    new DraftWorkload(name, facts, parts).write(draft);
    people(draft, facts);
    canary(draft, facts);
    var plan = new ImportedPlan(facts.source(), draft.text(), values, draft.gaps(), facts.unused());
    plan.lines().forEach(draft::comment);
    return new ImportedPlan(facts.source(), draft.text(), plan.facts(), plan.gaps(), plan.unused());
  }

  private static void people(PlanDraft draft, FactSheet facts) {
    facts
        .find(Fact.EMAIL)
        .ifPresent(email ->
            draft.within(
                "people",
                () ->
                    draft.within(
                        "contacts",
                        () ->
                            draft.within(
                                "alarms",
                                () -> {
                                  draft.choose(
                                      "role",
                                      "is told of alarms",
                                      "also: provision --set Email=ADDRESS");
                                  draft.choose(
                                      "reach",
                                      "[%s]".formatted(DraftWord.of(email.text())),
                                      email.from());
                                }))));
  }

  private static void canary(PlanDraft draft, FactSheet facts) {
    var form = "{ rate: 20/s, write: { http: \"PUT /PATH/{client}/{number}\" } }";
    draft.offer(
        "canary",
        form,
        "what a drill measures with%s"
            .formatted(
                facts
                    .find(Fact.CANARY)
                    .map(it -> "; %s %s".formatted(it.from(), it.text()))
                    .orElse("")));
  }

  /// What a person should know of it: gaps first, then what was left out.
  public List<String> lines() {
    var required = gaps.stream().filter(DraftGap::required).toList();
    var lines = new ArrayList<String>();
    lines.add(
        "%s from %s; missing: %s"
            .formatted(Count.of(facts, "value"), source, Count.of(required.size(), "line")));
    required.forEach(it -> lines.add("  " + it.words()));
    gaps.stream().filter(it -> !it.required()).forEach(it -> lines.add("  " + it.words()));
    unused.forEach(it -> lines.add("  not taken: %s (%s)".formatted(it.key(), it.why())));
    return List.copyOf(lines);
  }
}
