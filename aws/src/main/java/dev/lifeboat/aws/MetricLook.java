package dev.lifeboat.aws;

import static java.util.stream.Collectors.toMap;

import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/// What CloudWatch had lately of the metrics of one thing.
///
/// @param namespace such as `AWS/RDS`
/// @param dimensions by which CloudWatch knows the thing
/// @param statistic such as `Maximum`
/// @param period of which each value is
/// @param lookedBack how old a value may be
public record MetricLook(
    String namespace,
    List<Dimension> dimensions,
    String statistic,
    Duration period,
    Duration lookedBack) {

  public MetricLook {
    dimensions = List.copyOf(dimensions);
  }

  /// One value of a metric.
  ///
  /// @param at the beginning of its period
  public record Value(Instant at, double value) {}

  /// The values of these metrics by their names, the newest first; none of a metric that CloudWatch
  /// has none of.
  ///
  /// @param means what a failure leaves undone
  public Map<String, List<Value>> of(
      AwsClients clients, String region, String means, Instant now, List<String> metrics)
      throws ProblemException, InterruptedException {
    var request =
        GetMetricDataRequest.builder()
            .startTime(now.minus(lookedBack))
            .endTime(now)
            .scanBy(ScanBy.TIMESTAMP_DESCENDING)
            .metricDataQueries(metrics.stream().map(this::query).toList())
            .build();
    var found =
        clients
            .at(AwsApi.cloudWatch(), region, means)
            .make(it -> it.getMetricData(request))
            .metricDataResults();
    return metrics.stream()
        .collect(
            toMap(
                it -> it,
                it ->
                    found.stream()
                        .filter(of -> id(it).equals(of.id()))
                        .flatMap(MetricLook::values)
                        .toList()));
  }

  private static Stream<Value> values(MetricDataResult result) {
    return IntStream.range(0, result.values().size())
        .mapToObj(i -> new Value(result.timestamps().get(i), result.values().get(i)));
  }

  private MetricDataQuery query(String metric) {
    var of =
        Metric.builder().namespace(namespace).metricName(metric).dimensions(dimensions).build();
    return MetricDataQuery.builder()
        .id(id(metric))
        .metricStat(it -> it.period(Math.toIntExact(period.toSeconds())).stat(statistic).metric(of))
        .build();
  }

  /// It must begin with a small letter.
  private static String id(String metric) {
    return "m" + metric;
  }
}
