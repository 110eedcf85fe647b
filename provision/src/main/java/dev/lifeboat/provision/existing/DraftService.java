package dev.lifeboat.provision.existing;

import java.util.List;
import java.util.Optional;

/// A service of a draft, on ECS or in an Auto Scaling group.
///
/// @param facts of the service
/// @param uses names of its stores
record DraftService(String name, FactSheet facts, List<String> uses) {
  static final String NO_ACCOUNT = "000000000000";

  private static final DraftPair GROUPS =
      new DraftPair(
          "autoScalingGroup",
          Fact.PRIMARY_GROUP,
          Fact.RECOVERY_GROUP,
          "missing-group-%s",
          "NAME",
          "Auto Scaling group");
  private static final DraftPair CLUSTERS =
      new DraftPair(
          "cluster",
          Fact.PRIMARY_CLUSTER,
          Fact.RECOVERY_CLUSTER,
          "missing-cluster-%s",
          "NAME",
          "cluster of ECS");
  private static final DraftPair SERVICES =
      new DraftPair(
          "ecsService",
          Fact.PRIMARY_SERVICE,
          Fact.RECOVERY_SERVICE,
          "missing-service-%s",
          "NAME",
          "service of ECS");

  static boolean isInGroup(FactSheet facts) {
    return facts.knowsAny(Fact.PRIMARY_GROUP, Fact.RECOVERY_GROUP);
  }

  void write(PlanDraft draft) {
    draft.within(
        name,
        () -> {
          draft.choose("type", "service");
          draft.lack(
              "run",
              new PlanDraft.Gap(
                  "[missing]", "[COMMAND]", "how it is started; only a lab reads it"));
          instances(draft);
          draft.choose("uses", "[%s]".formatted(String.join(", ", uses)));
          draft.text(
              "ready",
              facts.find(Fact.READY),
              new PlanDraft.Gap("/healthz", "PATH", "answers 200 while a write can be taken"));
          draft.within(
              "aws",
              () -> {
                where(draft);
                targets(draft);
              });
        });
  }

  private void instances(PlanDraft draft) {
    if (facts.knowsAny(Fact.SERVING, Fact.STANDBY)) {
      draft.within(
          "instances",
          () -> {
            draft.optional("serving", facts.find(Fact.SERVING));
            draft.optional("standby", facts.find(Fact.STANDBY));
          });
    } else {
      draft.offer("instances", "{ serving: 2, standby: 1 }", "how many run in each region");
    }
  }

  private void where(PlanDraft draft) {
    if (isInGroup(facts)) {
      GROUPS.write(draft, facts);
    } else {
      CLUSTERS.write(draft, facts);
      SERVICES.write(draft, facts);
      draft.offer("secrets", "[NAME]", "secrets of its stores, bound anew by a move");
    }
  }

  private void targets(PlanDraft draft) {
    draft.within(
        "targetGroup",
        () -> {
          target(draft, facts.find(Fact.PRIMARY_TARGETS), DraftRegions.PRIMARY);
          target(draft, facts.find(Fact.RECOVERY_TARGETS), DraftRegions.RECOVERY);
        });
  }

  private void target(PlanDraft draft, Optional<SourcedValue> said, String region) {
    var standIn =
        "arn:aws:elasticloadbalancing:%s:%s:targetgroup/missing/0000000000000000"
            .formatted(DraftRegions.nameOf(facts, region), facts.text(Fact.ACCOUNT, NO_ACCOUNT));
    draft.text(
        region,
        said,
        new PlanDraft.Gap(
            standIn,
            "ARN",
            "target group of the load balancer in the %s region".formatted(region)));
  }
}
