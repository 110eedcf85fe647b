package dev.lifeboat.provision.existing;

import java.util.Optional;

/// The one workload of a draft; a person parts it where more than one recovers by itself.
///
/// @param name of it and of the plan
record DraftWorkload(String name, FactSheet facts, ImportedParts parts) {
  void write(PlanDraft draft) {
    draft.within(
        "workloads",
        () ->
            draft.within(
                name,
                () -> {
                  objectives(draft);
                  strategy(draft);
                  draft.within("resources", () -> resources(draft));
                  draft.within(
                      "failover",
                      () ->
                          draft.choose(
                              "trigger", "manual", "approval or automatic once 'watch' is there"));
                  facts
                      .find(Fact.READY)
                      .ifPresent(it ->
                          draft.choose(
                              "verify",
                              "[ { http: %s, expect: 200 } ]".formatted(DraftWord.of(it.text()))));
                }));
  }

  private void objectives(PlanDraft draft) {
    draft.within(
        "objectives",
        () -> {
          draft.plain(
              "rto",
              facts.find(Fact.RTO),
              new PlanDraft.Gap("1h", "TIME", "how long users may be without it"));
          draft.plain(
              "rpo",
              facts.find(Fact.RPO),
              new PlanDraft.Gap("15m", "TIME", "how much of the last writes may be lost"));
        });
  }

  private void strategy(PlanDraft draft) {
    Optional<SourcedValue> standby = facts.find(Fact.STANDBY);
    standby.ifPresent(it ->
        draft.choose(
            "strategy", it.text().equals("0") ? "pilot-light" : "warm-standby", it.from()));
  }

  private void resources(PlanDraft draft) {
    parts.databases().forEach(it -> it.write(draft));
    parts.buckets().forEach(it -> it.write(draft));
    for (var service : parts.services()) {
      new DraftService(service.name(), service.facts(), parts.stores()).write(draft);
    }
    if (!parts.services().isEmpty()) {
      new DraftTraffic(
              name, parts.services().getFirst().name(), parts.services().getFirst().facts())
          .write(draft);
    }
  }
}
