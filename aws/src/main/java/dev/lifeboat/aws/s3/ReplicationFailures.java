package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.MetricLook;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Asks CloudWatch how many operations of a rule S3 tried and gave up: they wait no longer, so that
/// [ReplicationLags] does not have them. Unlike the other metrics of a rule S3 publishes this one
/// where the source is, and only once something failed. See "Using S3 Replication metrics" of the
/// guide of S3. Thread-safe.
public record ReplicationFailures(AwsClients clients, InstantSource clock) {
  public static final String FAILED = "OperationsFailedReplication";

  /// What a person who looks once a day has not seen yet.
  public static final Duration LOOKED_BACK = Duration.ofDays(1);

  private static final Duration PERIOD = Duration.ofHours(1);

  /// Operations of `rule` in the time [#LOOKED_BACK]; zero where nobody measured any.
  ///
  /// @throws ProblemException when CloudWatch could not be asked
  long of(BucketSite source, BucketSite destination, String rule)
      throws ProblemException, InterruptedException {
    return Math.round(
        new MetricLook(
                ReplicationLags.NAMESPACE,
                ReplicationLags.dimensions(source.bucket(), destination.bucket(), rule),
                "Sum",
                PERIOD,
                LOOKED_BACK)
                .of(
                    clients,
                    source.awsRegion(),
                    "what S3 gave up replicating is not known",
                    clock.instant(),
                    List.of(FAILED))
                .values()
                .stream()
                .flatMap(List::stream)
                .mapToDouble(MetricLook.Value::value)
                .sum());
  }
}
