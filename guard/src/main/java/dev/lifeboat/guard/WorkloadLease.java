package dev.lifeboat.guard;

import dev.lifeboat.files.JsonFile;
import dev.lifeboat.guard.LeaseState.Phase;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.KeptLease;
import dev.lifeboat.lease.LeaseRecord;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Passes;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One workload's lease, kept over the keeper's death: a [KeptLease] with its file, and those who
/// wait for it. Thread-safe; those who wait hold no lock meanwhile. It sends nothing itself:
/// [VoterLoop]s ask on its behalf and tell it what was said.
final class WorkloadLease {
  private final String workload;
  private final MonotonicClock clock;
  private final JsonFile<LeaseRecord> file;
  private final VoterAnswers said;
  private volatile KeptLease lease;
  private Passes passes;

  /// Goes on with what was held before the keeper's death.
  WorkloadLease(
      String workload,
      String region,
      List<String> voters,
      LeaseTerms terms,
      MonotonicClock clock,
      Path file)
      throws IOException {
    this.workload = workload;
    this.said = new VoterAnswers(workload, voters);
    this.clock = clock;
    this.file = record(file);
    var intention = this.file.read().orElse(LeaseRecord.NONE);
    this.lease = KeptLease.restarted(terms, voters, workload, region, intention, clock.now());
    this.passes = Passes.begin(terms, intention.epoch() > 0, clock.now());
  }

  /// Where a keeper's intention about one lease survives its death. Nothing may be held while it
  /// cannot be read.
  static JsonFile<LeaseRecord> record(Path file) {
    return new JsonFile<>(file, LeaseRecord.class, "does not hold a keeper's intention");
  }

  String workload() {
    return workload;
  }

  /// How long a lease lasts at most.
  Duration length() {
    return lease.terms().length();
  }

  /// Whether a commit may be confirmed at this moment.
  boolean mayWrite() {
    return lease.mayWrite(clock.now());
  }

  /// How long [#mayWrite] stays true without a further vote; zero when it is not.
  Duration remaining() {
    return lease.remaining(clock.now());
  }

  /// Whether what was held here was handed back or lost for good.
  boolean hasEnded() {
    return phase() == Phase.ENDED;
  }

  /// Asks for the lease and waits until it is held. All or nothing: what two voters did not grant
  /// in time is asked for no longer, so that it cannot fall to this region later, unseen.
  ///
  /// @param override a named person's word: it is held even so, for [KeptLease#WORD] and until two
  ///   voters vote for it. Two that refuse know better than the person.
  /// @throws RefusedException saying what each voter said, and how long to wait
  synchronized void acquire(long epoch, Duration patience, Optional<String> override)
      throws IOException, InterruptedException {
    refuseEnded(epoch);
    var before = lease;
    boolean begun = !before.isAskedFor(epoch);
    if (begun) {
      said.clear();
      become(before.askFor(epoch, clock.now()));
    }
    boolean held = false;
    try {
      var word = awaitVotes(epoch, clock.now().plus(patience), override);
      take(word.isPresent() ? lease.keepByWord(word.get(), clock.now()) : lease.keep());
      held = true;
    } finally {
      if (begun && !held) {
        become(lease.giveUp(epoch, before));
      }
    }
  }

  /// Gives up what is held or asked for under `epoch` or a lower one, durably. From the return on
  /// [#mayWrite] is false; the caller then tells the voters.
  ///
  /// @return what to tell the voters; empty if there was nothing
  /// @throws EpochRefusedException if a higher epoch is held here
  synchronized Optional<VoteRequest> handBack(long epoch) throws IOException {
    var held = lease.request();
    long highest = held.map(VoteRequest::epoch).orElse(0L);
    if (highest > epoch) {
      throw new EpochRefusedException(
          "epoch %d cannot end the lease of epoch %d; nothing was changed"
              .formatted(epoch, highest),
          epoch,
          highest);
    }
    take(lease.end(highest));
    return held;
  }

  /// Whether and how long who asks may write without asking again.
  ///
  /// @param askedAt on its clock
  /// @param writing whether it writes by an earlier answer when it asks
  /// @return from when it asked; zero when it may not
  synchronized Duration pass(String who, Duration askedAt, boolean writing) {
    var now = clock.now();
    var turn = passes.asked(who, askedAt, writing, lease.remaining(now), now);
    passes = turn.next();
    notifyAll();
    return turn.left();
  }

  /// Returns once nobody writes by an answer of [#pass] any more. The lease must have ended before.
  synchronized void awaitNoPass() throws InterruptedException {
    // What is given later is given by a later lease.
    var end = clock.now().plus(passes.left(clock.now()));
    for (var now = clock.now();
        now.compareTo(end) < 0 && passes.left(now).isPositive();
        now = clock.now()) {
      TimeUnit.NANOSECONDS.timedWait(this, end.minus(now).toNanos());
    }
  }

  /// Returns once [#mayWrite] holds; it may have ended since.
  synchronized void awaitHeld() throws InterruptedException {
    while (!mayWrite()) {
      wait();
    }
  }

  /// What to ask the voters for, as soon as there is something.
  synchronized VoteRequest awaitRequest() throws InterruptedException {
    while (true) {
      var request = lease.request();
      if (request.isPresent()) {
        return request.get();
      }
      wait();
    }
  }

  /// Returns when it is time to ask again after `request`, or when something else is to be asked.
  ///
  /// @param reply to what was sent at `sentAt`; empty if there was none
  synchronized void awaitTurn(VoteRequest request, Duration sentAt, Optional<VoteReply> reply)
      throws InterruptedException {
    var until = lease.nextAsk(sentAt, reply);
    while (lease.request().equals(Optional.of(request))) {
      long left = until.minus(clock.now()).toNanos();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /// A voter's answer to what was sent at `sentAt`.
  synchronized void answered(String voter, VoteRequest request, Duration sentAt, VoteReply reply)
      throws IOException {
    if (lease.isAskedFor(request.epoch())) {
      said.answered(voter, reply);
      take(lease.answered(voter, request, sentAt, reply, clock.now()));
    }
  }

  /// A voter that did not answer. What it said before still counts.
  synchronized void silent(String voter, VoteRequest request, String why) {
    if (lease.isAskedFor(request.epoch())) {
      said.silent(voter, why);
    }
  }

  /// @param gates what each gate is doing
  synchronized LeaseState state(Map<String, String> gates) {
    var now = clock.now();
    var left = lease.remaining(now);
    var word = lease.word(now);
    return new LeaseState(
        workload,
        lease.request().map(VoteRequest::epoch).orElse(lease.intention().epoch()),
        phase(),
        left.isPositive(),
        left.toMillis(),
        said.words(),
        gates,
        word.map(it -> new LeaseWord(it.text(), it.until().minus(now).toMillis())).orElse(null));
  }

  private Phase phase() {
    if (lease.asking().isPresent()) {
      return Phase.ASKING;
    }
    return lease.intention().epoch() == 0 ? Phase.NONE : Phase.ENDED;
  }

  private void refuseEnded(long epoch) throws RefusedException {
    long highest = lease.highest();
    if (epoch < highest) {
      throw new EpochRefusedException(
          "epoch %d of %s is lower than %d, which was held here; nothing was changed"
              .formatted(epoch, workload, highest),
          epoch,
          highest);
    }
    if (lease.hasEnded(epoch)) {
      throw new RefusedException(
          409,
          Code.LB3016,
          "the lease of %s under epoch %d has ended here: only a higher epoch can be held"
              .formatted(workload, epoch));
    }
  }

  /// Waits until two voters vote, or in vain if a person's word is enough.
  ///
  /// @return the word that is needed; empty if the votes are had
  private Optional<String> awaitVotes(long epoch, Duration until, Optional<String> override)
      throws RefusedException, InterruptedException {
    while (true) {
      if (!lease.isAskedFor(epoch)) {
        throw said.notInTime(epoch, "it was given up meanwhile");
      }
      if (lease.hasVotes(clock.now())) {
        return Optional.empty();
      }
      if (lease.isHopeless()) {
        throw said.hopeless(epoch, lease.refusedBy());
      }
      long left = until.minus(clock.now()).toNanos();
      if (left <= 0) {
        return Optional.of(
            override
                .filter(_ -> lease.mayTakeWord(epoch))
                .orElseThrow(() -> said.late(epoch, override.isPresent())));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /// Whoever gives up stops first, whatever the disk says; whoever keeps must remember it first.
  private void take(KeptLease.Turn turn) throws IOException {
    boolean givesUp = turn.next().asking().isEmpty();
    if (givesUp) {
      become(turn.next());
    }
    if (turn.store()) {
      file.write(turn.next().intention());
    }
    if (!givesUp) {
      become(turn.next());
    }
  }

  private void become(KeptLease next) {
    lease = next;
    notifyAll();
  }
}
