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
    return obstacle(region, buckets.replication(region));
  }

  private Optional<Problem> obstacle(String region, Optional<ReplicationConfiguration> present)
      throws ProblemException, InterruptedException {
    if (buckets.way(region).changesOthers(present)) {
      return Optional.of(
          Problem.lasting(
              Code.LB7012,
              "bucket %s replicates by rules of others too, as %s"
                  .formatted(buckets.bucket(region), present.orElseThrow().role()),
              "a bucket has one role for all its rules, so that they would change as well; nothing"
                  + " was changed",
              "name that role in the plan, or give it the rights and the rule yourself"));
    }
    return new EncryptedObjects(buckets, region).obstacle(present);
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
    var obstacle = obstacle(region, present);
    if (obstacle.isPresent()) {
      throw obstacle.get().asException();
    }
    buckets.call(
        region,
        s3 ->
            s3.putBucketReplication(
                it -> it.bucket(buckets.bucket(region)).replicationConfiguration(way.in(present))));
  }
}
