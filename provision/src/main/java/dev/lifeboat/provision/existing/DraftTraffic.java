package dev.lifeboat.provision.existing;

import java.util.List;

/// Way of users in a draft: a name of Route 53, or an accelerator where Auto Scaling groups stand
/// and no zone is known.
///
/// @param plan its name
/// @param service that answers
record DraftTraffic(String plan, String service, FactSheet facts) {
  private static final String NAME = "missing.example.com";

  /// So much of a plan's name has room in that of a bucket.
  private static final int LONGEST = 30;

  private static final List<String> REGIONS =
      List.of(DraftRegions.PRIMARY, DraftRegions.RECOVERY, DraftRegions.ARBITER);

  void write(PlanDraft draft) {
    boolean dns = facts.knowsAny(Fact.USERS_NAME, Fact.ZONE) || !DraftService.isInGroup(facts);
    draft.within(
        "entry",
        () -> {
          draft.choose("type", "traffic");
          draft.choose("to", service);
          if (dns) {
            draft.choose("mode", "dns", "or 'accelerator', which wants other keys below 'aws'");
            draft.choose("ttl", "60s");
          } else {
            draft.choose("mode", "accelerator", "or 'dns', which wants other keys below 'aws'");
          }
          draft.within(
              "aws",
              () -> {
                draft.text(
                    "name",
                    facts.find(Fact.USERS_NAME),
                    new PlanDraft.Gap(NAME, "NAME", "the name that users know"));
                if (dns) {
                  objects(draft);
                } else {
                  accelerator(draft);
                }
                draft.offer(
                    "watch",
                    "{ probe: { primary: URL, recovery: URL }, alarm: { primary: NAME, recovery: NAME } }",
                    "where a watch looks");
              });
        });
  }

  private void objects(PlanDraft draft) {
    var zone = facts.text(Fact.ZONE, "ZONE");
    draft.lack(
        "nameServers",
        new PlanDraft.Gap(
            "[ns.missing.example.com]",
            "[SERVER, SERVER]",
            "aws route53 get-hosted-zone --id %s --query DelegationSet.NameServers"
                .formatted(zone)));
    draft.within("bucket", () -> REGIONS.forEach(region -> bucket(draft, region)));
  }

  /// All accounts share the names of buckets, so none is chosen without the account's number.
  private void bucket(PlanDraft draft, String region) {
    var stem = plan.substring(0, Math.min(plan.length(), LONGEST));
    facts
        .find(Fact.ACCOUNT)
        .ifPresentOrElse(
            account ->
                draft.choose(
                    region,
                    "%s-%s-routes-%s".formatted(stem, account.text(), region),
                    "chosen; provision makes it"),
            () ->
                draft.lack(
                    region,
                    new PlanDraft.Gap(
                        "missing-routes-" + region,
                        "%s-ACCOUNT-routes-%s".formatted(stem, region),
                        "a name that no other account has; provision makes it")));
  }

  private void accelerator(PlanDraft draft) {
    var account = facts.text(Fact.ACCOUNT, DraftService.NO_ACCOUNT);
    draft.within(
        "endpointGroup",
        () -> {
          for (var region : REGIONS.subList(0, 2)) {
            draft.lack(
                region,
                new PlanDraft.Gap(
                    "arn:aws:globalaccelerator::%s:accelerator/missing/listener/missing/endpoint-group/%s"
                        .formatted(account, region),
                    "ARN",
                    "endpoint group of the accelerator in the %s region".formatted(region)));
          }
        });
    draft.lack(
        "tells",
        new PlanDraft.Gap(
            "https://%s/lifeboat-region".formatted(facts.text(Fact.USERS_NAME, NAME)),
            "URL",
            "an address at which each load balancer answers with its region's name here"));
  }
}
