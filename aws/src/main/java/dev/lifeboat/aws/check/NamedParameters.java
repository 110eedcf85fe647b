package dev.lifeboat.aws.check;

import static java.util.stream.Collectors.toSet;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  private final AwsClients clients;
  private final Plan plan;
  private final Map<String, List<DescribeParametersRequest>> questions = new HashMap<>();

  NamedParameters(AwsClients clients, Plan plan) {
    this.clients = clients;
    this.plan = plan;
  }

  /// Those that are there; empty where nobody answers, which is told to `look`.
  ///
  /// @param region of the plan
  /// @param awsRegion AWS's name of it
  Optional<Set<String>> in(Look look, String region, String awsRegion) throws InterruptedException {
    var there = new HashSet<String>();
    for (var question : questions(region)) {
      var found =
          look.ask(
              "Systems Manager",
              "which parameters are there",
              clients.parameters(awsRegion),
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

  private synchronized List<DescribeParametersRequest> questions(String region)
      throws InterruptedException {
    var known = questions.get(region);
    if (known == null) {
      known = asked(List.copyOf(names(region)));
      questions.put(region, known);
    }
    return known;
  }

  private static List<DescribeParametersRequest> asked(List<String> names) {
    var asked = new ArrayList<DescribeParametersRequest>();
    for (int from = 0; from < names.size(); from += NAMES) {
      var some = names.subList(from, Math.min(names.size(), from + NAMES));
      asked.add(
          DescribeParametersRequest.builder()
              .maxResults(NAMES)
              .parameterFilters(List.of(named(some)))
              .build());
    }
    return asked;
  }

  private static ParameterStringFilter named(List<String> names) {
    return ParameterStringFilter.builder().key("Name").option("Equals").values(names).build();
  }

  private Set<String> names(String region) throws InterruptedException {
    var names = new TreeSet<String>();
    for (var workload : plan.workloads().values()) {
      try {
        for (var service : AwsSites.of(plan, workload).tasks().values()) {
          names.addAll(names(Objects.requireNonNull(service.get(region))));
        }
      } catch (ProblemException impossible) {
        throw new IllegalStateException("the plan was read before", impossible);
      }
    }
    return names;
  }

  private Set<String> names(EcsSite site) throws InterruptedException {
    var tasks = new TaskDefinitions(clients, site);
    var unheard = new Look("-", site.awsRegion());
    var service = tasks.service(unheard);
    if (service.isEmpty()) {
      return Set.of();
    }
    var names = new HashSet<String>();
    var definition = tasks.of(unheard, service.get());
    if (definition.isPresent()) {
      for (var value : new TaskValues(definition.get(), site.awsRegion()).all()) {
        if (value.from() instanceof ValueFrom.Parameter parameter) {
          names.addAll(parameter.names());
        }
      }
    }
    return names;
  }
}
