package dev.lifeboat.aws.s3;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;

/// The rules of S3 by which the two halves of a bucket follow each other, as the plan says.
public record ReplicationRules(Buckets buckets) {

  /// What is wrong with the rule that leads away from `region`; empty if nothing.
  ///
  /// @throws ProblemException when nobody could look
  public Optional<String> fault(String region) throws ProblemException, InterruptedException {
    return new EncryptedObjects(buckets, region).faultOfRule(buckets.replication(region));
  }

  /// What a person has to do before [#make] can mend it; empty if nothing.
  ///
  /// @throws ProblemException when nobody could look
  public Optional<Problem> obstacle(String region) throws ProblemException, InterruptedException {
    for (var half : List.of(region, buckets.otherThan(region))) {
      var fault = buckets.fault(half);
      if (fault.isPresent()) {
        return fault;
      }
    }
    var present = buckets.replication(region);
    var others = others(region, present);
    return others.isPresent() ? others : new EncryptedObjects(buckets, region).obstacle(present);
  }

  private Optional<Problem> others(String region, Optional<ReplicationConfiguration> present) {
    if (!buckets.way(region).changesOthers(present)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.lasting(
            Code.LB7012,
            "bucket %s replicates by rules of others too, as %s"
                .formatted(buckets.bucket(region), present.orElseThrow().role()),
            "a bucket has one role for all its rules, so that they would change as well; nothing"
                + " was changed",
            "name that role in the plan, or give it the rights and the rule yourself"));
  }

  /// Whether the bucket in `region` has the rule that Lifeboat writes. One that is not there has
  /// none.
  ///
  /// @throws ProblemException when nobody could look
  public boolean hasOwn(String region) throws ProblemException, InterruptedException {
    if (buckets.fault(region).isPresent()) {
      return false;
    }
    var own = ReplicatedBucket.ruleOf(buckets.planned().name());
    return buckets.replication(region).stream()
        .flatMap(it -> it.rules().stream())
        .anyMatch(it -> own.equals(it.id()));
  }

  /// Makes the rule that leads away from `region` as the plan says, whoever wrote it. Rules that
  /// lead elsewhere stay.
  ///
  /// @throws ProblemException LB7012 when rules of others would change too; LB7011 when what KMS
  ///   encrypts could not go
  public void make(String region) throws ProblemException, InterruptedException {
    var way = buckets.way(region);
    var present = buckets.replication(region);
    var encrypted = new EncryptedObjects(buckets, region).obstacle(present);
    if (encrypted.isPresent()) {
      throw encrypted.get().asException();
    }
    if (way.fault(present).isEmpty()) {
      return;
    }
    var others = others(region, present);
    if (others.isPresent()) {
      throw others.get().asException();
    }
    buckets.call(
        region,
        s3 ->
            s3.putBucketReplication(
                it -> it.bucket(buckets.bucket(region)).replicationConfiguration(way.in(present))));
  }
}
