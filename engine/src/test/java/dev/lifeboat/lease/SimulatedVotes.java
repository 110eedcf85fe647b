package dev.lifeboat.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/// Three voters and two keepers in true time, as unkind as the assumptions allow: messages that are
/// late, lost and doubled; voters that restart from disk; keepers that freeze, die, are replaced
/// and hand back; proofs of death that arrive when the dead one lives again. Nothing fences: the
/// votes alone must keep the writers apart. Everything follows from the seed.
final class SimulatedVotes {

  private static final List<String> VOTERS = List.of("v0", "v1", "v2");
  private static final long MILLI = 1_000_000;
  private static final long END = 60_000;

  private final LeaseTerms terms;
  private final Clocks clocks;
  private final Duration stopping;

  /// Of a lease of 2 s. With a longer one everything takes longer, but for the act of stopping.
  private final long milli;

  private final SplittableRandom random;
  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final List<VoterMachine> voters = new ArrayList<>();
  private final List<Keeper> keepers = new ArrayList<>();
  private long now;
  private long sequence;
  private long highestEpoch;

  /// How often the writer became another one: a world in which none does shows nothing.
  int changes;

  Optional<String> violation = Optional.empty();
  private String lastWriter = "";

  /// Within which rates the clocks run; most run at one of the two.
  private record Clocks(double slowest, double fastest) {}

  /// Without F, which would hide an error of the arithmetic behind its 300 ms, and with clocks so
  /// bad that one is found soon.
  static SimulatedVotes withoutSelfFence(long seed) {
    var terms = new LeaseTerms(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ZERO, 0.1);
    return new SimulatedVotes(seed, terms, new Clocks(0.9, 1.1), Duration.ZERO);
  }

  /// By the product's terms, with clocks that are slewed apart, and holders that take as long as
  /// they may to stop.
  static SimulatedVotes slewed(long seed, Duration lease) {
    return new SimulatedVotes(
        seed,
        LeaseTerms.lasting(lease),
        new Clocks(1, 1 + LeaseTerms.MOST_APART),
        LeaseTerms.STOPPING);
  }

  private SimulatedVotes(long seed, LeaseTerms terms, Clocks clocks, Duration stopping) {
    this.terms = terms;
    this.clocks = clocks;
    this.stopping = stopping;
    this.milli = MILLI * terms.length().toMillis() / 2_000;
    random = new SplittableRandom(seed);
    VOTERS.forEach(_ -> voters.add(new VoterMachine()));
    for (var region : List.of("east", "west")) {
      keepers.add(new Keeper(region));
    }
  }

  void run() {
    keepers.forEach(keeper -> keeper.assigned(++highestEpoch));
    after(0, this::nextMishap);
    while (violation.isEmpty() && !queue.isEmpty() && queue.peek().at < END * milli) {
      var event = queue.poll();
      now = event.at;
      event.action.run();
      look();
    }
  }

  /// Writing begins at an event only, so that a look after each finds every overlap.
  private void look() {
    var writers = keepers.stream().filter(Keeper::mayWrite).toList();
    if (writers.size() > 1) {
      violation =
          Optional.of("at %d ms: %s and %s".formatted(now / MILLI, writers.get(0), writers.get(1)));
    } else if (writers.size() == 1 && !writers.getFirst().region.equals(lastWriter)) {
      lastWriter = writers.getFirst().region;
      changes++;
    }
  }

  private void nextMishap() {
    var keeper = keepers.get(random.nextInt(keepers.size()));
    switch (random.nextInt(6)) {
      case 0 -> keeper.assigned(++highestEpoch);
      case 1 -> keeper.freeze(random.nextLong(5_000 * milli));
      case 2 -> keeper.handBack();
      case 3 -> {
        keeper.die();
        proveDeath(keeper);
      }
      case 4 -> voters.get(random.nextInt(voters.size())).restart();
      default -> proveDeath(keeper);
    }
    after(random.nextLong(1_500 * milli), this::nextMishap);
  }

  /// What a controller does: asks each voter for its time, looks at the host, tells the voter.
  private void proveDeath(Keeper keeper) {
    for (var voter : voters) {
      deliver(() -> {
        var asOf = voter.machine.status(voter.local()).at();
        deliver(() -> {
          if (!keeper.alive) {
            var dead = new Release.DeathProven(asOf, "the host's process table");
            deliver(() -> voter.release(keeper.request, dead));
          }
        });
      });
    }
  }

  private void after(long delay, Runnable action) {
    queue.add(new Event(now + delay, sequence++, action));
  }

  /// Mostly quick, sometimes late by seconds, lost or doubled.
  private void deliver(Runnable action) {
    int copies = random.nextInt(20) == 0 ? 2 : random.nextInt(10) == 0 ? 0 : 1;
    for (int copy = 0; copy < copies; copy++) {
      long latest = random.nextInt(10) == 0 ? 6_000 * milli : 30 * milli;
      after(random.nextLong(latest), action);
    }
  }

  private record Event(long at, long sequence, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /// A monotonic clock with an origin and a rate of its own; most run at an extreme.
  private class Machine {
    private final long origin = random.nextLong(1_000_000 * MILLI);
    private final double rate =
        random.nextBoolean()
            ? random.nextDouble(clocks.slowest(), clocks.fastest())
            : (random.nextBoolean() ? clocks.fastest() : clocks.slowest());

    final Duration local() {
      return Duration.ofNanos(origin + (long) (now * rate));
    }
  }

  private final class VoterMachine extends Machine {
    private Optional<Vote> disk = Optional.empty();
    private Voter machine = Voter.restarted(disk, terms, local());

    void restart() {
      machine = Voter.restarted(disk, terms, local());
    }

    VoteReply ask(VoteRequest request) {
      return take(machine.answer(request, local()));
    }

    void release(VoteRequest lease, Release why) {
      take(machine.release(lease, why, local()));
    }

    private VoteReply take(Voter.Turn turn) {
      if (turn.store()) {
        disk = turn.next().vote();
      }
      machine = turn.next();
      return turn.reply();
    }
  }

  private final class Keeper extends Machine {
    private final String region;

    /// Durable, as are the epochs it handed back.
    private VoteRequest request;

    private final Set<Long> handedBack = new HashSet<>();
    private LeaseHolder holder;
    private boolean alive = true;
    private long frozenUntil;
    private int incarnation;

    Keeper(String region) {
      this.region = region;
      request = new VoteRequest("shop", ++highestEpoch, region);
      holder = begin();
    }

    /// What it let through when it last might have is acknowledged until it has stopped.
    boolean mayWrite() {
      long ago = Math.min(now, stopping.toNanos());
      return alive
          && !handedBack.contains(request.epoch())
          && holder.mayWrite(local().minusNanos((long) (ago * rate())));
    }

    void assigned(long epoch) {
      if (alive) {
        request = new VoteRequest("shop", epoch, region);
        start();
      }
    }

    void freeze(long nanos) {
      frozenUntil = Math.max(frozenUntil, now + nanos);
    }

    void handBack() {
      if (alive && now >= frozenUntil) {
        handedBack.add(request.epoch());
        var lease = request;
        voters.forEach(voter -> deliver(() -> voter.release(lease, new Release.HandedBack())));
      }
    }

    /// And soon comes back, with what it has on disk.
    void die() {
      alive = false;
      incarnation++;
      after(
          random.nextLong(4_000 * milli),
          () -> {
            if (!alive) {
              alive = true;
              start();
            }
          });
    }

    private LeaseHolder begin() {
      return LeaseHolder.asking(terms, VOTERS, request, local());
    }

    private void start() {
      incarnation++;
      holder = begin();
      if (!handedBack.contains(request.epoch())) {
        int mine = incarnation;
        VOTERS.forEach(voter -> ask(voter, mine));
      }
    }

    private void ask(String voter, int mine) {
      awake(
          mine,
          () -> {
            var sentAt = local();
            var asked = request;
            var machine = voters.get(VOTERS.indexOf(voter));
            deliver(() -> {
              var reply = machine.ask(asked);
              deliver(() -> awake(mine, () -> hear(voter, reply, sentAt)));
            });
            after((long) (terms.renew().toNanos() / rate()), () -> ask(voter, mine));
          });
    }

    private void hear(String voter, VoteReply reply, Duration sentAt) {
      if (reply instanceof VoteReply.Granted(var epoch)) {
        holder = holder.granted(voter, epoch, sentAt);
      }
    }

    private double rate() {
      return super.rate;
    }

    /// What a frozen keeper has to do waits until it thaws; a dead one's is lost.
    private void awake(int mine, Runnable action) {
      if (alive && mine == incarnation) {
        if (now < frozenUntil) {
          after(frozenUntil - now, () -> awake(mine, action));
        } else {
          action.run();
        }
      }
    }

    @Override
    public String toString() {
      return region + " under epoch " + request.epoch();
    }
  }
}
