package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.dynamodb.DynamoJournal;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.Item;
import dev.lifeboat.aws.dynamodb.PlanTable;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Concern.Weight;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Looks whether a table is there that no preflight asks: a run writes what it is about to do into
/// the region that takes over, and what it did into the arbiter's; guards vote in all three.
///
/// @param means what follows where it is not there
/// @param key that no item has
record TableLook(String awsRegion, PlanTable table, Item key, String means) {
  private static final String NOBODY = "nobody";

  /// One for each table, but for that of the placements, which whoever checks has read before.
  static List<TableLook> of(Plan plan, Workload workload) {
    var names = AwsPlan.of(plan);
    var all = new ArrayList<TableLook>();
    for (var region : plan.regions().values()) {
      var awsRegion = AwsRegion.nameOf(region);
      all.add(
          new TableLook(
              awsRegion,
              PlanTable.ofJournals(names.journals()),
              DynamoJournal.key(NOBODY, 0),
              "a run that writes there what it does would stop"));
      if (FenceChoice.isVotedOn(workload)) {
        all.add(
            new TableLook(
                awsRegion,
                PlanTable.byWorkload(names.votes()),
                DynamoPlacements.key(NOBODY),
                "nobody votes there on the right to write"));
      }
    }
    return all;
  }

  void look(Look look) throws InterruptedException {
    var _ =
        look.ask(
            AwsApi.dynamo(),
            "whether the table %s is there".formatted(table.name()),
            dynamo -> dynamo.getItem(it -> it.tableName(table.name()).key(key.attributes())),
            ResourceNotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no table '%s'".formatted(awsRegion, table.name()),
                means,
                table.creation(awsRegion)));
  }
}
