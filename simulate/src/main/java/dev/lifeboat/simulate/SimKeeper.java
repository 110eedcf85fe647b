package dev.lifeboat.simulate;

import dev.lifeboat.lease.KeptLease;
import dev.lifeboat.lease.LeaseRecord;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Passes;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The lease keeper of one region: the product's [KeptLease] in a process of its own, asking the
/// three voters. Its intention is durable; what it was granted is not.
final class SimKeeper {
  private static final long NEVER = Long.MIN_VALUE;
  private static final long GATEWAY_ASKS_NANOS = 250_000_000L;

  final SimProgram program = new SimProgram();
  private final SimWorld world;
  private final SimSite site;
  private final String region;
  private final SimMachineClock clock;
  private final LeaseTerms terms;
  private final List<String> voters;
  private final int[] turns;
  private LeaseRecord disk = LeaseRecord.NONE;
  private KeptLease lease;
  private long wordEpoch;
  private long gateEndNanos = NEVER;
  private long openSinceNanos;
  private long wordEndNanos = NEVER;
  private Passes passes;

  SimKeeper(
      SimWorld world, SimSite site, String region, SimMachineClock clock, List<String> voters) {
    this.world = world;
    this.site = site;
    this.region = region;
    this.clock = clock;
    this.terms = world.terms;
    this.voters = voters;
    this.turns = new int[SimSite.COUNT];
    this.lease = KeptLease.restarted(terms, voters, world.workload(), region, disk, clock.now());
    this.passes = Passes.begin(terms, false, clock.now());
  }

  /// The epoch that it holds or asks for; zero for none.
  long epoch() {
    return lease.asking().map(KeptLease.Asking::epoch).orElse(0L);
  }

  /// Whether it holds the lease of `epoch`, on its own clock.
  boolean holds(long epoch) {
    return lease.isAskedFor(epoch) && lease.mayWrite(clock.now());
  }

  /// Whether a person's word stands in for votes, or what a gateway was told by one still counts.
  boolean byWord() {
    return hasWord() || world.now() < wordEndNanos;
  }

  private boolean hasWord() {
    return lease.asking().flatMap(KeptLease.Asking::word).isPresent();
  }

  /// Until when, truly, a commit is confirmed without a further vote.
  long gateEndNanos() {
    return gateEndNanos;
  }

  /// Since when, truly, commits are confirmed, while they are.
  long openSinceNanos() {
    return openSinceNanos;
  }

  /// Asks for the lease of `epoch` and keeps it. Safe to repeat.
  ///
  /// @return whether it does; not for an epoch that is over here
  boolean acquire(long epoch) {
    if (epoch < lease.highest() || lease.hasEnded(epoch)) {
      return false;
    }
    if (!lease.isAskedFor(epoch)) {
      shut();
      lease = lease.askFor(epoch, clock.now());
      world.voters.forEach(this::ask);
    }
    return true;
  }

  /// Asks for the lease of `epoch`, and takes a person's word for it where votes cannot be had.
  void acquireByWord(long epoch, String word) {
    if (acquire(epoch) && wordEpoch != epoch) {
      wordEpoch = epoch;
      world.agenda.after(
          KeptLease.LONGEST_VOTE.toNanos(), program.own(() -> takeWord(epoch, word)));
    }
  }

  private void takeWord(long epoch, String word) {
    if (lease.isAskedFor(epoch) && !lease.hasVotes(clock.now()) && lease.mayTakeWord(epoch)) {
      take(lease.keepByWord(word, clock.now()));
      world.trace(() -> region + " writes under epoch " + epoch + " by a person's word");
      countWord();
    }
  }

  private void countWord() {
    if (hasWord()) {
      open();
      world.agenda.after(terms.renew().toNanos(), program.own(this::countWord));
    }
  }

  /// Its process was started again: it goes on with what it should hold.
  void restarted() {
    lease = KeptLease.restarted(terms, voters, world.workload(), region, disk, clock.now());
    wordEpoch = 0;
    passes = Passes.begin(terms, disk.epoch() > 0, clock.now());
    shut();
    if (lease.asking().isPresent()) {
      world.voters.forEach(this::ask);
    }
  }

  private void shut() {
    if (gateEndNanos > world.now()) {
      world.traffic.settle();
      gateEndNanos = world.now();
    }
  }

  private void ask(SimVoter voter) {
    var asking = lease.asking();
    var request = lease.request();
    if (asking.isEmpty() || request.isEmpty() || isOver(asking.get(), voter)) {
      return;
    }
    var sentAt = clock.now();
    askAgainAt(voter, asking.get().holder().nextAsk(sentAt, Optional.empty()));
    // Silence is asked again at the next renewal, which is on the agenda.
    call(
        voter,
        () -> voter.answer(request.get()),
        reply -> program.run(() -> heard(voter, request.get(), sentAt, reply)));
  }

  private void call(SimVoter voter, Supplier<VoteReply> effect, Consumer<VoteReply> came) {
    var patience = terms.length().toNanos();
    world.network.make(new SimNetwork.Call<>(site, voter.target, patience, effect, came, _ -> {}));
  }

  /// Not under this epoch, ever.
  private static boolean isOver(KeptLease.Asking asking, SimVoter voter) {
    return asking.replies().get(voter.name) instanceof VoteReply.Refused;
  }

  private void askAgainAt(SimVoter voter, Duration at) {
    int turn = ++turns[voter.target.site().number()];
    world.agenda.after(
        clock.trueNanosUntil(at.toNanos()),
        program.own(() -> {
          if (turn == turns[voter.target.site().number()]) {
            ask(voter);
          }
        }));
  }

  private void heard(SimVoter voter, VoteRequest request, Duration sentAt, VoteReply reply) {
    if (!lease.isAskedFor(request.epoch())) {
      return;
    }
    var now = clock.now();
    take(lease.answered(voter.name, request, sentAt, reply, now));
    var asking = lease.asking();
    if (asking.isEmpty()) {
      shut();
      return;
    }
    if (reply instanceof VoteReply.Wait) {
      var again = asking.get().holder().nextAsk(sentAt, Optional.of(reply));
      if (again.compareTo(asking.get().holder().nextAsk(sentAt, Optional.empty())) < 0) {
        askAgainAt(voter, again);
      }
    }
    if (!asking.get().kept() && lease.hasVotes(now)) {
      take(lease.keep());
    }
    open();
  }

  private void take(KeptLease.Turn turn) {
    lease = turn.next();
    if (turn.store()) {
      disk = lease.intention();
    }
  }

  private void open() {
    var now = clock.now();
    var left = lease.remaining(now);
    if (left.isZero()) {
      return;
    }
    long end = clock.trueTimeNanos(now.plus(left).toNanos());
    if (end <= world.now()) {
      return;
    }
    boolean opens = gateEndNanos <= world.now();
    if (opens) {
      world.traffic.settle();
      openSinceNanos = world.now();
    }
    gateEndNanos = Math.max(gateEndNanos, end);
    if (hasWord()) {
      wordEndNanos = gateEndNanos;
    }
    if (opens) {
      world.trace(() -> region + " holds the lease of epoch " + epoch());
      world.leaseGained(site);
    }
  }

  /// Gives the lease back, if it is one of `epoch` or lower, and tells the voters once no gateway
  /// writes by it any more.
  void handBack(long epoch) {
    long held = epoch();
    if (held > 0 && held <= epoch) {
      var now = clock.now();
      var left = lease.remaining(now);
      var gateways =
          world.region(region).copies.stream().filter(it -> it.store.kind.bucket()).toList();
      for (var gateway : gateways) {
        passes = passes.asked(gateway.store.kind.name(), now, true, left, now).next();
      }
      take(lease.end(held));
      shut();
      world.trace(() -> region + " hands back the lease of epoch " + held);
      var ended = new VoteRequest(world.workload(), held, region);
      var end = now.plus(passes.left(now));
      gateways.forEach(gateway -> nextQuestion(gateway, ended, end));
      releaseOnceNobodyWrites(ended, end);
    }
  }

  /// A gateway asks again and is told no; it says so at once, unless it does not run then.
  private void nextQuestion(SimCopy gateway, VoteRequest ended, Duration end) {
    world.agenda.after(
        world.random.between(0, GATEWAY_ASKS_NANOS),
        program.own(() -> {
          if (gateway.server.isRunning()) {
            gateway.forgetLease();
            var now = clock.now();
            passes =
                passes
                    .asked(gateway.store.kind.name(), now, false, lease.remaining(now), now)
                    .next();
            releaseOnceNobodyWrites(ended, end);
          }
        }));
  }

  /// At `end` nobody does by that lease, whatever is given by a later one.
  private void releaseOnceNobodyWrites(VoteRequest ended, Duration end) {
    var now = clock.now();
    if (now.compareTo(end) >= 0 || !passes.left(now).isPositive()) {
      release(ended);
    } else {
      world.agenda.after(
          clock.trueNanosUntil(end.toNanos()),
          program.own(() -> releaseOnceNobodyWrites(ended, end)));
    }
  }

  /// A refusal is as good: the voter has granted a higher epoch since. After silence, whoever wants
  /// the lease waits it out.
  private void release(VoteRequest ended) {
    world.voters.forEach(
        voter -> call(voter, () -> voter.release(ended, new Release.HandedBack()), _ -> {}));
  }

  /// Confirms everything from now on, whatever the lease says: outside what is assumed.
  void ungate() {
    gateEndNanos = Long.MAX_VALUE / 2;
  }

  /// As after a long calm time: it holds `epoch` with all votes.
  void holdsAlready(long epoch, List<SimVoter> all) {
    disk = new LeaseRecord(epoch, true, true);
    lease = KeptLease.restarted(terms, voters, world.workload(), region, disk, clock.now());
    var now = clock.now();
    for (var voter : all) {
      var request = lease.request().orElseThrow();
      take(lease.answered(voter.name, request, now, voter.answer(request), now));
    }
    open();
    var holder = lease.asking().orElseThrow().holder();
    all.forEach(voter -> askAgainAt(voter, holder.nextAsk(now, Optional.empty())));
  }
}
