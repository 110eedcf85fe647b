package dev.lifeboat.simulate;

import dev.lifeboat.lease.Holder;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lease keeper of one region: the product's [Holder] in a process of its own, asking the three
/// voters. What it should hold is durable; what it was granted is not.
final class Keeper {
  private static final long NEVER = Long.MIN_VALUE;

  final Program program = new Program();
  private final World world;
  private final Site site;
  private final String region;
  private final MachineClock clock;
  private final LeaseTerms terms;
  private final int[] turns;
  private final boolean[] refused;
  private final boolean[] ended;
  private long wantedEpoch;
  private boolean handedBack;
  private @Nullable Holder holder;
  private long gateEndNanos = NEVER;
  private long openSinceNanos;

  Keeper(World world, Site site, String region, MachineClock clock, LeaseTerms terms) {
    this.world = world;
    this.site = site;
    this.region = region;
    this.clock = clock;
    this.terms = terms;
    int voters = Site.COUNT;
    this.turns = new int[voters];
    this.refused = new boolean[voters];
    this.ended = new boolean[voters];
  }

  /// The epoch that it should hold; zero for none.
  long epoch() {
    return handedBack ? 0 : wantedEpoch;
  }

  /// Whether it holds the lease of `epoch`, on its own clock.
  boolean holds(long epoch) {
    return holder != null && epoch() == epoch && holder.mayWrite(clock.now());
  }

  /// Whether it holds the lease at all.
  boolean holds() {
    return holds(epoch());
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
    if (epoch < wantedEpoch || (epoch == wantedEpoch && handedBack)) {
      return false;
    }
    if (epoch > wantedEpoch) {
      wantedEpoch = epoch;
      handedBack = false;
      begin();
    }
    return true;
  }

  /// Its process was started again: it goes on with what it should hold.
  void restarted() {
    if (epoch() > 0) {
      begin();
    } else if (wantedEpoch > 0) {
      release();
    }
  }

  private void begin() {
    Arrays.fill(refused, false);
    shut();
    holder =
        Holder.asking(
            terms,
            world.voterNames(),
            new VoteRequest(world.workload(), wantedEpoch, region),
            clock.now());
    for (var voter : world.voters()) {
      ask(voter);
    }
  }

  private void shut() {
    if (gateEndNanos > world.now()) {
      world.settle();
      gateEndNanos = world.now();
    }
  }

  private void ask(Voting voter) {
    var asking = holder;
    if (asking == null || handedBack || refused[voter.site.number()]) {
      return;
    }
    var sentAt = clock.now();
    askAgainAt(voter, asking.nextAsk(sentAt, Optional.empty()));
    world.network.call(
        site,
        voter.site,
        voter.program,
        terms.length().toNanos(),
        () -> voter.answer(asking.request()),
        new Network.Back<VoteReply>() {
          @Override
          public void came(VoteReply reply) {
            program.run(() -> heard(voter, asking, sentAt, reply));
          }

          @Override
          public void missed(boolean nobodyThere) {
            // Silence is asked again at the next renewal, which is on the agenda.
          }
        });
  }

  private void askAgainAt(Voting voter, Duration at) {
    int turn = ++turns[voter.site.number()];
    world.agenda.after(
        clock.trueNanosUntil(at.toNanos()),
        program.own(() -> {
          if (turn == turns[voter.site.number()]) {
            ask(voter);
          }
        }));
  }

  private void heard(Voting voter, Holder asked, Duration sentAt, VoteReply reply) {
    var present = holder;
    if (present == null || !present.request().equals(asked.request())) {
      return;
    }
    switch (reply) {
      case VoteReply.Granted(var epoch) -> granted(present.granted(voter.name, epoch, sentAt));
      case VoteReply.Wait _ -> {
        var again = present.nextAsk(sentAt, Optional.of(reply));
        if (again.compareTo(present.nextAsk(sentAt, Optional.empty())) < 0) {
          askAgainAt(voter, again);
        }
      }
      // Not under this epoch, ever.
      case VoteReply.Refused _, VoteReply.Ended _ -> refused[voter.site.number()] = true;
    }
  }

  private void granted(Holder next) {
    holder = next;
    var until = next.heldUntil();
    if (until.isEmpty()) {
      return;
    }
    long end = clock.trueTimeNanos(until.get().minus(terms.selfFence()).toNanos());
    if (end <= world.now()) {
      return;
    }
    boolean opens = gateEndNanos <= world.now();
    if (opens) {
      world.settle();
      openSinceNanos = world.now();
    }
    gateEndNanos = Math.max(gateEndNanos, end);
    if (opens) {
      world.trace(() -> region + " holds the lease of epoch " + wantedEpoch);
      world.leaseGained(site);
    }
  }

  /// Gives the lease back, if it is one of `epoch` or lower, and tells the voters until they know.
  void handBack(long epoch) {
    if (wantedEpoch > 0 && wantedEpoch <= epoch) {
      if (!handedBack) {
        handedBack = true;
        if (holder != null) {
          holder = holder.handBack();
        }
        shut();
        Arrays.fill(ended, false);
        world.trace(() -> region + " hands back the lease of epoch " + wantedEpoch);
      }
      release();
    }
  }

  private void release() {
    var lease = new VoteRequest(world.workload(), wantedEpoch, region);
    for (var voter : world.voters()) {
      if (!ended[voter.site.number()]) {
        world.network.call(
            site,
            voter.site,
            voter.program,
            terms.length().toNanos(),
            () -> voter.release(lease, new Release.HandedBack()),
            new Network.Back<VoteReply>() {
              @Override
              public void came(VoteReply reply) {
                // A refusal is as good: the voter has granted a higher epoch since.
                ended[voter.site.number()] = true;
              }

              @Override
              public void missed(boolean nobodyThere) {
                // Whoever wants the lease waits it out then.
              }
            });
      }
    }
  }

  /// Confirms everything from now on, whatever the lease says: outside what is assumed.
  void ungate() {
    gateEndNanos = Long.MAX_VALUE / 2;
  }

  /// As after a long calm time: it holds `epoch` with all votes.
  void holdsAlready(long epoch, List<Voting> voters) {
    wantedEpoch = epoch;
    var calm =
        Holder.asking(
            terms,
            world.voterNames(),
            new VoteRequest(world.workload(), epoch, region),
            clock.now());
    for (var voter : voters) {
      voter.answer(calm.request());
      calm = calm.granted(voter.name, epoch, clock.now());
    }
    granted(calm);
    for (var voter : voters) {
      askAgainAt(voter, calm.nextAsk(clock.now(), Optional.empty()));
    }
  }
}
