/// The right to write, for a bounded time, by two of three votes: start at
/// [dev.lifeboat.lease.Voter] and [dev.lifeboat.lease.LeaseHolder]. The arithmetic and its limits
/// are in `docs/fencing.md`.
///
/// Rules kept here:
///
/// - Pure and immutable: time is handed in, as [java.time.Duration] since an arbitrary origin of
///   one machine's own monotonic clock. Two machines' times are never compared, nor is a wall clock
///   read.
/// - A holder counts from *sending*, a voter from *receiving*: between the two lies the message.
/// - A vote is durable before it is granted; what a voter cannot remember it waits for.
@NullMarked
package dev.lifeboat.lease;

import org.jspecify.annotations.NullMarked;
