package dev.lifeboat.lab.bucket;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.placement.FollowRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a gateway says of itself in `GET /state`.
///
/// @param role the role in effect: after a start always replica until told
/// @param epoch the highest epoch this gateway knows, on its disk
/// @param queue versions accepted here and not yet stored by the peer
/// @param lagMillis age of the oldest of them; zero when there is none, null while a writer has not
///   yet compared itself with its peer and so cannot know
/// @param peerReachable whether the peer answered the last request
/// @param oldestPendingSince when the oldest version in the queue was accepted
/// @param followedEpoch of the writer whose current versions these were found to be; null if
///   nobody's
/// @param followedUntil when they were so last; null if that is not known
/// @param reconciled on a writer: since it became one, both sides were compared, all that the peer
///   lacked was sent, and no diverged version is current there; false on a replica
/// @param answersEarly of a synchronous writer: the peer may lack something that a client was told
///   is stored, since the peer had not caught up then
/// @param closing of a writer: it was asked to become a replica, and takes no more writes
public record BucketState(
    BucketRole role,
    long epoch,
    int queue,
    @Nullable Long lagMillis,
    boolean peerReachable,
    @Nullable Instant oldestPendingSince,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long followedEpoch,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant followedUntil,
    boolean reconciled,
    boolean answersEarly,
    boolean closing) {

  public BucketState {
    if (epoch < 0 || queue < 0) {
      throw new IllegalArgumentException(
          "epoch and queue must be zero or more, were " + epoch + " and " + queue);
    }
  }

  /// As `lagMillis`; empty while it is not known.
  public Optional<Duration> lag() {
    return Optional.ofNullable(lagMillis).map(Duration::ofMillis);
  }

  /// Whether all that was accepted longer than `age` ago is stored by the peer; what users write
  /// meanwhile may be on its way. False while it is not known.
  public boolean hasSentAllBefore(Duration age) {
    return queue == 0 || lag().filter(oldest -> oldest.compareTo(age) < 0).isPresent();
  }

  /// The writer whose current versions these were found to be; empty if nobody's.
  public Optional<FollowRecord> followed() {
    return Optional.ofNullable(followedEpoch)
        .map(of -> new FollowRecord(of, Optional.ofNullable(followedUntil)));
  }
}
