package dev.lifeboat.aws.check;

import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.problem.Code;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// Compares the weighted records by which users come home share by share with what docs/aws.md says
/// that they must be. What would lead users home before a share is open, or nowhere after a
/// failover, is an obstacle; what makes a share another one is missed on the way home.
///
/// @param home the region where users are as long as nobody moved them
/// @param recovery the other one
record ShareRecordsLook(NameSite site, String home, String recovery) {
  private static final int ALL = 100;
  private static final int POINT = 1;
  private static final String AS_DOCUMENTED = "docs/aws.md, 'Share by share', has the records";

  /// The weighted records under one name.
  record Weighted(String name, List<ResourceRecordSet> records) {
    Weighted {
      records = records.stream().filter(it -> it.weight() != null).toList();
    }

    /// Whether the records of each type have the weights and health checks of `other`.
    private boolean isAllLike(Weighted other) {
      var types = records.stream().collect(Collectors.groupingBy(ResourceRecordSet::type));
      return !types.isEmpty()
          && types.values().stream().allMatch(it -> weights(it).equals(weights(other.records)));
    }

    /// By health check; empty text for none.
    private static Map<String, Long> weights(List<ResourceRecordSet> records) {
      return records.stream()
          .collect(
              Collectors.groupingBy(
                  it -> Objects.requireNonNullElse(it.healthCheckId(), ""),
                  Collectors.summingLong(ResourceRecordSet::weight)));
    }

    private List<ResourceRecordSet> of(String region) {
      var value = "\"%s\"".formatted(region);
      return records.stream()
          .filter(it -> it.resourceRecords().stream().anyMatch(of -> of.value().equals(value)))
          .toList();
    }
  }

  /// @param addresses that users are led by
  /// @param texts that a run asks for, which say the regions
  void look(Look look, Weighted addresses, Weighted texts) throws InterruptedException {
    if (!addresses.isAllLike(texts)) {
      look.obstacle(
          Code.LB7006,
          "%s has other weights or health checks than %s".formatted(texts.name(), addresses.name()),
          "a run would be told of one name and users be led by the other",
          "give both the same; " + AS_DOCUMENTED);
    }
    var rest = texts.of(recovery);
    if (rest.size() != 1
        || rest.getFirst().healthCheckId() != null
        || rest.getFirst().weight() == 0) {
      look.obstacle(
          Code.LB7006,
          "no single weighted record of %s leads to %s without a health check"
              .formatted(texts.name(), recovery),
          "after a failover users would be led nowhere, or not to that region alone",
          AS_DOCUMENTED);
      return;
    }
    shares(look, texts, rest.getFirst().weight());
    if (addresses.records().stream().anyMatch(ShareRecordsLook::isBlind)) {
      look.warn(
          "a record of %s does not evaluate the health of its target".formatted(addresses.name()),
          "users on trial at home would stay there while its load balancer is unhealthy",
          "set EvaluateTargetHealth to true in those with a health check");
    }
  }

  private static boolean isBlind(ResourceRecordSet set) {
    return set.healthCheckId() != null
        && set.aliasTarget() != null
        && !Boolean.TRUE.equals(set.aliasTarget().evaluateTargetHealth());
  }

  private void shares(Look look, Weighted texts, long rest) throws InterruptedException {
    var found = new TreeMap<Integer, Long>();
    for (var record : texts.of(home)) {
      var check = record.healthCheckId();
      if (check == null) {
        look.obstacle(
            Code.LB7006,
            "a weighted record of %s leads to %s without a health check"
                .formatted(texts.name(), home),
            "after a failover users would be led to the region that was left",
            "give it the calculated health check of its share; " + AS_DOCUMENTED);
      } else {
        var share = share(look, check);
        if (share > 0) {
          found.merge(share, record.weight(), Long::sum);
        }
      }
    }
    compare(look, texts, rest, found);
  }

  /// The share that a health check is for; zero for none of the plan, which is told.
  private int share(Look look, String check) throws InterruptedException {
    for (int share : site.shares()) {
      var looked = new HealthCheckLook(site, Route.searchedShare(share), false);
      if (looked.isMeant(look, check)) {
        looked.look(look, check);
        return share;
      }
    }
    look.warn(
        "health check %s searches for no share of the plan".formatted(check),
        "its record is never open, or at another time than meant",
        "let it search for one of %s; %s".formatted(site.shares(), AS_DOCUMENTED));
    return 0;
  }

  private void compare(Look look, Weighted texts, long rest, Map<Integer, Long> found) {
    long open = 0;
    for (int share : site.shares()) {
      if (share < ALL) {
        var weight = found.get(share);
        if (weight == null) {
          look.warn(
              "no weighted record of %s is for the share of %d %%".formatted(texts.name(), share),
              "users would not come home by that share",
              AS_DOCUMENTED);
          return;
        }
        open += weight;
        double percent = (double) ALL * open / (open + rest);
        if (Math.abs(percent - share) > POINT) {
          look.warn(
              "%s leads %.0f %% of the users home when the share of %d %% is open"
                  .formatted(texts.name(), percent, share),
              "the share is another one than the plan has, and a run would wait for it",
              "change the weights; " + AS_DOCUMENTED);
        }
      }
    }
  }
}
