package dev.lifeboat.lab.bucket;

import java.time.Instant;

/// A version accepted here that the peer has yet to store.
///
/// @param sequence its place in the queue
/// @param version the id it has in this region's S3 server
/// @param identity the id it has everywhere
/// @param epoch under which it is shipped: the writer's when it was accepted, or compared later
/// @param accepted when this gateway queued it; for the lag, never for an order
record PendingVersion(
    long sequence,
    String key,
    String version,
    String identity,
    boolean marker,
    long epoch,
    Instant accepted) {

  /// The same one at another place.
  PendingVersion at(long place) {
    return new PendingVersion(place, key, version, identity, marker, epoch, accepted);
  }
}
