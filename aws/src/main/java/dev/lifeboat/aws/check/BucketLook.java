package dev.lifeboat.aws.check;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.aws.s3.BucketInquiry;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks at a bucket: whether its half in the region that would take over is one, whether what is
/// written goes there soon enough, and whether what is written there would come back.
///
/// @param from the region of the plan that would be left
/// @param to the one that would take over
record BucketLook(
    BucketInquiry inquiry,
    String bucket,
    Duration rpo,
    String from,
    String to,
    BucketSite here,
    BucketSite there) {

  List<AwsFinding> findings() throws InterruptedException {
    var look = new Look(bucket, there.awsRegion());
    try {
      var fault = inquiry.fault(to);
      if (fault.isPresent()) {
        return List.of(AwsFinding.obstacle(bucket, fault.get()));
      }
    } catch (ProblemException failed) {
      look.tell("whether the bucket %s is there".formatted(there.bucket()), failed);
      return look.findings();
    }
    var findings = new ArrayList<AwsFinding>();
    if (leadsThere(look)) {
      lag(look);
      findings.addAll(givenUp());
    }
    wayBack(look);
    policy(look);
    findings.addAll(look.findings());
    return findings;
  }

  /// What waits no longer is in no lag.
  private List<AwsFinding> givenUp() throws InterruptedException {
    var look = new Look(bucket, here.awsRegion());
    try {
      long operations = inquiry.givenUp(from);
      if (operations > 0) {
        look.warn(
            "S3 gave up %d operations from %s to %s within a day"
                .formatted(operations, here.bucket(), there.bucket()),
            "what it gave up is in no lag, and a failover now would not have it; a planned move"
                + " would wait for it",
            "see what the role %s may do; then let S3 Batch Replication take what has the status"
                    .formatted(here.role())
                + " FAILED in %s; this warning ends a day after the last failure"
                    .formatted(here.bucket()));
      }
      return look.findings();
    } catch (ProblemException failed) {
      look.tell("what S3 gave up replicating to " + there.bucket(), failed);
      return look.warnings();
    }
  }

  private boolean leadsThere(Look look) throws InterruptedException {
    try {
      var fault = inquiry.faultOfRule(from);
      if (fault.isEmpty()) {
        return true;
      }
      look.obstacle(
          Code.LB7011,
          fault.get(),
          "what is written does not go to %s as the plan says, and a failover would lose it"
              .formatted(there.awsRegion()),
          "correct the rule of %s; what was written without it goes by S3 Batch Replication"
              .formatted(here.bucket()));
    } catch (ProblemException failed) {
      look.tell("whether what is written goes to " + there.bucket(), failed);
    }
    return false;
  }

  private void lag(Look look) throws InterruptedException {
    try {
      lag(look, inquiry.lag(from));
    } catch (ProblemException failed) {
      look.tell("how far %s is behind".formatted(there.bucket()), failed);
    }
  }

  private void lag(Look look, ReplicaLag lag) {
    switch (lag) {
      case ReplicaLag.Measured measured when measured.lag().compareTo(rpo) > 0 ->
          look.obstacle(
              Code.LB3009,
              "the bucket %s in %s is %s"
                  .formatted(there.bucket(), there.awsRegion(), measured.words()),
              "a failover now would lose that much, and the rpo is %d s".formatted(rpo.toSeconds()),
              "see what the role %s may do, and whether S3 is well in both regions"
                  .formatted(here.role()));
      case ReplicaLag.Measured _ -> {}
      case ReplicaLag.Unknown unknown ->
          look.unknown(
              "of the bucket %s in %s, %s"
                  .formatted(there.bucket(), there.awsRegion(), unknown.words()),
              "what a failover would lose cannot be told, and may be more than the rpo of %d s"
                  .formatted(rpo.toSeconds()),
              "wait a quarter of an hour where the rule is new; else see that its metrics are on,"
                  + " and that Lifeboat may call cloudwatch:GetMetricData in "
                  + there.awsRegion());
    }
  }

  private void wayBack(Look look) throws InterruptedException {
    try {
      inquiry
          .faultOfRule(to)
          .ifPresent(fault ->
              look.warn(
                  fault,
                  "what is written in %s after a failover would not come home: a rule that is made"
                          .formatted(there.awsRegion())
                      + " later leaves out what was there before",
                  "correct the rule of %s now".formatted(there.bucket())));
    } catch (ProblemException failed) {
      look.tell("whether what is written in %s would come back".formatted(there.bucket()), failed);
    }
  }

  private void policy(Look look) throws InterruptedException {
    try {
      if (inquiry.isClosed(to)) {
        look.obstacle(
            Code.LB7011,
            "the policy of %s in %s refuses writes, as a planned move leaves it"
                .formatted(there.bucket(), there.awsRegion()),
            "a failover would have to change it first, by a control plane that is in one region for"
                + " all the world",
            "take the statement LifeboatFence out of it, unless a move is under way");
      }
    } catch (ProblemException failed) {
      look.tell("whether the policy of %s refuses writes".formatted(there.bucket()), failed);
    }
  }
}
