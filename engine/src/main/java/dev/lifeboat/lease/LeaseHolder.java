package dev.lifeboat.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The side that wants to write: counts the votes it was granted under one epoch. It may write
/// while two of three count, each for L from when its request was *sent*, less F.
///
/// Immutable. A refusal changes nothing here: it takes two voters to end a lease, and those stop
/// renewing it.
///
/// @param begun when this holder began to ask; grants of requests sent before are not its own
/// @param sent when the newest granted request was sent, by voter
public record LeaseHolder(
    LeaseTerms terms,
    List<String> voters,
    VoteRequest request,
    Duration begun,
    Map<String, Duration> sent) {

  private static final int VOTERS = 3;
  private static final int MAJORITY = 2;

  /// Asking again sooner than this gains nothing and floods a voter whose wait is just over.
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

  public LeaseHolder {
    voters = List.copyOf(voters);
    if (!areThree(voters)) {
      throw new IllegalArgumentException("a lease has three voters, were " + voters);
    }
    sent = Map.copyOf(sent);
  }

  private static boolean areThree(List<String> voters) {
    return voters.size() == VOTERS
        && !voters.get(0).equals(voters.get(1))
        && !voters.get(1).equals(voters.get(2))
        && !voters.get(2).equals(voters.get(0));
  }

  /// A holder without votes yet.
  public static LeaseHolder asking(
      LeaseTerms terms, List<String> voters, VoteRequest request, Duration now) {
    return new LeaseHolder(terms, voters, request, now, Map.of());
  }

  /// This holder after a voter granted a request that was sent at `sentAt`. Grants may come late,
  /// doubled and in any order; those of another epoch or of an earlier holder count nothing.
  public LeaseHolder granted(String voter, long epoch, Duration sentAt) {
    if (!voters.contains(voter)) {
      throw new IllegalArgumentException("'%s' is none of the voters %s".formatted(voter, voters));
    }
    var known = sent.get(voter);
    if (epoch != request.epoch()
        || sentAt.compareTo(begun) < 0
        || (known != null && known.compareTo(sentAt) >= 0)) {
      return this;
    }
    return new LeaseHolder(terms, voters, request, begun, with(voter, sentAt));
  }

  // Renewed all the time, and millions of times by the simulator: so without a second copy.
  private Map<String, Duration> with(String voter, Duration sentAt) {
    if (sent.size() < VOTERS) {
      var newer = new HashMap<>(sent);
      newer.put(voter, sentAt);
      return newer;
    }
    return Map.of(
        voters.get(0), voters.get(0).equals(voter) ? sentAt : sent(0),
        voters.get(1), voters.get(1).equals(voter) ? sentAt : sent(1),
        voters.get(2), voters.get(2).equals(voter) ? sentAt : sent(2));
  }

  private Duration sent(int voter) {
    return Objects.requireNonNull(sent.get(voters.get(voter)));
  }

  /// Until when two votes count; empty with fewer.
  public Optional<Duration> heldUntil() {
    if (sent.size() < MAJORITY) {
      return Optional.empty();
    }
    return Optional.of(secondNewest().plus(terms.length()));
  }

  // Asked for each commit, and millions of times by the simulator: so without a stream.
  private Duration secondNewest() {
    var newest = begun;
    var second = begun;
    for (var each : sent.values()) {
      if (each.compareTo(newest) > 0) {
        second = newest;
        newest = each;
      } else if (each.compareTo(second) > 0) {
        second = each;
      }
    }
    return second;
  }

  /// Whether what is let through now is over before anyone else may write. Asked anew, with the
  /// time of asking, for each thing let through.
  public boolean mayWrite(Duration now) {
    return remaining(now).isPositive();
  }

  /// How long [#mayWrite] stays true without a further vote; zero when it is not.
  public Duration remaining(Duration now) {
    return heldUntil()
        .map(until -> until.minus(terms.selfFence()).minus(now))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /// When to ask a voter next, after one request was sent at `sentAt`: at the next renewal, or just
  /// when the voter said that its wait ends.
  ///
  /// @param reply empty while there is none; silence is asked again like a grant
  public Duration nextAsk(Duration sentAt, Optional<VoteReply> reply) {
    var pause =
        switch (reply.orElse(new VoteReply.Granted(request.epoch()))) {
          case VoteReply.Wait(var atLeast, _) when atLeast.compareTo(terms.renew()) < 0 ->
              atLeast.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : atLeast;
          case VoteReply.Granted _, VoteReply.Ended _, VoteReply.Refused _, VoteReply.Wait _ ->
              terms.renew();
        };
    return sentAt.plus(pause);
  }
}
