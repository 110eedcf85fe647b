package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.dynamodb.DynamoVoter;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.guard.VoteTables;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.RegionPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tables by which an account's regions agree; the same objects for as long as it is used.
///
/// @param votes by the names of their regions in the plan
/// @param terms of every lease
/// @param journals in the arbiter's region, or in all, where pauses and the guards' reports are too
record AccountTables(
    RegionPair regions,
    DynamoPlacements placements,
    Map<String, DynamoVoter> votes,
    LeaseTerms terms,
    DynamoTable journals) {
  static AccountTables of(Plan plan, AwsClients clients) {
    var names = AwsPlan.of(plan);
    var terms = LeaseTerms.lasting(names.lease());
    var votes = new LinkedHashMap<String, DynamoVoter>();
    for (var region : plan.regions().values()) {
      var table = DynamoTable.of(clients, AwsRegion.nameOf(region), names.votes());
      votes.put(region.name(), new DynamoVoter(table, terms, MonotonicClock.ofThisMachine()));
    }
    return new AccountTables(
        plan.pair(),
        new DynamoPlacements(table(clients, names.placementRegions(plan), names.placements())),
        votes,
        terms,
        table(clients, names.journalRegions(plan), names.journals()));
  }

  private static DynamoTable table(AwsClients clients, List<Region> regions, String name) {
    return DynamoTable.of(clients, regions.stream().map(AwsRegion::nameOf).toList(), name);
  }

  Voters voters() {
    return new VoteTables(regions, votes);
  }

  /// What the guards of `workload` tell of their databases.
  GuardReports reports(String workload) {
    return new GuardReports(journals, workload);
  }
}
