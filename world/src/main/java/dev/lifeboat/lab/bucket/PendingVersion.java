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

  String toJson() {
    return BucketJson.object()
        .put("sequence", sequence)
        .put("key", key)
        .put("version", version)
        .put("identity", identity)
        .put("marker", marker)
        .put("epoch", epoch)
        .put("accepted", accepted.toString())
        .toString();
  }

  static PendingVersion parse(tools.jackson.databind.JsonNode node) {
    return new PendingVersion(
        BucketJson.number(node, "sequence"),
        BucketJson.text(node, "key"),
        BucketJson.text(node, "version"),
        BucketJson.text(node, "identity"),
        node.path("marker").asBoolean(false),
        BucketJson.number(node, "epoch"),
        Instant.parse(BucketJson.text(node, "accepted")));
  }
}
