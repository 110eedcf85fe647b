/// Buckets on AWS: one in each of the two regions, each versioned, each with a rule of S3 that
/// replicates to the other. Start at [dev.lifeboat.aws.s3.BucketReplication].
///
/// Rules kept here:
///
/// - Both rules stand all the time: S3 replicates no replica any further, and a rule that had to be
///   made in the hour of need would be made by a control plane that lives in one region.
/// - What leaves a region that is lost needs the data plane of the other region alone. Policies and
///   rules are changed by planned moves, and on the way home.
/// - A version counts as arrived late if the bucket did not have it when it was promoted, and the
///   old side has it too. What came late is never current for good, and is told.
@NullMarked
package dev.lifeboat.aws.s3;

import org.jspecify.annotations.NullMarked;
