package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.MetricLook;
import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/// Asks CloudWatch, where the replicas go, how far a rule of S3 is behind: S3 tells each minute how
/// many operations wait, and of those that wait by how many seconds. That nothing waits is a lag of
/// zero; without a number of what waits the lag is unknown. See "Using S3 Replication metrics" of
/// the guide of S3. Thread-safe.
public record ReplicationLags(AwsClients clients, InstantSource clock) {
  public static final String NAMESPACE = "AWS/S3";
  public static final String LATENCY = "ReplicationLatency";
  public static final String WAITING = "OperationsPendingReplication";

  /// What is older says nothing of now.
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final double MILLIS = 1e3;

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
    var found =
        new MetricLook(
                NAMESPACE,
                dimensions(source.bucket(), destination.bucket(), rule),
                "Maximum",
                PERIOD,
                FRESH)
            .of(
                clients,
                destination.awsRegion(),
                "the lag of a bucket is not known",
                now,
                List.of(WAITING, LATENCY));
    return lag(newest(found, WAITING), newest(found, LATENCY), now);
  }

  private static Optional<MetricLook.Value> newest(
      Map<String, List<MetricLook.Value>> found, String metric) {
    return found.getOrDefault(metric, List.of()).stream().findFirst();
  }

  private static ReplicaLag lag(
      Optional<MetricLook.Value> waiting, Optional<MetricLook.Value> latency, Instant now) {
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
}
