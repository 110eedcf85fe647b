package dev.lifeboat.lab.bucket;

import java.time.Instant;

/// A version accepted here that the peer has yet to store.
///
/// @param sequence its place in the queue
/// @param version the id it has in this region's S3 server
/// @param identity the id it has everywhere
/// @param epoch under which it is shipped: the writer's when it was accepted, or compared later
/// @param accepted when this gateway queued it; for the lag, never for an order
record Pending(
    long sequence,
    String key,
    String version,
    String identity,
    boolean marker,
    long epoch,
    Instant accepted) {

  String toJson() {
    return Json.object()
        .put("sequence", sequence)
        .put("key", key)
        .put("version", version)
        .put("identity", identity)
        .put("marker", marker)
        .put("epoch", epoch)
        .put("accepted", accepted.toString())
        .toString();
  }

  static Pending parse(tools.jackson.databind.JsonNode node) {
    return new Pending(
        Json.number(node, "sequence"),
        Json.text(node, "key"),
        Json.text(node, "version"),
        Json.text(node, "identity"),
        node.path("marker").asBoolean(false),
        Json.number(node, "epoch"),
        Instant.parse(Json.text(node, "accepted")));
  }
}
