package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// What a check and `status` ask of a bucket: reads only, of its two halves and of what CloudWatch
/// knows. Thread-safe.
public record BucketInquiry(Buckets buckets, ReplicationLags lags, ReplicationFailures givenUp) {

  /// What is wrong with the rule that leads away from `region`; empty if nothing.
  ///
  /// @throws ProblemException when nobody could look
  public Optional<String> faultOfRule(String region) throws ProblemException, InterruptedException {
    return buckets.way(region).fault(buckets.replication(region));
  }

  /// How far the other half is behind the one in `region`. A rule that is not as the plan says
  /// tells of something else, or of nothing: then it is unknown.
  ///
  /// @throws ProblemException when nobody could look for the rule, or at CloudWatch
  public ReplicaLag lag(String region) throws ProblemException, InterruptedException {
    var present = buckets.replication(region);
    var way = buckets.way(region);
    var fault = way.fault(present);
    if (fault.isPresent()) {
      return new ReplicaLag.Unknown(fault.get());
    }
    var there = buckets.otherThan(region);
    return lags.of(buckets.site(region), buckets.site(there), way.rule(present).orElseThrow());
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

  /// Whether the policy in `region` refuses writes, as a planned move leaves it.
  ///
  /// @throws ProblemException when nobody could look
  public boolean isClosed(String region) throws ProblemException, InterruptedException {
    return new BucketGate(buckets).isClosed(region);
  }
}
