package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;

/// Inquiry of a check or `status` at a bucket: reads only, of its two halves and what CloudWatch
/// knows. Thread-safe.
public record BucketInquiry(Buckets buckets, ReplicationLags lags, ReplicationFailures givenUp) {

  /// What is wrong with the rule that leads away from `region`; empty if nothing.
  ///
  /// @throws ProblemException when nobody could look
  public Optional<String> faultOfRule(String region) throws ProblemException, InterruptedException {
    return faultOf(region, buckets.replication(region));
  }

  private Optional<String> faultOf(String region, Optional<ReplicationConfiguration> present)
      throws ProblemException, InterruptedException {
    return new EncryptedObjects(buckets, region).faultOfRule(present);
  }

  /// How far the other half is behind the one in `region`. A rule that is not as the plan says
  /// tells of something else, or of nothing: then it is unknown.
  ///
  /// @throws ProblemException when nobody could look for the rule, or at CloudWatch
  public ReplicaLag lag(String region) throws ProblemException, InterruptedException {
    var present = buckets.replication(region);
    var fault = faultOf(region, present);
    if (fault.isPresent()) {
      return new ReplicaLag.Unknown(fault.get());
    }
    var rule = buckets.way(region).rule(present).orElseThrow();
    return lags.of(buckets.site(region), buckets.site(buckets.otherThan(region)), rule);
  }

  /// The same; what cannot be told is unknown, and why.
  public ReplicaLag lagIfKnown(String region) throws InterruptedException {
    try {
      return lag(region);
    } catch (ProblemException failed) {
      return new ReplicaLag.Unknown(failed.problem().happened());
    }
  }

  /// How many operations S3 gave up lately that were to go from `region` to the other half; zero
  /// where there is no rule.
  ///
  /// @throws ProblemException when nobody could look for the rule, or at CloudWatch
  public long givenUp(String region) throws ProblemException, InterruptedException {
    var rule = buckets.way(region).rule(buckets.replication(region));
    var there = buckets.otherThan(region);
    return rule.isEmpty() ? 0 : givenUp.of(buckets.site(region), buckets.site(there), rule.get());
  }

  /// An object of `region` that came from nowhere else and was never sent to the other half, of the
  /// few that are looked at: what was there before its rule.
  ///
  /// @throws ProblemException when nobody could look
  public Optional<String> neverSent(String region) throws ProblemException, InterruptedException {
    return ObjectSample.of(buckets, region).stream()
        .filter(it -> it.head().replicationStatus() == null)
        .map(ObjectSample.Seen::key)
        .findFirst();
  }

  /// What makes the rule that leads away from `region` as the plan says, where it is not.
  ///
  /// @throws ProblemException when nobody could look for the rule
  public String mendOfRule(String region) throws ProblemException, InterruptedException {
    var present = buckets.replication(region);
    var way = buckets.way(region);
    return way.fault(present).isPresent()
        ? RuleText.command(buckets.site(region), way.in(present))
        : "name a key in the plan, 'kmsKey', and correct the rule of %s by it"
            .formatted(buckets.bucket(region));
  }

  /// The command by which what the rule that leads away from `region` left behind goes too.
  public String batchReplication(String region) {
    return new BatchReplication(buckets.site(region)).command();
  }

  /// Whether the policy in `region` refuses writes, as a planned move leaves it.
  ///
  /// @throws ProblemException when nobody could look
  public boolean isClosed(String region) throws ProblemException, InterruptedException {
    return new BucketGate(buckets).isClosed(region);
  }
}
