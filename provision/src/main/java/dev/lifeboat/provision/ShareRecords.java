package dev.lifeboat.provision;

import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of a name, and the same as texts beside it that say the regions. Where users come
/// home share by share the secondary one leads to weighted records.
///
/// @param home what leads to the primary region
/// @param other what leads to the recovery region
record ShareRecords(
    Plan plan,
    NameSite site,
    Duration ttl,
    CloudResource.Leads.Alias home,
    CloudResource.Leads.Alias other) {
  /// Route 53 takes weights up to this.
  private static final int HEAVIEST = 255;

  private static final int ALL = 100;
  private static final String SHARES = "shares.";

  /// A share below all, and what says that it is open.
  record Open(int share, CloudResource.Majority check) {}

  /// @param away healthy unless users are sent to the recovery region
  List<CloudResource> all(CloudResource.Majority away, List<Open> shares) {
    var records = new ArrayList<CloudResource>();
    var beside = NameAnswers.BESIDE + site.name();
    records.add(record("Home", site.name(), "A", home, failover(true), Optional.of(away)));
    records.add(record("HomeText", beside, "TXT", text(true), failover(true), Optional.of(away)));
    if (shares.isEmpty()) {
      records.add(record("Other", site.name(), "A", other, failover(false), Optional.empty()));
      records.add(
          record("OtherText", beside, "TXT", text(false), failover(false), Optional.empty()));
    } else {
      var name = SHARES + site.name();
      var textName = NameAnswers.SHARES_BESIDE + site.name();
      records.addAll(weighted(name, textName, shares));
      records.add(record("Other", site.name(), "A", to(name), failover(false), Optional.empty()));
      records.add(
          record("OtherText", beside, "TXT", to(textName), failover(false), Optional.empty()));
    }
    return records;
  }

  private List<CloudResource> weighted(String name, String textName, List<Open> shares) {
    var records = new ArrayList<CloudResource>();
    int rest = rest(shares.stream().map(Open::share).toList());
    var weight = new CloudResource.Share.Weight(rest);
    records.add(record("Rest", name, "A", other, weight, Optional.empty()));
    records.add(record("RestText", textName, "TXT", text(false), weight, Optional.empty()));
    int open = 0;
    for (var one : shares) {
      int more = open(rest, one.share()) - open;
      open += more;
      for (int part = 0; more > 0; part++, more -= HEAVIEST) {
        var id = "Share%d%s".formatted(one.share(), part == 0 ? "" : "Part" + part);
        var share = new CloudResource.Share.Weight(Math.min(more, HEAVIEST));
        var check = Optional.of(one.check());
        records.add(
            record(
                id,
                name,
                "A",
                new CloudResource.Leads.Alias(home.host(), home.zone(), true),
                share,
                check));
        records.add(record(id + "Text", textName, "TXT", text(true), share, check));
      }
    }
    return records;
  }

  /// The weight of the record to the other region with which each share is nearest to what it is
  /// called.
  static int rest(List<Integer> shares) {
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int rest = 1; rest <= HEAVIEST; rest++) {
      double worst = 0;
      for (int share : shares) {
        int open = open(rest, share);
        worst = Math.max(worst, Math.abs((double) ALL * open / (open + rest) - share));
      }
      if (worst < least) {
        least = worst;
        best = rest;
      }
    }
    return best;
  }

  /// What the records up to a share weigh together.
  static int open(int rest, int share) {
    return Math.max(1, Math.round((float) rest * share / (ALL - share)));
  }

  private CloudResource record(
      String id,
      String name,
      String type,
      CloudResource.Leads leads,
      CloudResource.Share share,
      Optional<CloudResource.Majority> check) {
    return new CloudResource.NameRecord(
        id, StackParameters.ZONE.reference(), name, type, leads, share, check);
  }

  /// A text that nothing can be looked at behind, so that it follows its check alone.
  private CloudResource.Leads text(boolean ofHome) {
    return new CloudResource.Leads.Text((ofHome ? plan.primary() : plan.recovery()).name(), ttl);
  }

  private static CloudResource.Leads to(String name) {
    return new CloudResource.Leads.Alias(name, StackParameters.ZONE.reference(), false);
  }

  private static CloudResource.Share failover(boolean primary) {
    return new CloudResource.Share.Failover(primary);
  }
}
