package dev.lifeboat.agent.lease;

import dev.lifeboat.agent.state.EpochRefusedException;
import dev.lifeboat.agent.state.LeaseState;
import dev.lifeboat.agent.state.LeaseState.Phase;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.agent.vote.MonotonicClock;
import dev.lifeboat.lease.Holder;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One workload's lease: asked for, held, lost or handed back by this region. Thread-safe. It sends
/// nothing itself: [VoterLoop]s ask on its behalf and tell it what was said.
final class WorkloadLease {
  /// With two refusals no majority can be had any more: epochs only grow.
  private static final int REFUSALS_THAT_END_IT = 2;

  private final String workload;
  private final String region;
  private final List<String> voters;
  private final LeaseTerms terms;
  private final MonotonicClock clock;
  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, VoteReply> replies = new TreeMap<>();
  private final Map<String, String> said = new TreeMap<>();
  private Intention intention;
  private volatile Optional<Asking> asking;

  /// What is asked for at present.
  ///
  /// @param kept whether the intention to hold it is durable: only then may anyone write
  /// @param override whose word replaces votes that are missing, until two voters vote
  private record Asking(Holder holder, boolean kept, Optional<String> override) {
    long epoch() {
      return holder.request().epoch();
    }

    boolean mayWrite(Duration at) {
      return kept && (override.isPresent() || holder.mayWrite(at));
    }
  }

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
    this.region = region;
    this.voters = List.copyOf(voters);
    this.terms = terms;
    this.clock = clock;
    this.file = file;
    this.intention = Intention.read(file);
    this.asking =
        intention.hold()
            ? Optional.of(
                new Asking(
                    asking(intention.epoch()), true, Optional.ofNullable(intention.override())))
            : Optional.empty();
  }

  String workload() {
    return workload;
  }

  /// Whether a commit may be confirmed at this moment.
  boolean mayWrite() {
    return asking.filter(now -> now.mayWrite(clock.now())).isPresent();
  }

  /// How long [#mayWrite] stays true without a further vote; zero when it is not.
  Duration remaining() {
    return asking.filter(Asking::kept).map(this::remaining).orElse(Duration.ZERO);
  }

  /// Asks for the lease and waits until it is held. All or nothing: what two voters did not grant
  /// in time is asked for no longer, so that it cannot fall to this region later, unseen.
  ///
  /// @param override a named person's word: it is held even so, until two voters vote for it, and
  ///   from then on by their votes alone. Two that refuse know better than the person.
  /// @throws RefusedException saying what each voter said, and how long to wait
  void acquire(long epoch, Duration patience, Optional<String> override)
      throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      refuseEnded(epoch);
      var before = asking;
      boolean begun = before.filter(now -> now.epoch() == epoch).isEmpty();
      if (begun) {
        replies.clear();
        said.clear();
        asking = Optional.of(new Asking(asking(epoch), false, Optional.empty()));
        changed.signalAll();
      }
      boolean held = false;
      try {
        keep(epoch, awaitHeld(epoch, clock.now().plus(patience), override));
        held = true;
      } finally {
        if (begun && !held && isAskedFor(epoch)) {
          asking = before;
          changed.signalAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Gives up what is held or asked for under `epoch` or a lower one, durably. From the return on
  /// [#mayWrite] is false; the caller then tells the voters.
  ///
  /// @return what to tell the voters; empty if there was nothing
  /// @throws EpochRefusedException if a higher epoch is held here
  Optional<VoteRequest> handBack(long epoch) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      var current = asking;
      long highest = current.map(Asking::epoch).orElse(0L);
      if (highest > epoch) {
        throw new EpochRefusedException(
            "epoch %d cannot end the lease of epoch %d; nothing was changed"
                .formatted(epoch, highest),
            epoch,
            highest);
      }
      end(highest);
      return current.map(now -> now.holder().request());
    } finally {
      lock.unlock();
    }
  }

  /// Returns once [#mayWrite] holds; it may have ended since.
  void awaitHeld() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!mayWrite()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The holder to ask for, as soon as there is one.
  Holder awaitAsking() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        var now = asking;
        if (now.isPresent()) {
          return now.get().holder();
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Returns at `until`, or when something else than `request` is to be asked.
  void awaitTurn(VoteRequest request, Duration until) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (isAskedFor(request.epoch())) {
        long left = until.minus(clock.now()).toNanos();
        if (left <= 0) {
          return;
        }
        var _ = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// A voter's answer to what was sent at `sentAt`.
  void answered(String voter, VoteRequest request, Duration sentAt, VoteReply reply)
      throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!isAskedFor(request.epoch())) {
        return;
      }
      replies.put(voter, reply);
      said.put(voter, words(reply));
      if (reply instanceof VoteReply.Granted(var epoch)) {
        granted(voter, epoch, sentAt);
      } else if (isHopeless() && asking.filter(Asking::kept).isPresent()) {
        end(request.epoch());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// A voter that did not answer. What it said before still counts.
  void silent(String voter, VoteRequest request, String why) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (isAskedFor(request.epoch())) {
        said.put(voter, "silent: " + why);
      }
    } finally {
      lock.unlock();
    }
  }

  /// @param gates what each gate is doing
  LeaseState state(Map<String, String> gates) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var current = asking;
      long epoch = current.map(Asking::epoch).orElse(intention.epoch());
      var phase = intention.epoch() == 0 ? Phase.NONE : Phase.ENDED;
      var left = remaining();
      return new LeaseState(
          workload,
          epoch,
          current.isPresent() ? Phase.ASKING : phase,
          left.isPositive(),
          left.toMillis(),
          said,
          gates,
          current.flatMap(Asking::override).orElse(null));
    } finally {
      lock.unlock();
    }
  }

  private void refuseEnded(long epoch) throws RefusedException {
    long highest = Math.max(intention.epoch(), asking.map(Asking::epoch).orElse(0L));
    if (epoch < highest) {
      throw new EpochRefusedException(
          "epoch %d of %s is lower than %d, which was held here; nothing was changed"
              .formatted(epoch, workload, highest),
          epoch,
          highest);
    }
    if (epoch == intention.epoch() && !intention.hold()) {
      throw new RefusedException(
          409,
          Code.LB3003.name(),
          "the lease of %s under epoch %d has ended here: only a higher epoch can be held"
              .formatted(workload, epoch));
    }
  }

  /// Waits until two voters vote, or in vain if a person's word is enough.
  ///
  /// @return the word that is needed; empty if the votes are had
  private Optional<String> awaitHeld(long epoch, Duration until, Optional<String> override)
      throws RefusedException, InterruptedException {
    while (true) {
      if (!isAskedFor(epoch)) {
        throw notGranted(503, Code.LB2002, epoch, "it was given up meanwhile");
      }
      if (asking.filter(now -> now.holder().mayWrite(clock.now())).isPresent()) {
        return Optional.empty();
      }
      if (isHopeless()) {
        throw hopeless(epoch);
      }
      long left = until.minus(clock.now()).toNanos();
      if (left <= 0) {
        if (override.isPresent()) {
          return override;
        }
        throw notGranted(503, Code.LB2002, epoch, "not by two of three in time");
      }
      var _ = changed.awaitNanos(left);
    }
  }

  private void keep(long epoch, Optional<String> override) throws IOException {
    if (asking.filter(now -> now.kept() && now.override().equals(override)).isEmpty()) {
      intention = new Intention(epoch, true, override.orElse(null)).write(file);
      asking = asking.map(now -> new Asking(now.holder(), true, override));
      changed.signalAll();
    }
  }

  /// A person's word counts no longer once the votes are had.
  private void granted(String voter, long epoch, Duration sentAt) throws IOException {
    asking =
        asking.map(now ->
            new Asking(now.holder().granted(voter, epoch, sentAt), now.kept(), now.override()));
    if (asking
        .filter(now -> now.override().isPresent() && now.holder().mayWrite(clock.now()))
        .isPresent()) {
      keep(epoch, Optional.empty());
    }
  }

  /// What is held by a person's word has no end of its own, and is asked about again as often.
  private Duration remaining(Asking now) {
    return now.override().isPresent()
        ? terms.length().minus(terms.selfFence())
        : now.holder().remaining(clock.now());
  }

  private void end(long epoch) throws IOException {
    asking = Optional.empty();
    changed.signalAll();
    if (epoch > intention.epoch() || intention.hold()) {
      intention = new Intention(Math.max(epoch, intention.epoch()), false, null).write(file);
    }
  }

  private boolean isAskedFor(long epoch) {
    return asking.filter(now -> now.epoch() == epoch).isPresent();
  }

  private boolean isHopeless() {
    return replies.values().stream().filter(VoteReply.Refused.class::isInstance).count()
        >= REFUSALS_THAT_END_IT;
  }

  private RefusedException hopeless(long epoch) {
    long highest =
        replies.values().stream()
            .mapToLong(reply -> reply instanceof VoteReply.Refused(var seen, _, _) ? seen : 0)
            .max()
            .orElse(0);
    return highest > epoch
        ? new EpochRefusedException(
            "the lease of %s under epoch %d cannot be had: %s".formatted(workload, epoch, said),
            epoch,
            highest)
        : notGranted(409, Code.LB3003, epoch, "it cannot be had any more");
  }

  private RefusedException notGranted(int status, Code code, long epoch, String why) {
    var all = new TreeMap<String, String>();
    voters.forEach(voter -> all.put(voter, said.getOrDefault(voter, "no answer yet")));
    return new RefusedException(
        status,
        code.name(),
        "the lease of %s under epoch %d was not granted, %s: %s; nothing was changed"
            .formatted(workload, epoch, why, all));
  }

  private Holder asking(long epoch) {
    return Holder.asking(terms, voters, new VoteRequest(workload, epoch, region), clock.now());
  }

  private static String words(VoteReply reply) {
    return switch (reply) {
      case VoteReply.Granted(var epoch) -> "granted epoch " + epoch;
      case VoteReply.Ended(var epoch) -> "ended epoch " + epoch;
      case VoteReply.Refused(var highest, var holder, var why) ->
          "refused: %s (epoch %d of '%s')".formatted(why, highest, holder);
      case VoteReply.Wait(var atLeast, var why) ->
          "wait %d ms: %s".formatted(atLeast.toMillis(), why);
    };
  }
}
