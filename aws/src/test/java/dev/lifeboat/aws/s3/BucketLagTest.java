package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.ReplicaLag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/// How far a rule of S3 is behind, by what CloudWatch has: a number that is missing is never zero.
final class BucketLagTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final BucketSite EAST =
      new BucketSite("us-east-1", "images-east", "role", Optional.empty());
  private static final BucketSite WEST =
      new BucketSite("us-west-2", "images-west", "role", Optional.empty());

  private Instant measured = NOW.minusSeconds(60);

  private GetMetricDataResponse answer(GetMetricDataRequest asked, Map<String, Double> values) {
    var found =
        asked.metricDataQueries().stream()
            .filter(it -> values.containsKey(it.metricStat().metric().metricName()))
            .map(it ->
                MetricDataResult.builder()
                    .id(it.id())
                    .timestamps(measured)
                    .values(values.get(it.metricStat().metric().metricName()))
                    .build())
            .toList();
    return GetMetricDataResponse.builder().metricDataResults(found).build();
  }

  private ReplicaLag lag(Map<String, Double> values) throws Exception {
    try (var clients =
        new AwsAnswers().to(GetMetricDataRequest.class, asked -> answer(asked, values)).clients()) {
      return new ReplicationLags(clients, InstantSource.fixed(NOW)).of(EAST, WEST, "rule");
    }
  }

  @Test
  void where_nothing_waits_nothing_is_behind() throws Exception {
    assertThat(lag(Map.of(ReplicationLags.WAITING, 0.0)))
        .isEqualTo(new ReplicaLag.Measured(Duration.ZERO, measured));
  }

  @Test
  void what_waits_is_behind_by_its_latency() throws Exception {
    assertThat(lag(Map.of(ReplicationLags.WAITING, 2.0, ReplicationLags.LATENCY, 12.5)))
        .isEqualTo(new ReplicaLag.Measured(Duration.ofMillis(12_500), measured));
  }

  @Test
  void without_a_number_of_what_waits_or_its_latency_nobody_knows() throws Exception {
    for (var values :
        List.of(
            Map.<String, Double>of(),
            Map.of(ReplicationLags.LATENCY, 0.0),
            Map.of(ReplicationLags.WAITING, 1.0))) {
      assertThat(lag(values)).as("%s", values).isInstanceOf(ReplicaLag.Unknown.class);
    }
  }

  @Test
  void what_was_measured_before_says_nothing_of_now() throws Exception {
    measured = NOW.minus(Duration.ofMinutes(6));
    assertThat(lag(Map.of(ReplicationLags.WAITING, 0.0))).isInstanceOf(ReplicaLag.Unknown.class);
  }
}
