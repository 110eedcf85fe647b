package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.store.DynamoJournal;
import dev.lifeboat.aws.store.DynamoPlacements;
import dev.lifeboat.aws.store.Item;
import dev.lifeboat.aws.store.TableForm;
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
record TableLook(String awsRegion, TableForm form, Item key, String table, String means) {
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
              TableForm.BY_RUN,
              DynamoJournal.key(NOBODY, 0),
              names.journals(),
              "a run that writes there what it does would stop"));
      if (FenceChoice.isVotedOn(workload)) {
        all.add(
            new TableLook(
                awsRegion,
                TableForm.BY_WORKLOAD,
                DynamoPlacements.key(NOBODY),
                names.votes(),
                "nobody votes there on the right to write"));
      }
    }
    return all;
  }

  void look(Look look) throws InterruptedException {
    var _ =
        look.ask(
            AwsApi.dynamo(),
            "whether the table %s is there".formatted(table),
            dynamo -> dynamo.getItem(it -> it.tableName(table).key(key.attributes())),
            ResourceNotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no table '%s'".formatted(awsRegion, table),
                means,
                form.creation(awsRegion, table)));
  }
}
