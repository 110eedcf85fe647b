package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.s3.ReplicationRules;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex.Replicate;
import dev.lifeboat.provision.apply.RuleState;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.util.ArrayList;
import java.util.List;

/// Rules of S3 between the buckets of a plan, which are in no stack: the buckets are people's own.
record BucketRules(Plan plan, AwsClients clients) {
  private static final String TYPE = "replication rule of S3";

  RuleState standing(Replicate step) throws ProblemException, InterruptedException {
    var rules = rules(step.bucket());
    try {
      var obstacle = rules.obstacle(step.region());
      if (obstacle.isPresent()) {
        return new RuleState.Left(obstacle.get().happened());
      }
      return rules
          .fault(step.region())
          .<RuleState>map(RuleState.Wrong::new)
          .orElseGet(RuleState.Good::new);
    } catch (ProblemException failed) {
      return new RuleState.Left(failed.problem().happened());
    }
  }

  void make(Replicate step) throws ProblemException, InterruptedException {
    rules(step.bucket()).make(step.region());
  }

  /// Those that Lifeboat wrote, and where nobody can look.
  List<Fate> fates() throws ProblemException, InterruptedException {
    var fates = new ArrayList<Fate>();
    for (var step : Replicate.all(plan)) {
      try {
        if (rules(step.bucket()).hasOwn(step.region())) {
          fates.add(new Fate(null, step.awsRegion(), TYPE, step.from(), true, "objects go by it"));
        }
      } catch (ProblemException failed) {
        fates.add(PlanParameters.unknown(failed, step.awsRegion(), TYPE, step.from()));
      }
    }
    return fates;
  }

  private ReplicationRules rules(String bucket) throws ProblemException {
    for (var workload : plan.workloads().values()) {
      var found = AwsSites.of(plan, workload).buckets().get(bucket);
      if (found != null) {
        return new ReplicationRules(new Buckets(clients, found));
      }
    }
    throw new IllegalStateException("no bucket '%s' in the plan".formatted(bucket));
  }
}
