package dev.lifeboat.aws.check;

import static java.util.stream.Collectors.toSet;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.bulkread.Batches;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/// Parameters of Systems Manager that the tasks of all services of a plan are started with: they
/// are asked for together, as many at a time as AWS takes, and never for what they hold. What
/// cannot be told of one service is left out, and told where that service is looked at.
/// Thread-safe.
final class NamedParameters {
  /// The most values of a filter, and the most that an answer has.
  private static final int NAMES = 50;

  private final Plan plan;
  private final Map<String, List<DescribeParametersRequest>> questions = new HashMap<>();

  NamedParameters(Plan plan) {
    this.plan = plan;
  }

  /// Those that are there; empty where nobody answers, which is told to `look`.
  ///
  /// @param region of the plan
  Optional<Set<String>> in(Look look, String region) throws InterruptedException {
    var there = new HashSet<String>();
    for (var question : questions(look.unheard(), region)) {
      var found =
          look.ask(
              AwsApi.parameters(),
              "which parameters are there",
              it ->
                  it.describeParametersPaginator(question).stream()
                      .flatMap(page -> page.parameters().stream())
                      .map(ParameterMetadata::name)
                      .collect(toSet()));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      there.addAll(found.get());
    }
    return Optional.of(there);
  }

  private synchronized List<DescribeParametersRequest> questions(Look unheard, String region)
      throws InterruptedException {
    var known = questions.get(region);
    if (known == null) {
      known =
          Batches.of(names(unheard, region), NAMES).stream().map(NamedParameters::asked).toList();
      questions.put(region, known);
    }
    return known;
  }

  private static DescribeParametersRequest asked(List<String> names) {
    var named = ParameterStringFilter.builder().key("Name").option("Equals").values(names).build();
    return DescribeParametersRequest.builder().maxResults(NAMES).parameterFilters(named).build();
  }

  private Set<String> names(Look unheard, String region) throws InterruptedException {
    var names = new TreeSet<String>();
    for (var workload : plan.workloads().values()) {
      for (var service : AwsSites.known(plan, workload).tasks().values()) {
        names.addAll(names(unheard, service.in(region)));
      }
    }
    return names;
  }

  private static Set<String> names(Look unheard, EcsSite site) throws InterruptedException {
    var tasks = new TaskDefinitions(site);
    var service = tasks.service(unheard);
    if (service.isEmpty()) {
      return Set.of();
    }
    return tasks.of(unheard, service.get()).stream()
        .flatMap(it -> new TaskValues(it, site.awsRegion()).all().stream())
        .flatMap(it ->
            it.from() instanceof ValueFrom.Parameter(var names)
                ? names.stream()
                : Stream.<String>empty())
        .collect(toSet());
  }
}
