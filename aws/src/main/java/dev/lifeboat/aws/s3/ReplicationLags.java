package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/// Asks CloudWatch, where the replicas go, how far a rule of S3 is behind: S3 tells each minute how
/// many operations wait, and of those that wait by how many seconds. That nothing waits is a lag of
/// zero; without a number of what waits the lag is unknown. See "Using S3 Replication metrics" of
/// the guide of S3. Thread-safe.
public final class ReplicationLags {
  public static final String NAMESPACE = "AWS/S3";
  public static final String LATENCY = "ReplicationLatency";
  public static final String WAITING = "OperationsPendingReplication";

  /// What is older says nothing of now.
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final int PERIOD_SECONDS = 60;
  private static final double MILLIS = 1e3;

  private final AwsClients clients;
  private final InstantSource clock;

  public ReplicationLags(AwsClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /// The dimensions of the metrics of one rule.
  public static List<Dimension> dimensions(String source, String destination, String rule) {
    return List.of(
        dimension("SourceBucket", source),
        dimension("DestinationBucket", destination),
        dimension("RuleId", rule));
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  /// Of what `rule` replicates.
  ///
  /// @param rule its id
  /// @throws ProblemException when CloudWatch could not be asked
  ReplicaLag of(BucketSite source, BucketSite destination, String rule)
      throws ProblemException, InterruptedException {
    var now = clock.instant();
    var dimensions = dimensions(source.bucket(), destination.bucket(), rule);
    var region = destination.awsRegion();
    var answer =
        RegionCall.make(
            new AwsFailure(region, "CloudWatch", "the lag of a bucket is not known"),
            clients.cloudWatch(region),
            it -> it.getMetricData(question(dimensions, now)));
    return lag(newest(answer, WAITING), newest(answer, LATENCY), now);
  }

  private record Value(Instant at, double value) {}

  private static ReplicaLag lag(Optional<Value> waiting, Optional<Value> latency, Instant now) {
    var oldest = now.minus(FRESH);
    var waits = waiting.filter(it -> !it.at().isBefore(oldest));
    if (waits.isEmpty()) {
      return new ReplicaLag.Unknown("CloudWatch has no %s since %s".formatted(WAITING, oldest));
    }
    if (waits.get().value() == 0) {
      return new ReplicaLag.Measured(Duration.ZERO, waits.get().at());
    }
    return latency
        .filter(it -> !it.at().isBefore(oldest) && it.value() >= 0)
        .<ReplicaLag>map(it ->
            new ReplicaLag.Measured(Duration.ofMillis(Math.round(it.value() * MILLIS)), it.at()))
        .orElseGet(() ->
            new ReplicaLag.Unknown(
                "%.0f operations wait, and CloudWatch has no %s since %s"
                    .formatted(waits.get().value(), LATENCY, oldest)));
  }

  private static Optional<Value> newest(GetMetricDataResponse answer, String metric) {
    return answer.metricDataResults().stream()
        .filter(it -> it.id().equals(id(metric)) && !it.values().isEmpty())
        .findFirst()
        .map(it -> new Value(it.timestamps().getFirst(), it.values().getFirst()));
  }

  private static GetMetricDataRequest question(List<Dimension> dimensions, Instant now) {
    return GetMetricDataRequest.builder()
        .startTime(now.minus(FRESH))
        .endTime(now)
        .scanBy(ScanBy.TIMESTAMP_DESCENDING)
        .metricDataQueries(query(dimensions, WAITING), query(dimensions, LATENCY))
        .build();
  }

  private static MetricDataQuery query(List<Dimension> dimensions, String name) {
    var metric =
        Metric.builder().namespace(NAMESPACE).metricName(name).dimensions(dimensions).build();
    return MetricDataQuery.builder()
        .id(id(name))
        .metricStat(it -> it.period(PERIOD_SECONDS).stat("Maximum").metric(metric))
        .build();
  }

  /// It must begin with a small letter.
  private static String id(String metric) {
    return "m" + metric;
  }
}
