package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.dynamodb.TableReplicas;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provider.Concern.Weight;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Looks whether the tables that a plan has in all regions are each one table of strong
/// consistency: two of one name, or one whose replicas follow later, would hand a workload to two
/// runs.
///
/// @param awsRegion where it is asked
/// @param regions AWS's names of those that must have a replica
record StrongTableLook(String awsRegion, String table, List<String> regions) {

  /// In each region, of placements and of journals; none where one region has them.
  static List<StrongTableLook> of(Plan plan) {
    var names = AwsPlan.of(plan);
    var all = new ArrayList<StrongTableLook>();
    if (names.placementsIn() == AwsPlan.Place.ALL) {
      var regions = names.placementRegions(plan).stream().map(AwsRegion::nameOf).toList();
      for (var region : regions) {
        all.add(new StrongTableLook(region, names.placements(), regions));
        all.add(new StrongTableLook(region, names.journals(), regions));
      }
    }
    return all;
  }

  void look(Look look) throws InterruptedException {
    var described =
        look.ask(
            AwsApi.dynamo(),
            "whether the table %s is one of all regions".formatted(table),
            dynamo -> dynamo.describeTable(it -> it.tableName(table)),
            ResourceNotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no table '%s'".formatted(awsRegion, table),
                "the other regions' replicas are not asked by whoever cannot see this one",
                TableReplicas.creation(table, regions)));
    if (described.isPresent()) {
      TableReplicas.fault(described.get().table(), table, awsRegion, regions)
          .ifPresent(look::obstacle);
    }
  }
}
