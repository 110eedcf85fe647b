package dev.lifeboat.provision.existing;

/// A thing that each of the two regions has, such as an instance of a database.
///
/// @param key of the plan
/// @param standIn begins what stands for one that nobody says
/// @param form what a person writes instead
/// @param what the thing in words
record DraftPair(
    String key, Fact primary, Fact recovery, String standIn, String form, String what) {
  void write(PlanDraft draft, FactSheet facts) {
    draft.within(
        key,
        () -> {
          write(draft, facts, primary, DraftRegions.PRIMARY);
          write(draft, facts, recovery, DraftRegions.RECOVERY);
        });
  }

  private void write(PlanDraft draft, FactSheet facts, Fact fact, String region) {
    draft.text(
        region,
        facts.find(fact),
        new PlanDraft.Gap(
            standIn.formatted(region), form, "%s in the %s region".formatted(what, region)));
  }
}
