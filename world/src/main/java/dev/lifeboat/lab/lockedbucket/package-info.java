/// Bucket for vaults of a lab, which keeps what was put there against whoever asks.
///
/// Start at [dev.lifeboat.lab.lockedbucket.LockedBucketMain], its process, then at
/// [dev.lifeboat.lab.lockedbucket.LockedBucket], which answers requests of the S3 protocol, and
/// [dev.lifeboat.lab.lockedbucket.LockedObjects], which holds them.
///
/// Rules kept here:
///
/// - No login deletes, overwrites or shortens an object before its time, the keeper's neither.
/// - A request counts for whoever signed it, body and all; what is not signed is refused.
/// - Whatever is refused for its harm is in the list of attempts before the caller hears of it.
@NullMarked
package dev.lifeboat.lab.lockedbucket;

import org.jspecify.annotations.NullMarked;
