package dev.lifeboat.provision.existing;

/// A database of a draft.
///
/// @param facts of the database
record DraftDatabase(String name, FactSheet facts) {
  private static final DraftPair INSTANCES =
      new DraftPair(
          "dbInstance",
          Fact.PRIMARY_DATABASE,
          Fact.RECOVERY_DATABASE,
          "missing-db-%s",
          "IDENTIFIER",
          "identifier of the instance of RDS");

  void write(PlanDraft draft) {
    draft.within(
        name,
        () -> {
          draft.choose("type", "database");
          draft.plain(
              "engine",
              facts.find(Fact.ENGINE),
              new PlanDraft.Gap("postgresql", "ENGINE", "postgresql, mysql or mariadb"));
          draft.within(
              "aws",
              () -> {
                INSTANCES.write(draft, facts);
                draft.offer(
                    "kmsKey",
                    "{ recovery: alias/KEY }",
                    facts.text(Fact.SHARED_KEY, "").equals("true")
                        ? "the key of the other region, needed since the instance is encrypted"
                        : "the key of the other region, needed where the instance is encrypted");
                draft.choose(
                    "fence",
                    "api",
                    "its region's API closes it; or a guard does: 'fence: guard', 'logins: [%s]'"
                        .formatted(DraftWord.of(facts.text(Fact.LOGIN, "LOGIN"))));
                draft.within(
                    "fenceGroup",
                    () -> {
                      lackGroup(draft, DraftRegions.PRIMARY);
                      lackGroup(draft, DraftRegions.RECOVERY);
                    });
              });
        });
  }

  private static void lackGroup(PlanDraft draft, String region) {
    draft.lack(
        region,
        new PlanDraft.Gap(
            "sg-missing-" + region,
            "sg-ID",
            "a security group without a rule in the %s region".formatted(region)));
  }
}
