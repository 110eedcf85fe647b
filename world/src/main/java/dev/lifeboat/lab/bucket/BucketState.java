package dev.lifeboat.lab.bucket;

import dev.lifeboat.placement.FollowRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a gateway says of itself in `GET /state`.
///
/// @param role the role in effect: after a start always replica until told
/// @param epoch the highest epoch this gateway knows, on its disk
/// @param queue versions accepted here and not yet stored by the peer
/// @param lag age of the oldest of them; zero when there is none, empty while a writer has not yet
///   compared itself with its peer and so cannot know
/// @param peerReachable whether the peer answered the last request
/// @param oldestPendingSince when the oldest version in the queue was accepted
/// @param followed the writer whose current versions these were found to be; empty if nobody's
/// @param reconciled on a writer: since it became one, both sides were compared, all that the peer
///   lacked was sent, and no diverged version is current there; false on a replica
/// @param answersEarly of a synchronous writer: the peer may lack something that a client was told
///   is stored, since the peer had not caught up then
/// @param closing of a writer: it was asked to become a replica, and takes no more writes
public record BucketState(
    BucketRole role,
    long epoch,
    int queue,
    Optional<Duration> lag,
    boolean peerReachable,
    Optional<Instant> oldestPendingSince,
    Optional<FollowRecord> followed,
    boolean reconciled,
    boolean answersEarly,
    boolean closing) {

  public BucketState {
    if (epoch < 0 || queue < 0) {
      throw new IllegalArgumentException(
          "epoch and queue must be zero or more, were " + epoch + " and " + queue);
    }
  }

  static BucketState parse(String json) {
    var node = BucketJson.read(json);
    var lag = node.path("lagMillis");
    var since = node.path("oldestPendingSince");
    return new BucketState(
        BucketRole.of(BucketJson.text(node, "role")),
        BucketJson.number(node, "epoch"),
        Math.toIntExact(BucketJson.number(node, "queue")),
        lag.isNumber() ? Optional.of(Duration.ofMillis(lag.asLong())) : Optional.empty(),
        node.path("peerReachable").asBoolean(false),
        since.isString() ? Optional.of(Instant.parse(since.asString())) : Optional.empty(),
        followed(node),
        node.path("reconciled").asBoolean(false),
        node.path("answersEarly").asBoolean(false),
        node.path("closing").asBoolean(false));
  }

  String toJson() {
    var node = BucketJson.object();
    node.put("role", role.word());
    node.put("epoch", epoch);
    node.put("queue", queue);
    lag.ifPresentOrElse(
        age -> node.put("lagMillis", age.toMillis()), () -> node.putNull("lagMillis"));
    node.put("peerReachable", peerReachable);
    oldestPendingSince.ifPresentOrElse(
        since -> node.put("oldestPendingSince", since.toString()),
        () -> node.putNull("oldestPendingSince"));
    followed.ifPresent(it -> {
      node.put("followedEpoch", it.epoch());
      it.until().ifPresent(until -> node.put("followedUntil", until.toString()));
    });
    node.put("reconciled", reconciled);
    node.put("answersEarly", answersEarly);
    node.put("closing", closing);
    return node.toString();
  }

  private static Optional<FollowRecord> followed(JsonNode node) {
    return node.path("followedEpoch").isNumber()
        ? Optional.of(
            new FollowRecord(
                BucketJson.number(node, "followedEpoch"),
                node.path("followedUntil").asStringOpt().map(Instant::parse)))
        : Optional.empty();
  }
}
