package dev.lifeboat.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One region's lease on one workload as its keeper keeps it: asked for, held, lost or handed back.
/// Pure and immutable; keepers and guards run it, and so does the simulator.
///
/// A person's word may replace votes that cannot be had. It lasts for [#WORD] unless it is given
/// again, ends with the keeper's process, and is over for good once two voters have voted: from
/// then on the holder says so in each request, and only then do withheld votes prove anything about
/// it.
///
/// @param intention the durable part
/// @param asking what is asked for at present
public record KeptLease(
    LeaseTerms terms,
    List<String> voters,
    String workload,
    String region,
    LeaseRecord intention,
    Optional<Asking> asking) {

  /// How long a person's word lets a region write without votes: long enough to bring a voter back,
  /// short enough that nobody forgets it.
  public static final Duration WORD = Duration.ofMinutes(15);

  /// The seconds that votes are asked for before they count as missing: a voter that restarted, or
  /// may still be bound to another, waits a little over two seconds, and the first of these waits
  /// may be told late.
  public static final Duration LONGEST_VOTE = Duration.ofSeconds(6);

  /// With two refusals no majority can be had any more: epochs only grow.
  private static final int REFUSALS_THAT_END_IT = 2;

  /// What is asked for.
  ///
  /// @param kept whether the intention to hold it is durable: only then may anyone write
  /// @param replies the last of each voter
  /// @param word that replaces votes; empty mostly
  public record Asking(
      LeaseHolder holder, boolean kept, Map<String, VoteReply> replies, Optional<Word> word) {
    public Asking {
      replies = Map.copyOf(replies);
    }

    public long epoch() {
      return holder.request().epoch();
    }

    private boolean mayWrite(Duration now) {
      return kept && (word.filter(it -> it.counts(now)).isPresent() || holder.mayWrite(now));
    }

    // Mostly a renewal like the one before; asked millions of times by the simulator.
    private Map<String, VoteReply> with(String voter, VoteReply reply) {
      if (reply.equals(replies.get(voter))) {
        return replies;
      }
      var next = new HashMap<>(replies);
      next.put(voter, reply);
      return next;
    }

    private boolean isHopeless() {
      return replies.values().stream().filter(VoteReply.Refused.class::isInstance).count()
          >= REFUSALS_THAT_END_IT;
    }
  }

  /// A person's word.
  ///
  /// @param text whose, and why
  /// @param until when it counts, on the keeper's own clock
  public record Word(String text, Duration until) {
    private boolean counts(Duration now) {
      return now.compareTo(until) < 0;
    }
  }

  /// What follows.
  ///
  /// @param store whether `next.intention()` must be durable before `next` counts; if it cannot be,
  ///   the lease before stays
  public record Turn(KeptLease next, boolean store) {}

  public KeptLease {
    voters = List.copyOf(voters);
  }

  /// Goes on with what was held before the keeper's death, by votes alone.
  public static KeptLease restarted(
      LeaseTerms terms,
      List<String> voters,
      String workload,
      String region,
      LeaseRecord durable,
      Duration now) {
    var lease = new KeptLease(terms, voters, workload, region, durable, Optional.empty());
    return durable.hold() ? lease.with(lease.fresh(durable.epoch(), now, true)) : lease;
  }

  /// Whether a commit may be confirmed at `now`.
  public boolean mayWrite(Duration now) {
    return asking.isPresent() && asking.get().mayWrite(now);
  }

  /// The person's word that lets it write at `now`, in place of votes.
  public Optional<Word> word(Duration now) {
    return asking.flatMap(Asking::word).filter(it -> it.counts(now));
  }

  /// When to ask a voter next; see [LeaseHolder#nextAsk]. At once when nothing is asked for.
  public Duration nextAsk(Duration sentAt, Optional<VoteReply> reply) {
    return asking.map(it -> it.holder().nextAsk(sentAt, reply)).orElse(sentAt);
  }

  /// How long [#mayWrite] stays true without a further vote; zero when it is not.
  public Duration remaining(Duration now) {
    return asking
        .filter(it -> it.mayWrite(now))
        .map(it -> remaining(it, now))
        .orElse(Duration.ZERO);
  }

  private Duration remaining(Asking held, Duration now) {
    var byVotes = held.holder().remaining(now);
    var longest = terms.length().minus(terms.selfFence());
    var byWord =
        held.word()
            .map(word -> word.until().minus(now))
            .filter(Duration::isPositive)
            .map(left -> left.compareTo(longest) < 0 ? left : longest)
            .orElse(Duration.ZERO);
    return byVotes.compareTo(byWord) > 0 ? byVotes : byWord;
  }

  /// The highest epoch that was held or is asked for here; 0 for none.
  public long highest() {
    return Math.max(intention.epoch(), asking.map(Asking::epoch).orElse(0L));
  }

  /// Whether `epoch` has ended here, so that only a higher one can be held.
  public boolean hasEnded(long epoch) {
    return epoch == intention.epoch() && !intention.hold();
  }

  public boolean isAskedFor(long epoch) {
    return asking.isPresent() && asking.get().epoch() == epoch;
  }

  /// This lease, asking for `epoch` from now on.
  public KeptLease askFor(long epoch, Duration now) {
    return isAskedFor(epoch) ? this : with(fresh(epoch, now, false));
  }

  /// This lease, asking again for what `before` asked for: what two voters did not grant in time is
  /// asked for no longer, so that it cannot fall to this region later, unseen.
  public KeptLease giveUp(long epoch, KeptLease before) {
    return isAskedFor(epoch) ? with(intention, before.asking) : this;
  }

  /// Whether two votes are had for what is asked for, kept or not.
  public boolean hasVotes(Duration now) {
    return asking.filter(it -> it.holder().mayWrite(now)).isPresent();
  }

  /// Whether two voters refused what is asked for.
  public boolean isHopeless() {
    return asking.filter(Asking::isHopeless).isPresent();
  }

  /// The highest epoch that a refusal told of; 0 for none.
  public long refusedBy() {
    return asking.stream()
        .flatMap(it -> it.replies().values().stream())
        .mapToLong(reply -> reply instanceof VoteReply.Refused(var seen, _, _) ? seen : 0)
        .max()
        .orElse(0);
  }

  /// Holds what is asked for, by the votes that are had.
  public Turn keep() {
    return asking
        .map(it ->
            kept(new Asking(it.holder(), true, it.replies(), Optional.empty()), it.epoch(), true))
        .orElse(new Turn(this, false));
  }

  /// Whether a person's word may still replace votes under `epoch`.
  public boolean mayTakeWord(long epoch) {
    return intention.epoch() != epoch || !intention.byVotes();
  }

  /// Holds what is asked for by a person's word, for [#WORD] from `now`.
  ///
  /// @throws IllegalStateException when it was held by votes before; see [#mayTakeWord]
  public Turn keepByWord(String text, Duration now) {
    var held = asking.orElseThrow(() -> new IllegalStateException("nothing is asked for"));
    if (!mayTakeWord(held.epoch())) {
      throw new IllegalStateException("epoch " + held.epoch() + " was held by votes");
    }
    var word = Optional.of(new Word(text, now.plus(WORD)));
    return kept(new Asking(held.holder(), true, held.replies(), word), held.epoch(), false);
  }

  private Turn kept(Asking next, long epoch, boolean byVotes) {
    var durable = new LeaseRecord(epoch, true, byVotes);
    return new Turn(with(durable, Optional.of(next)), !durable.equals(intention));
  }

  /// A voter's answer, looked at `now`, to what was sent at `sentAt`. What answers another epoch is
  /// heeded by nobody.
  public Turn answered(
      String voter, VoteRequest request, Duration sentAt, VoteReply reply, Duration now) {
    if (!isAskedFor(request.epoch())) {
      return new Turn(this, false);
    }
    var held = asking.orElseThrow();
    var replies = held.with(voter, reply);
    var holder =
        reply instanceof VoteReply.Granted(var epoch)
            ? held.holder().granted(voter, epoch, sentAt)
            : held.holder();
    var next = with(new Asking(holder, held.kept(), replies, held.word()));
    if (held.kept() && reply instanceof VoteReply.Refused && next.isHopeless()) {
      return next.end(request.epoch());
    }
    // A person's word counts no longer once the votes are had, also one that a restart forgot.
    return held.kept() && !intention.byVotes() && next.hasVotes(now)
        ? next.keep()
        : new Turn(next, false);
  }

  /// Gives up what is held or asked for; from then on [#mayWrite] is false.
  ///
  /// @param epoch that ends with all below it
  public Turn end(long epoch) {
    boolean told = epoch > intention.epoch() || intention.hold();
    var durable =
        told ? new LeaseRecord(Math.max(epoch, intention.epoch()), false, false) : intention;
    return new Turn(with(durable, Optional.empty()), told);
  }

  /// What to send for what is asked for.
  public Optional<VoteRequest> request() {
    return asking.map(it ->
        intention.epoch() == it.epoch() && intention.byVotes()
            ? it.holder().request().nowByVotes()
            : it.holder().request());
  }

  private Asking fresh(long epoch, Duration now, boolean kept) {
    var request = new VoteRequest(workload, epoch, region);
    return new Asking(
        LeaseHolder.asking(terms, voters, request, now), kept, Map.of(), Optional.empty());
  }

  private KeptLease with(Asking next) {
    return with(intention, Optional.of(next));
  }

  private KeptLease with(LeaseRecord durable, Optional<Asking> next) {
    return new KeptLease(terms, voters, workload, region, durable, next);
  }
}
