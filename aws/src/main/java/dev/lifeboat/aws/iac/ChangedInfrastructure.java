package dev.lifeboat.aws.iac;

import dev.lifeboat.aws.AwsSite;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/// All that runs of a plan change in its account beside Lifeboat's own: moves change it, and what
/// keeps infrastructure as code would change it back with its next apply.
///
/// @param plan its name
public record ChangedInfrastructure(String plan, List<Part> parts) {
  public ChangedInfrastructure {
    parts = List.copyOf(parts);
  }

  /// One thing.
  ///
  /// @param workload that first has it
  /// @param resource of the plan
  /// @param region of the plan
  /// @param awsRegion such as `us-west-2`
  /// @param id its name, its ARN, or cluster and service
  public record Part(
      String workload,
      String resource,
      String region,
      String awsRegion,
      InfrastructureKind kind,
      String id) {}

  /// Of all workloads; what several share is listed once.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  public static ChangedInfrastructure of(Plan plan, Collection<Workload> workloads)
      throws ProblemException {
    var parts = new LinkedHashMap<List<Object>, Part>();
    for (var workload : workloads) {
      new Listing(
              plan,
              workload.name(),
              it -> parts.putIfAbsent(List.of(it.kind(), it.awsRegion(), it.id()), it))
          .add(AwsSites.of(plan, workload));
    }
    return new ChangedInfrastructure(plan.name(), List.copyOf(parts.values()));
  }

  /// Of one workload.
  private record Listing(Plan plan, String workload, Consumer<Part> found) {
    void add(AwsSites sites) {
      sites
          .databases()
          .values()
          .forEach(it -> each(it, InfrastructureKind.DATABASE, RdsSite::instance));
      sites.tasks().values().forEach(it -> each(it, InfrastructureKind.TASKS, EcsSite::path));
      sites.tasks().values().forEach(this::secrets);
      sites.groups().values().forEach(it -> each(it, InfrastructureKind.GROUP, GroupSite::group));
      for (var bucket : sites.buckets().values()) {
        each(bucket.sites(), InfrastructureKind.BUCKET_POLICY, BucketSite::bucket);
        each(bucket.sites(), InfrastructureKind.BUCKET_REPLICATION, BucketSite::bucket);
      }
      sites
          .accelerators()
          .forEach((resource, it) ->
              it.groups()
                  .byRegion()
                  .forEach((region, arn) ->
                      part(
                          resource,
                          region,
                          AwsRegion.nameOf(
                              Objects.requireNonNull(plan.regions().get(region), region)),
                          InfrastructureKind.ENDPOINT_GROUP,
                          arn)));
    }

    private <S extends AwsSite> void each(
        RegionSites<S> sites, InfrastructureKind kind, Function<S, String> id) {
      sites
          .byRegion()
          .forEach(
              (region, it) -> part(sites.resource(), region, it.awsRegion(), kind, id.apply(it)));
    }

    private void secrets(RegionSites<EcsSite> sites) {
      sites
          .byRegion()
          .forEach((region, it) -> {
            it.secrets()
                .forEach(secret -> told(sites, region, it, InfrastructureKind.SECRET, secret));
            it.endpoints()
                .forEach(endpoint ->
                    told(sites, region, it, InfrastructureKind.PARAMETER, endpoint.parameter()));
          });
    }

    private void told(
        RegionSites<EcsSite> sites,
        String region,
        EcsSite site,
        InfrastructureKind kind,
        String id) {
      part(sites.resource(), region, site.awsRegion(), kind, id);
    }

    private void part(
        String resource, String region, String awsRegion, InfrastructureKind kind, String id) {
      found.accept(new Part(workload, resource, region, awsRegion, kind, id));
    }
  }
}
