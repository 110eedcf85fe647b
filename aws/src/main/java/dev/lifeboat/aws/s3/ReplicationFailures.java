package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/// Asks CloudWatch how many operations of a rule S3 tried and gave up: they wait no longer, so that
/// [ReplicationLags] does not have them. Unlike the other metrics of a rule S3 publishes this one
/// where the source is, and only once something failed. See "Using S3 Replication metrics" of the
/// guide of S3. Thread-safe.
public final class ReplicationFailures {
  public static final String FAILED = "OperationsFailedReplication";

  /// What a person who looks once a day has not seen yet.
  public static final Duration LOOKED_BACK = Duration.ofDays(1);

  private static final int PERIOD_SECONDS = 3_600;

  private final AwsClients clients;
  private final InstantSource clock;

  public ReplicationFailures(AwsClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /// Operations of `rule` in the time [#LOOKED_BACK]; zero where nobody measured any.
  ///
  /// @throws ProblemException when CloudWatch could not be asked
  long of(BucketSite source, BucketSite destination, String rule)
      throws ProblemException, InterruptedException {
    var dimensions = ReplicationLags.dimensions(source.bucket(), destination.bucket(), rule);
    var region = source.awsRegion();
    var answer =
        RegionCall.make(
            new AwsFailure(region, "CloudWatch", "what S3 gave up replicating is not known"),
            clients.cloudWatch(region),
            it -> it.getMetricData(question(dimensions, clock.instant())));
    return Math.round(
        answer.metricDataResults().stream()
            .flatMap(it -> it.values().stream())
            .mapToDouble(it -> it)
            .sum());
  }

  private static GetMetricDataRequest question(List<Dimension> dimensions, Instant now) {
    var metric =
        Metric.builder()
            .namespace(ReplicationLags.NAMESPACE)
            .metricName(FAILED)
            .dimensions(dimensions)
            .build();
    return GetMetricDataRequest.builder()
        .startTime(now.minus(LOOKED_BACK))
        .endTime(now)
        .metricDataQueries(
            MetricDataQuery.builder()
                .id("failed")
                .metricStat(it -> it.period(PERIOD_SECONDS).stat("Sum").metric(metric))
                .build())
        .build();
  }
}
