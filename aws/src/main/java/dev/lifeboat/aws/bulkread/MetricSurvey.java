package dev.lifeboat.aws.bulkread;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/// One metric of many things, each of which is asked for in a question of its own: the first
/// question is asked for all of them. What has more dimensions than a name is asked one by one.
final class MetricSurvey implements CloudWatchClient, PageClient {
  private static final int QUERIES = 500;

  private final CloudWatchClient metrics;
  private final Set<String> things;
  private final QuestionBudget budget;
  private final AtomicReference<Optional<GetMetricDataRequest>> first =
      new AtomicReference<>(Optional.empty());
  private final CachedAnswer<Map<String, MetricDataResult>> all;

  /// @param things the values of the only dimension
  MetricSurvey(CloudWatchClient metrics, Set<String> things, QuestionBudget budget) {
    this.metrics = metrics;
    this.things = things;
    this.budget = budget;
    this.all = new CachedAnswer<>(() -> read(first.get().orElseThrow()));
  }

  @Override
  public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
    var dimensions = dimensions(request);
    var thing = dimensions.getFirst().value();
    if (dimensions.size() > 1 || !things.contains(thing)) {
      budget.take();
      return metrics.getMetricData(request);
    }
    first.updateAndGet(known -> known.isPresent() ? known : Optional.of(request));
    var found = all.get().get(thing);
    return found == null
        ? GetMetricDataResponse.builder().build()
        : GetMetricDataResponse.builder()
            .metricDataResults(
                found.toBuilder().id(request.metricDataQueries().getFirst().id()).build())
            .build();
  }

  private static List<Dimension> dimensions(GetMetricDataRequest request) {
    return request.metricDataQueries().getFirst().metricStat().metric().dimensions();
  }

  private Map<String, MetricDataResult> read(GetMetricDataRequest example) {
    var found = new HashMap<String, MetricDataResult>();
    for (var batch : Batches.of(things, QUERIES)) {
      var request = example.toBuilder().metricDataQueries(queries(example, batch)).build();
      for (var page : metrics.getMetricDataPaginator(request)) {
        for (var result : page.metricDataResults()) {
          var thing = batch.get(Integer.parseInt(result.id().substring(1)));
          // Further pages have older values.
          found.putIfAbsent(thing, result);
        }
      }
    }
    return found;
  }

  private static List<MetricDataQuery> queries(GetMetricDataRequest example, List<String> things) {
    var query = example.metricDataQueries().getFirst();
    var metric = query.metricStat().metric();
    var queries = new ArrayList<MetricDataQuery>();
    for (var thing : things) {
      var of =
          metric.toBuilder()
              .dimensions(
                  Dimension.builder()
                      .name(metric.dimensions().getFirst().name())
                      .value(thing)
                      .build())
              .build();
      queries.add(
          query.toBuilder()
              .id("m" + queries.size())
              .metricStat(query.metricStat().toBuilder().metric(of).build())
              .build());
    }
    return queries;
  }
}
