/// What an outside client saw, and what that makes of a disaster: RTO, RPO and lost writes.
///
/// Start at [Measurement], which is computed from a [CanaryHistory], a [FaultTime] and what SQL and
/// S3 of the recovered region hold ([StoredNumbers]). A recording is the fold of the canary's log,
/// line by line ([CanaryLine], whose bytes are [CanaryFormat]'s).
///
/// Rules kept here:
///
/// - Pure: no clock, no files, no sockets, no threads. `evidence verify` gets the same figures from
///   the same log on any machine.
/// - What could not be measured is [Figure.Unknown] with its reason, never zero and never a guess.
/// - A write is one row and its object. It survives only if both do. A write without an answer is
///   unknown: never lost, never surviving.
@NullMarked
package dev.lifeboat.measure;

import org.jspecify.annotations.NullMarked;
