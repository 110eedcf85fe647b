package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/// Asks CloudWatch, where the replica is, for the lag that RDS measures each minute. Of PostgreSQL
/// it is the age of the last transaction that was replayed, so that an idle writer's replica seems
/// to be behind by up to five minutes. Thread-safe.
public final class ReplicaLags {
  public static final String NAMESPACE = "AWS/RDS";
  public static final String METRIC = "ReplicaLag";
  public static final String DIMENSION = "DBInstanceIdentifier";

  /// RDS tells it each minute and CloudWatch shows it a minute or two later; what is older says
  /// nothing of now.
  public static final Duration FRESH = Duration.ofMinutes(5);

  private static final int PERIOD_SECONDS = 60;
  private static final double MILLIS = 1e3;

  private final AwsClients clients;
  private final InstantSource clock;

  public ReplicaLags(AwsClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /// Of the instance of `site`. It never fails: what cannot be told is unknown.
  public ReplicaLag of(RdsSite site) throws InterruptedException {
    var now = clock.instant();
    try {
      var answer =
          RegionCall.make(
              new AwsFailure(site.awsRegion(), "CloudWatch", "the lag of a replica is not known"),
              clients.cloudWatch(site.awsRegion()),
              it -> it.getMetricData(question(site.instance(), now)));
      return answer.metricDataResults().stream()
          .filter(it -> !it.values().isEmpty())
          .findFirst()
          .map(it -> newest(it, now))
          .orElseGet(() -> none(now));
    } catch (ProblemException failed) {
      return new ReplicaLag.Unknown(failed.problem().happened());
    }
  }

  private static ReplicaLag newest(MetricDataResult result, Instant now) {
    var at = result.timestamps().getFirst();
    double seconds = result.values().getFirst();
    if (at.isBefore(now.minus(FRESH))) {
      return none(now);
    }
    return seconds < 0
        ? new ReplicaLag.Unknown("RDS says that it cannot tell, since nothing replicates")
        : new ReplicaLag.Measured(Duration.ofMillis(Math.round(seconds * MILLIS)), at);
  }

  private static ReplicaLag none(Instant now) {
    return new ReplicaLag.Unknown(
        "CloudWatch has no %s since %s".formatted(METRIC, now.minus(FRESH)));
  }

  private static GetMetricDataRequest question(String instance, Instant now) {
    var metric =
        Metric.builder()
            .namespace(NAMESPACE)
            .metricName(METRIC)
            .dimensions(Dimension.builder().name(DIMENSION).value(instance).build())
            .build();
    return GetMetricDataRequest.builder()
        .startTime(now.minus(FRESH))
        .endTime(now)
        .scanBy(ScanBy.TIMESTAMP_DESCENDING)
        .metricDataQueries(
            MetricDataQuery.builder()
                .id("lag")
                .metricStat(it -> it.period(PERIOD_SECONDS).stat("Maximum").metric(metric))
                .build())
        .build();
  }
}
