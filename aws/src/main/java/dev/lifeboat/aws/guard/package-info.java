/// The right to write on AWS: a guard in each region keeps the lease of a workload there, and a
/// region that is lost is fenced by the end of its guard's lease. Start at
/// [dev.lifeboat.aws.guard.GuardLoop] for the guard's side, at [dev.lifeboat.aws.guard.GuardFence]
/// for the other.
///
/// Rules kept here:
///
/// - Only data planes are called, of regions other than the one that is fenced.
/// - The end of a lease proves nothing unless a guard held it under the writer's own epoch: only
///   then did the database learn to refuse.
@NullMarked
package dev.lifeboat.aws.guard;

import org.jspecify.annotations.NullMarked;
