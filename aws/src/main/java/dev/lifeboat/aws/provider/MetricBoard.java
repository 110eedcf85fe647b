package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.DrillMetric;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.FigureBoard;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/// Shows figures of drills as metrics of CloudWatch.
///
/// @param region of AWS, where the plan's dashboard is
record MetricBoard(AwsClients clients, String region, InstantSource clock) implements FigureBoard {

  @Override
  public void show(DrillResult result) throws InterruptedException, ProblemException {
    var now = clock.instant();
    var dimensions =
        DrillMetric.dimensions(result.head().plan(), result.head().workload()).entrySet().stream()
            .map(it -> Dimension.builder().name(it.getKey()).value(it.getValue()).build())
            .toList();
    var data =
        figures(result).entrySet().stream()
            .map(it -> datum(it.getKey(), it.getValue(), dimensions, now))
            .toList();
    if (!data.isEmpty()) {
      var _ =
          clients
              .at(AwsApi.cloudWatch(), region, "the dashboard does not show this drill")
              .make(it ->
                  it.putMetricData(put -> put.namespace(DrillMetric.NAMESPACE).metricData(data)));
    }
  }

  private static Map<DrillMetric, Double> figures(DrillResult result) {
    var figures = new EnumMap<DrillMetric, Double>(DrillMetric.class);
    var rto = result.measured().rto().seconds();
    if (rto != null) {
      figures.put(DrillMetric.RTO, rto);
    }
    var rpo = result.measured().rpo().seconds();
    if (rpo != null) {
      figures.put(DrillMetric.RPO, rpo);
    }
    var writes = result.measured().writes();
    var lost = writes == null ? null : writes.lost();
    if (lost != null) {
      figures.put(DrillMetric.LOST, lost.doubleValue());
    }
    return figures;
  }

  private static MetricDatum datum(
      DrillMetric metric, double value, List<Dimension> dimensions, Instant at) {
    return MetricDatum.builder()
        .metricName(metric.metric())
        .dimensions(dimensions)
        .timestamp(at)
        .value(value)
        .build();
  }
}
