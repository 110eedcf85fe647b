/// The lab's bucket resource: one S3 server per region and, in front of it, our bucket gateway.
///
/// Start at [dev.lifeboat.lab.bucket.BucketMain], the gateway's process, then at
/// [dev.lifeboat.lab.bucket.Gateway] (what a client's request meets),
/// [dev.lifeboat.lab.bucket.Sender] (writer to peer) and [dev.lifeboat.lab.bucket.Receiver] (what
/// the peer's requests meet). The controller talks to a gateway through
/// [dev.lifeboat.lab.bucket.BucketClient].
///
/// Rules kept here:
///
/// - A gateway starts as replica, whatever its role file says, until it is told (start guard).
/// - An accepted version is in the durable queue before its client has the answer; what a crash
///   leaves out of the queue, the next reconciliation finds by listing both sides.
/// - A version of an older epoch is refused where it would take effect, and a change of role waits
///   for every write in flight: see [dev.lifeboat.lab.bucket.RoleBook].
/// - Versions are ordered by the listing of one store, never by time, unless a kill has torn it.
@NullMarked
package dev.lifeboat.lab.bucket;

import org.jspecify.annotations.NullMarked;
