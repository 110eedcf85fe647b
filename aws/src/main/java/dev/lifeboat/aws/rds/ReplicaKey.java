package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// The key of a replica in another region: RDS makes none of an encrypted source without it, and
/// none of an unencrypted source with it.
///
/// Source: "CreateDBInstanceReadReplica" of the API reference of RDS, `KmsKeyId`.
///
/// @param region of the plan, where the replica would be
public record ReplicaKey(String region, RdsSite site) {

  /// Why RDS would make none of `source`: LB2008; empty if it would.
  public Optional<Problem> fault(DBInstance source) {
    boolean encrypted = Boolean.TRUE.equals(source.storageEncrypted());
    if (encrypted == site.kmsKey().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.lasting(
            Code.LB2008,
            encrypted
                ? "%s is encrypted, and the plan names no key of %s"
                    .formatted(source.dbInstanceIdentifier(), site.awsRegion())
                : "%s is not encrypted, and the plan names a key of %s"
                    .formatted(source.dbInstanceIdentifier(), site.awsRegion()),
            "RDS makes no replica of it there, so that there is no way home to it",
            encrypted
                ? "name one in the plan: aws: { kmsKey: { %s: alias/… } }".formatted(region)
                : "take kmsKey of %s out of the plan; or restore an encrypted copy of a snapshot"
                    .formatted(region)));
  }
}
