package dev.lifeboat.lease;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One of the three that grant the right to write one workload. It grants one epoch at a time, to
/// one holder, and a higher one only when the lease before it must have run out on any clock that
/// keeps to [LeaseTerms#clockError].
///
/// Immutable: each answer comes with the voter that follows. The caller hands requests over one at
/// a time, each with the monotonic time at which it looks at it; the origin of that time stays the
/// same until the machine reboots.
///
/// @param vote the durable part; empty when it never granted anything
/// @param ended whether the lease of that vote was released; memory only, since the silence after a
///   restart covers what it forgets
/// @param heardAt when it last granted, or restarted: a vote binds for one [LeaseTerms#voterWait]
/// @param silentUntil end of the silence after the restart
/// @param pledged it renews nothing below this epoch; see [#withheld]; memory only, since whoever
///   fences asks again
public record Voter(
    LeaseTerms terms,
    Optional<Vote> vote,
    boolean ended,
    Duration heardAt,
    Duration silentUntil,
    long pledged) {

  /// A voter that begins, with what it finds on disk. It cannot know how long ago it granted that
  /// last, so it grants nothing for one [LeaseTerms#voterWait].
  public static Voter restarted(Optional<Vote> durable, LeaseTerms terms, Duration now) {
    return new Voter(terms, durable, false, now, now.plus(terms.voterWait()), 0);
  }

  /// Answers a request that is looked at `now`.
  public Turn answer(VoteRequest request, Duration now) {
    if (vote.isPresent()) {
      var refusal = refusal(request, vote.get());
      if (refusal.isPresent()) {
        return unchanged(refusal.get());
      }
    }
    if (now.compareTo(silentUntil) < 0) {
      return unchanged(
          new VoteReply.Wait(
              silentUntil.minus(now), "this voter restarted and forgot when it granted last"));
    }
    if (binds(now) && isOfAnother(request)) {
      return unchanged(
          new VoteReply.Wait(
              boundUntil().minus(now), vote.orElseThrow().holder() + " may still hold the lease"));
    }
    boolean known = vote.isPresent() && vote.get().knows(request);
    var next =
        known ? vote : Optional.of(Vote.of(request, vote.map(Vote::byVotes).orElse(Map.of())));
    var granted = new Voter(terms, next, false, now, silentUntil, pledged);
    return new Turn(granted, new VoteReply.Granted(request.epoch()), !known);
  }

  /// Ends the lease of exactly this epoch and holder now, so that a higher epoch need not wait for
  /// it, also during the silence after a restart. May be repeated.
  public Turn release(VoteRequest lease, Release why, Duration now) {
    if (!vote.map(known -> known.isOf(lease)).orElse(false)) {
      return unchanged(refused("only the lease that was granted last can be ended"));
    }
    return switch (why) {
      case Release.HandedBack() -> end(now);
      case Release.DeathProven(var asOf, _) when isLastHeardBefore(asOf, now) -> end(now);
      case Release.DeathProven _ ->
          unchanged(refused("its lease was renewed since the look at the dead began; look again"));
    };
  }

  /// What it would tell at `now`.
  public VoterStatus status(Duration now) {
    return new VoterStatus(vote, binds(now) || now.compareTo(silentUntil) < 0, now);
  }

  private Turn end(Duration now) {
    var free = new Voter(terms, vote, true, heardAt, now, pledged);
    return new Turn(free, new VoteReply.Ended(vote.orElseThrow().epoch()), false);
  }

  /// This voter, renewing nothing below `epoch` from now on, so that a lease runs out though its
  /// holder lives and asks. Whoever fences that holder says so before it asks for the higher epoch;
  /// it grants nothing by itself.
  public Voter withheld(long epoch) {
    return new Voter(terms, vote, ended, heardAt, silentUntil, Math.max(pledged, epoch));
  }

  /// This voter by other terms, which whoever asks next is held to.
  public Voter under(LeaseTerms other) {
    return new Voter(other, vote, ended, heardAt, silentUntil, pledged);
  }

  private boolean isLastHeardBefore(Duration asOf, Duration now) {
    return heardAt.compareTo(asOf) < 0 && asOf.compareTo(now) <= 0;
  }

  private Optional<VoteReply> refusal(VoteRequest request, Vote known) {
    if (!known.workload().equals(request.workload())) {
      throw new IllegalArgumentException(
          "this voter is for '%s', was asked for '%s'"
              .formatted(known.workload(), request.workload()));
    }
    if (request.epoch() < known.epoch()) {
      return Optional.of(refused("a higher epoch was granted"));
    }
    if (request.epoch() == known.epoch() && !known.isOf(request)) {
      return Optional.of(refused("this epoch was granted to another"));
    }
    if (request.epoch() < pledged) {
      return Optional.of(refused("epoch " + pledged + " waits for this lease to end"));
    }
    if (ended && request.epoch() == known.epoch()) {
      return Optional.of(refused("this epoch has ended; ask under a higher one"));
    }
    return Optional.empty();
  }

  private VoteReply refused(String why) {
    return new VoteReply.Refused(
        vote.map(Vote::epoch).orElse(0L), vote.map(Vote::holder).orElse(""), why);
  }

  private boolean isOfAnother(VoteRequest request) {
    return vote.isPresent() && !vote.get().holder().equals(request.holder());
  }

  private boolean binds(Duration now) {
    return vote.isPresent() && !ended && now.compareTo(boundUntil()) < 0;
  }

  private Duration boundUntil() {
    return heardAt.plus(terms.voterWait());
  }

  private Turn unchanged(VoteReply reply) {
    return new Turn(this, reply, false);
  }

  /// One answer.
  ///
  /// @param store whether `next.vote()` must be durable before `reply` is sent; if it cannot be,
  ///   nothing is sent and the voter before stays
  public record Turn(Voter next, VoteReply reply, boolean store) {}
}
