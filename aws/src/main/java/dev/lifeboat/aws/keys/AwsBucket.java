package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.PerRegion;
import java.util.Optional;

/// A bucket's place in S3, and its replication there.
///
/// @param bucket its name in each region
/// @param replicationRole ARN of the role as which S3 replicates from each region
/// @param replicationTimeControl whether S3 promises to replicate within 15 minutes
/// @param kmsKey ARN of the key that encrypts the replicas in each region
public record AwsBucket(
    PerRegion bucket,
    PerRegion replicationRole,
    boolean replicationTimeControl,
    Optional<PerRegion> kmsKey) {}
