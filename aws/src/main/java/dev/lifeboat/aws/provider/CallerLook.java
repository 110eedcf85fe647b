package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.RegionAnswers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sts.StsClient;

/// Looks whom STS of each region takes the caller for, and whether its DynamoDB, which holds the
/// region's votes, answers too.
record CallerLook(Plan plan, AwsClients clients) implements RegionAnswers {
  /// AWS refuses what was signed longer ago, or as far ahead (Signature Version 4).
  static final Duration MOST_SKEW = Duration.ofMinutes(5);

  @Override
  public Duration mostSkew() {
    return MOST_SKEW;
  }

  private static final String MEANS =
      "whether this region answers is not known; nothing was changed";

  /// Its calls need no right.
  static AwsApi<StsClient> sts() {
    return AwsApi.control("STS", StsClient.class, StsClient::builder);
  }

  @Override
  public Answer answer(String region) throws InterruptedException, ProblemException {
    var place = AwsRegion.nameOf(Objects.requireNonNull(plan.regions().get(region), region));
    var caller = clients.at(sts(), place, MEANS).make(StsClient::getCallerIdentity);
    var at = date(caller.sdkHttpResponse());
    var anyWorkload = plan.workloads().keySet().iterator().next();
    DynamoTable.of(clients, place, AwsPlan.of(plan).votes()).requireReadable(anyWorkload, MEANS);
    return new Answer(place, "%s of account %s".formatted(caller.arn(), caller.account()), at);
  }

  /// As HTTP has it, RFC 9110, section 6.6.1.
  private static Optional<Instant> date(SdkHttpResponse response) {
    try {
      return response
          .firstMatchingHeader("Date")
          .map(it -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(it, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
