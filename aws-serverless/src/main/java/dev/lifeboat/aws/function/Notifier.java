package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.states.StateMachineCompiler;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.sns.SnsClient;

/// Tells the people of a plan, through its topic in the recovery region, and not every minute. That
/// they were told is a conditional write beside the journals there.
final class Notifier {
  /// Who sleeps through one message may wake at the next.
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final AwsClients clients;
  private final InstantSource clock;
  private final String region;
  private final String table;
  private final String topic;

  /// @param here where the function is: in the recovery region
  Notifier(AwsClients clients, Plan plan, FunctionArn here, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
    this.region = here.region();
    this.table = AwsPlan.of(plan).journals();
    this.topic = here.arn("sns", StateMachineCompiler.functionName(plan));
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
    var _ =
        RegionCall.make(
            new AwsFailure(region, "SNS", "nobody was told"),
            clients.other(SnsClient.class, region, SnsClient::builder),
            it -> it.publish(note -> note.topicArn(topic).subject(subject).message(text)));
    return true;
  }

  private boolean isFirst(String about) throws ProblemException, InterruptedException {
    long span = clock.instant().getEpochSecond() / AGAIN.toSeconds();
    var item =
        Map.of(
            "run", AttributeValue.fromS("told/" + about),
            "sequence", AttributeValue.fromN(Long.toString(span)));
    try {
      var _ =
          RegionCall.make(
              new AwsFailure(region, "DynamoDB", "nobody was told"),
              clients.dynamo(region),
              it ->
                  it.putItem(put ->
                      put.tableName(table)
                          .item(item)
                          .conditionExpression("attribute_not_exists(#sequence)")
                          .expressionAttributeNames(Map.of("#sequence", "sequence"))));
      return true;
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof ConditionalCheckFailedException) {
        return false;
      }
      throw failed;
    }
  }
}
