package dev.lifeboat.provision.existing;

import java.util.List;

/// The three regions of a draft, by the names of their roles.
record DraftRegions(FactSheet facts) {
  static final String PRIMARY = "primary";
  static final String RECOVERY = "recovery";
  static final String ARBITER = "arbiter";

  private record Row(String name, Fact fact, String standIn, String why) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(PRIMARY, Fact.PRIMARY_REGION, "xx-missing-1", "the region that serves today"),
          new Row(RECOVERY, Fact.RECOVERY_REGION, "xx-missing-2", "the region that takes over"),
          new Row(ARBITER, Fact.ARBITER_REGION, "xx-missing-3", "a third region, for votes alone"));

  /// AWS's name of one, or what stands for it.
  static String nameOf(FactSheet facts, String region) {
    return ROWS.stream()
        .filter(it -> it.name().equals(region))
        .map(it -> facts.text(it.fact(), it.standIn()))
        .findFirst()
        .orElseThrow();
  }

  void write(PlanDraft draft) {
    draft.within(
        "regions",
        () -> {
          for (var row : ROWS) {
            draft.within(
                row.name(),
                () -> {
                  draft.choose("provider", "aws");
                  draft.choose("role", row.name());
                  draft.within(
                      "aws",
                      () ->
                          draft.text(
                              "region",
                              facts.find(row.fact()),
                              new PlanDraft.Gap(row.standIn(), "REGION", row.why())));
                });
          }
        });
  }
}
