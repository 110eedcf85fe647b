package dev.lifeboat.aws.s3;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// The rules of S3 by which the two halves of a bucket follow each other, as the plan says.
public record ReplicationRules(Buckets buckets) {

  /// What is wrong with the rule that leads away from `region` and [#make] would mend; empty if
  /// nothing, and where a person has to do something first.
  ///
  /// @throws ProblemException when nobody could look
  public Optional<String> mendable(String region) throws ProblemException, InterruptedException {
    if (buckets.fault(region).isPresent() || buckets.fault(buckets.otherThan(region)).isPresent()) {
      return Optional.empty();
    }
    var present = buckets.replication(region);
    var way = buckets.way(region);
    boolean blocked =
        way.changesOthers(present)
            || new EncryptedObjects(buckets, region).obstacle(present).isPresent();
    return blocked ? Optional.empty() : way.fault(present);
  }

  /// The rule that Lifeboat wrote and that leads away from `region`, by its id; empty if there is
  /// none.
  ///
  /// @throws ProblemException when nobody could look
  public Optional<String> own(String region) throws ProblemException, InterruptedException {
    var own = ReplicatedBucket.ruleOf(buckets.planned().name());
    return buckets.replication(region).stream()
        .flatMap(it -> it.rules().stream())
        .map(it -> it.id())
        .filter(own::equals)
        .findFirst();
  }

  /// Makes the rule that leads away from `region` as the plan says; those of others stay.
  ///
  /// @throws ProblemException LB7012 when rules of others would change too; LB7011 when what KMS
  ///   encrypts could not go
  public void make(String region) throws ProblemException, InterruptedException {
    var way = buckets.way(region);
    var present = buckets.replication(region);
    var fault = way.fault(present);
    var obstacle = new EncryptedObjects(buckets, region).obstacle(present);
    if (obstacle.isPresent()) {
      throw obstacle.get().asException();
    }
    if (fault.isEmpty()) {
      return;
    }
    if (way.changesOthers(present)) {
      throw ProblemException.lasting(
          Code.LB7012,
          "bucket %s replicates by rules of others too, as %s"
              .formatted(buckets.bucket(region), present.orElseThrow().role()),
          "a bucket has one role for all its rules, so that they would change as well; nothing"
              + " was changed",
          "name that role in the plan, or give it the rights and the rule yourself");
    }
    buckets.call(
        region,
        s3 ->
            s3.putBucketReplication(
                it -> it.bucket(buckets.bucket(region)).replicationConfiguration(way.in(present))));
  }
}
