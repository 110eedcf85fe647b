package dev.lifeboat.provision;

import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.aws.iac.ChangedInfrastructure;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.AwsWatch;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a plan names and no template makes: its workloads, and what is made by hand so far.
public final class PlanNeeds {
  /// Keys that AWS makes by itself.
  private static final String OF_AWS = "alias/aws/";

  private final Plan plan;
  private final Set<Need> found = new LinkedHashSet<>();

  private PlanNeeds(Plan plan) {
    this.plan = plan;
  }

  /// One thing that must be there.
  ///
  /// @param type as CloudFormation calls it
  /// @param id its name, its id or its ARN
  /// @param region of the plan in which it is
  public record Need(String type, String id, String region, String awsRegion) {}

  /// @param region of the plan; empty for all
  /// @throws ProblemException LB2008 when the plan does not say where something is
  static List<Need> of(Plan plan, Optional<String> region) throws ProblemException {
    var needs = new PlanNeeds(plan);
    needs.workloads();
    needs.watched();
    needs.budget();
    return needs.found.stream()
        .filter(it -> region.filter(only -> !only.equals(it.region())).isEmpty())
        .toList();
  }

  private void workloads() throws ProblemException {
    var all = plan.workloads().values();
    for (var part : ChangedInfrastructure.of(plan, all).parts()) {
      add(part.kind().cloudFormation(), part.id(), part.region());
    }
    for (var workload : all) {
      var sites = AwsSites.of(plan, workload);
      for (var targets : sites.targets().values()) {
        targets.byRegion().forEach((region, it) -> targetGroup(region, it));
      }
      for (var bucket : sites.buckets().values()) {
        bucket
            .sites()
            .byRegion()
            .forEach((region, it) -> {
              add("AWS::S3::Bucket", it.bucket(), region);
              add("AWS::IAM::Role", it.role(), region);
            });
      }
      for (var database : sites.databases().values()) {
        database.byRegion().forEach(this::beside);
      }
      workload.resources(Database.class).forEach(this::guardSecret);
    }
  }

  /// What a database, or a replica that a run makes of it, is given.
  private void beside(String region, RdsSite site) {
    site.fenceGroup().ifPresent(it -> add("AWS::EC2::SecurityGroup", it, region));
    site.securityGroups().forEach(it -> add("AWS::EC2::SecurityGroup", it, region));
    site.subnetGroup().ifPresent(it -> add("AWS::RDS::DBSubnetGroup", it, region));
    site.parameterGroup().ifPresent(it -> add("AWS::RDS::DBParameterGroup", it, region));
    site.kmsKey()
        .filter(it -> !it.startsWith(OF_AWS))
        .ifPresent(it -> add("AWS::KMS::Key", it, region));
  }

  /// The password of the guard's login, in each of the two regions.
  private void guardSecret(Database database) {
    for (var region : List.of(plan.primary().name(), plan.recovery().name())) {
      FenceChoice.of(database)
          .secret()
          .flatMap(it -> it.in(region))
          .ifPresent(it -> add("AWS::SecretsManager::Secret", it, region));
    }
  }

  private void targetGroup(String region, TargetSite site) {
    add("AWS::ElasticLoadBalancingV2::TargetGroup", site.targetGroup(), region);
  }

  /// The alarm of a region's users is in the other one.
  private void watched() {
    for (var workload : plan.workloads().values()) {
      alarm(AwsWatch.said(workload, AwsWatch::alarm, plan.primary().name()), plan.recovery());
      alarm(AwsWatch.said(workload, AwsWatch::alarm, plan.recovery().name()), plan.primary());
    }
    AwsPlan.of(plan)
        .experiments()
        .values()
        .forEach(it -> add("AWS::FIS::ExperimentTemplate", it, plan.primary().name()));
  }

  /// By hand where no template can.
  private void budget() {
    if (!BudgetRegions.has(plan.recovery())) {
      add(BudgetRegions.TYPE, new StackNames(plan).of("cost"), plan.recovery().name());
    }
  }

  private void alarm(Optional<String> name, Region in) {
    name.ifPresent(it -> add("AWS::CloudWatch::Alarm", it, in.name()));
  }

  private void add(String type, String id, String region) {
    var in = Objects.requireNonNull(plan.regions().get(region), region);
    found.add(new Need(type, id, region, AwsRegion.nameOf(in)));
  }
}
