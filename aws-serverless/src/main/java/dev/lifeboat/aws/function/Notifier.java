package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.dynamodb.DynamoJournal;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.provider.PlanTopic;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Tells the people of a plan, through its topic in the recovery region, and not every minute. That
/// they were told is a conditional write beside the journals there.
///
/// @param table of journals in the recovery region
/// @param topic of the same people
record Notifier(InstantSource clock, DynamoTable table, PlanTopic topic) {
  /// Who sleeps through one message may wake at the next.
  private static final Duration AGAIN = Duration.ofMinutes(10);

  /// Until then somebody may want to see when people were told.
  private static final Duration KEPT = Duration.ofDays(30);

  /// Of the people of `plan`.
  ///
  /// @param here where the function is: in the recovery region
  static Notifier of(AwsClients clients, Plan plan, FunctionArn here, InstantSource clock) {
    return new Notifier(
        clock,
        DynamoTable.of(clients, here.region(), AwsPlan.of(plan).journals()),
        new PlanTopic(clients, here.region(), here.arn("sns", AccountNames.topic(plan))));
  }

  /// Tells people, once in ten minutes.
  ///
  /// @param about what it is about, such as `shop-2`; the same is told once
  /// @return whether they were told now
  boolean tell(String about, String subject, String text)
      throws ProblemException, InterruptedException {
    if (!isFirst(about)) {
      return false;
    }
    var _ = topic.publish(subject, text);
    return true;
  }

  private boolean isFirst(String about) throws ProblemException, InterruptedException {
    var now = clock.instant();
    long span = now.getEpochSecond() / AGAIN.toSeconds();
    return table.putIf(
        table
            .put(DynamoJournal.note("told/" + about, span, now.plus(KEPT)))
            .conditionExpression("attribute_not_exists(#sequence)")
            .expressionAttributeNames(Map.of("#sequence", "sequence")),
        "nobody was told");
  }
}
