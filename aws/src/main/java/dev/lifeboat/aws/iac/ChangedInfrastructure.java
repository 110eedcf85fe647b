package dev.lifeboat.aws.iac;

import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

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
  /// @param resource of the plan
  /// @param region of the plan
  /// @param awsRegion such as `us-west-2`
  /// @param id by which Terraform imports it
  /// @param name of it alone
  public record Part(
      String resource,
      String region,
      String awsRegion,
      InfrastructureKind kind,
      String id,
      String name) {}

  /// Of all workloads; a bucket or secret that several share is listed once for each.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  public static ChangedInfrastructure of(Plan plan, Collection<Workload> workloads)
      throws ProblemException {
    var parts = new ArrayList<Part>();
    for (var workload : workloads) {
      add(parts, plan, AwsSites.of(plan, workload));
    }
    return new ChangedInfrastructure(plan.name(), parts);
  }

  private static void add(List<Part> parts, Plan plan, AwsSites sites) {
    sites
        .databases()
        .forEach((name, of) ->
            of.byRegion()
                .forEach((region, it) ->
                    parts.add(
                        part(
                            name,
                            region,
                            it.awsRegion(),
                            InfrastructureKind.DATABASE,
                            it.instance()))));
    sites
        .tasks()
        .forEach(
            (name, of) -> of.byRegion().forEach((region, it) -> addTasks(parts, name, region, it)));
    sites
        .groups()
        .forEach((name, of) ->
            of.byRegion()
                .forEach((region, it) ->
                    parts.add(
                        part(name, region, it.awsRegion(), InfrastructureKind.GROUP, it.group()))));
    sites
        .buckets()
        .forEach((name, of) ->
            of.sites()
                .byRegion()
                .forEach((region, it) -> {
                  for (var kind :
                      List.of(
                          InfrastructureKind.BUCKET_POLICY,
                          InfrastructureKind.BUCKET_REPLICATION)) {
                    parts.add(part(name, region, it.awsRegion(), kind, it.bucket()));
                  }
                }));
    sites
        .accelerators()
        .forEach((name, of) ->
            of.groups()
                .byRegion()
                .forEach((region, arn) ->
                    parts.add(
                        part(
                            name,
                            region,
                            AwsRegion.nameOf(
                                Objects.requireNonNull(plan.regions().get(region), region)),
                            InfrastructureKind.ENDPOINT_GROUP,
                            arn))));
  }

  private static void addTasks(List<Part> parts, String name, String region, EcsSite of) {
    var cluster = of.cluster().substring(of.cluster().lastIndexOf('/') + 1);
    parts.add(
        new Part(
            name,
            region,
            of.awsRegion(),
            InfrastructureKind.TASKS,
            cluster + "/" + of.service(),
            of.service()));
    of.secrets()
        .forEach(secret ->
            parts.add(part(name, region, of.awsRegion(), InfrastructureKind.SECRET, secret)));
  }

  private static Part part(
      String resource, String region, String awsRegion, InfrastructureKind kind, String id) {
    return new Part(resource, region, awsRegion, kind, id, id);
  }
}
