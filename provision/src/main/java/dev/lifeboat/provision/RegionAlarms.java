package dev.lifeboat.provision;

import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.aws.s3.ReplicationFailures;
import dev.lifeboat.aws.s3.ReplicationLags;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Alarms of some workloads in a region: on what its copies are behind, and on its services. They
/// are the same whoever is primary, so that no failover changes one: of what is no copy AWS tells
/// nothing, and that is no alarm.
record RegionAlarms(Plan plan, Region region, StackNames names, List<Workload> workloads) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// CloudWatch has the metrics of a rule each minute, with gaps.
  private static final int PERIODS = 5;

  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<CloudResource> alarms() throws ProblemException {
    var alarms = new ArrayList<CloudResource>();
    for (var workload : workloads) {
      var sites = AwsSites.of(plan, workload);
      sites
          .databases()
          .forEach((name, database) ->
              alarms.add(
                  names.alarm(
                      region,
                      "lag-of-" + name,
                      "The replica of %s is further behind than the RPO of %s: see 'lifeboat status'."
                          .formatted(name, workload.name()),
                      lag(database.in(region.name()).instance()),
                      beyond(workload))));
      sites.buckets().values().forEach(it -> alarms.addAll(bucket(workload, it)));
      alarms.addAll(new WorkloadAlarms(region, names).alarms(sites));
    }
    return alarms;
  }

  /// Parameters that they depend on.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<StackParameter> asked() throws ProblemException {
    var asked = new ArrayList<StackParameter>();
    for (var workload : workloads) {
      asked.addAll(new WorkloadAlarms(region, names).asked(AwsSites.of(plan, workload)));
    }
    return asked;
  }

  private static CloudResource.Limit beyond(Workload workload) {
    var seconds = Math.max(1, workload.objectives().rpo().toSeconds());
    return new CloudResource.Limit("Maximum", seconds, PERIODS, MINUTE, false);
  }

  /// How far the replica in one region is behind.
  static CloudResource.Metric lag(String instance) {
    return new CloudResource.Metric(
        ReplicaLags.NAMESPACE, ReplicaLags.METRIC, Map.of(ReplicaLags.DIMENSION, instance));
  }

  /// S3 tells of a lag where replicas go, and of what failed where they come from.
  private List<CloudResource> bucket(Workload workload, ReplicatedBucket bucket) {
    var here = bucket.sites().in(region.name());
    var there = bucket.sites().in(bucket.sites().otherThan(region.name()));
    return List.of(
        names.alarm(
            region,
            "lag-of-" + bucket.name(),
            "Replicas of %s are further behind than the RPO of %s: see 'lifeboat status'."
                .formatted(bucket.name(), workload.name()),
            replication(ReplicationLags.LATENCY, bucket, there, here),
            beyond(workload)),
        names.alarm(
            region,
            "failed-of-" + bucket.name(),
            "S3 gave up replicating objects of %s: 'lifeboat check' prints what replicates them."
                .formatted(bucket.name()),
            replication(ReplicationFailures.FAILED, bucket, here, there),
            new CloudResource.Limit("Sum", 1, 1, Duration.ofMinutes(PERIODS), false)));
  }

  /// A metric of the rule that Lifeboat writes; one of another id is seen by `check` alone.
  static CloudResource.Metric replication(
      String metric, ReplicatedBucket bucket, BucketSite source, BucketSite destination) {
    var dimensions = new LinkedHashMap<String, String>();
    ReplicationLags.dimensions(
            source.bucket(), destination.bucket(), ReplicatedBucket.ruleOf(bucket.name()))
        .forEach(it -> dimensions.put(it.name(), it.value()));
    return new CloudResource.Metric(ReplicationLags.NAMESPACE, metric, dimensions);
  }
}
