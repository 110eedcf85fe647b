package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// The topic of SNS that the people of a plan have subscribed to, in its recovery region.
///
/// @param region of AWS
/// @param arn of the topic
public record PlanTopic(AwsClients clients, String region, String arn) {
  private static final AwsApi<SnsClient> TOPICS =
      AwsApi.control("SNS", SnsClient.class, SnsClient::builder);

  private static final String MEANS = "nobody was told";

  /// That of `plan`, in the account of whoever asks.
  ///
  /// @throws ProblemException when that account cannot be told
  static PlanTopic of(AwsClients clients, Plan plan) throws ProblemException, InterruptedException {
    var region = AwsRegion.nameOf(plan.recovery());
    var caller = clients.at(CallerLook.sts(), region, MEANS).make(StsClient::getCallerIdentity);
    var partition = caller.arn().split(":", 3)[1];
    return new PlanTopic(
        clients,
        region,
        "arn:%s:sns:%s:%s:%s"
            .formatted(partition, region, caller.account(), AccountNames.topic(plan)));
  }

  /// Tells all who have subscribed.
  ///
  /// @return the message's id
  public String publish(String subject, String text) throws ProblemException, InterruptedException {
    return clients
        .at(TOPICS, region, MEANS)
        .make(it -> it.publish(note -> note.topicArn(arn).subject(subject).message(text)))
        .messageId();
  }
}
