package dev.lifeboat.aws.check;

import dev.lifeboat.aws.s3.BucketInquiry;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;

/// Looks at a bucket: whether its half in the region that would take over is one, whether what is
/// written goes there soon enough, and whether what is written there would come back.
///
/// @param from the region of the plan that would be left
/// @param to the one that would take over
record BucketLook(BucketInquiry inquiry, Duration rpo, String from, String to) {

  private BucketSite here() {
    return inquiry.buckets().planned().sites().in(from);
  }

  private BucketSite there() {
    return inquiry.buckets().planned().sites().in(to);
  }

  void look(Look look) throws InterruptedException {
    try {
      var fault = inquiry.buckets().fault(to);
      if (fault.isPresent()) {
        look.obstacle(fault.get());
        return;
      }
    } catch (ProblemException failed) {
      look.tell("whether the bucket %s is there".formatted(there().bucket()), failed);
      return;
    }
    KeyLook.look(look, there());
    if (leadsThere(look)) {
      lag(look);
      givenUp(look.in(here().awsRegion()).leniently());
      neverSent(look.in(here().awsRegion()).leniently());
    }
    wayBack(look);
    policy(look);
  }

  /// What waits no longer is in no lag.
  private void givenUp(Look look) throws InterruptedException {
    try {
      long operations = inquiry.givenUp(from);
      if (operations > 0) {
        look.warn(
            "S3 gave up %s from %s to %s within a day"
                .formatted(Count.of(operations, "operation"), here().bucket(), there().bucket()),
            "what it gave up is in no lag, and a failover now would not have it; a planned move"
                + " would wait for it",
            "see what the role %s may do, then: %s; this warning ends a day after the last failure"
                .formatted(here().role(), inquiry.batchReplication(from)));
      }
    } catch (ProblemException failed) {
      look.tell("what S3 gave up replicating to " + there().bucket(), failed);
    }
  }

  private void neverSent(Look look) throws InterruptedException {
    try {
      inquiry
          .neverSent(from)
          .ifPresent(key ->
              look.warn(
                  "'%s' of %s was never sent to %s: it is older than the rule, or than its key"
                      .formatted(key, here().bucket(), there().bucket()),
                  "a failover now would not have it, and no lag tells of it",
                  inquiry.batchReplication(from)));
    } catch (ProblemException failed) {
      look.tell("whether all of %s was sent".formatted(here().bucket()), failed);
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
              .formatted(there().awsRegion()),
          "%s; what was written without it then goes by: %s"
              .formatted(inquiry.mendOfRule(from), inquiry.batchReplication(from)));
    } catch (ProblemException failed) {
      look.tell("whether what is written goes to " + there().bucket(), failed);
    }
    return false;
  }

  private void lag(Look look) throws InterruptedException {
    try {
      look.lag(
          inquiry.lag(from),
          "the bucket %s in %s".formatted(there().bucket(), there().awsRegion()),
          rpo,
          "see what the role %s may do, and whether S3 is well in both regions"
              .formatted(here().role()),
          "wait a quarter of an hour where the rule is new; else see that its metrics are on, and"
              + " that Lifeboat may call cloudwatch:GetMetricData in "
              + there().awsRegion());
    } catch (ProblemException failed) {
      look.tell("how far %s is behind".formatted(there().bucket()), failed);
    }
  }

  private void wayBack(Look look) throws InterruptedException {
    try {
      var fault = inquiry.faultOfRule(to);
      if (fault.isPresent()) {
        look.warn(
            fault.get(),
            "what is written in %s after a failover would not come home: a rule that is made"
                    .formatted(there().awsRegion())
                + " later leaves out what was there before",
            inquiry.mendOfRule(to));
      }
    } catch (ProblemException failed) {
      look.tell(
          "whether what is written in %s would come back".formatted(there().bucket()), failed);
    }
  }

  private void policy(Look look) throws InterruptedException {
    try {
      if (inquiry.isClosed(to)) {
        look.obstacle(
            Code.LB7011,
            "the policy of %s in %s refuses writes, as a planned move leaves it"
                .formatted(there().bucket(), there().awsRegion()),
            "a failover would have to change it first, by a control plane that is in one region for"
                + " all the world",
            "take the statement LifeboatFence out of it, unless a move is under way");
      }
    } catch (ProblemException failed) {
      look.tell("whether the policy of %s refuses writes".formatted(there().bucket()), failed);
    }
  }
}
