package dev.lifeboat.simulate;

import dev.lifeboat.placement.CandidateRule;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The agent of a region: takes assignments, checks their epoch, and tends each copy until it is as
/// assigned. It is the start guard as well: nothing takes writes while the lease is not held.
final class SimAgent {
  private static final long GUARD_NANOS = 500_000_000L;
  private static final long RECONNECT_MOST_NANOS = 400_000_000L;
  private static final long LAG_NANOS = 1_000_000_000L;

  private final SimWorld world;
  private final SimRegion region;
  private final Set<SimCopy> busy = new HashSet<>();
  private static final int NOBODY = -1;
  private int instances;
  private int bound;
  private int starting;
  private long generation;
  private long begun;

  SimAgent(SimWorld world, SimRegion region) {
    this.world = world;
    this.region = region;
    this.bound = region.index;
  }

  /// Its process began: it looks after all copies, and goes on doing so.
  void begin() {
    busy.clear();
    region.copies.forEach(this::tend);
    guardLater();
  }

  private void guardLater() {
    world.agenda.after(
        GUARD_NANOS,
        region.agentProgram.own(() -> {
          region.copies.forEach(this::tend);
          guardLater();
        }));
  }

  void leaseGained() {
    region.agentProgram.run(() -> region.copies.forEach(this::tend));
  }

  /// Brings a copy one step nearer to what it is assigned.
  void tend(SimCopy copy) {
    if (!region.agentProgram.isRunning() || !copy.server.isUp() || busy.contains(copy)) {
      return;
    }
    switch (copy.duty()) {
      case WRITER -> {
        long epoch = copy.epoch();
        region.keeper.program.run(() -> region.keeper.acquire(epoch));
        boolean holds = region.keeper.program.isRunning() && region.keeper.holds(copy.epoch());
        if (holds && !copy.writable()) {
          occupy(copy, world.times.promote(), () -> promoted(copy));
        } else if (holds) {
          copy.tellEpoch();
        } else if (copy.writable()) {
          occupy(copy, demotion(copy), copy::endWriting);
        }
      }
      case FENCED -> {
        if (copy.writable()) {
          occupy(copy, demotion(copy), () -> fenced(copy));
        } else {
          stopped(copy);
        }
      }
      case REPLICA -> tendReplica(copy);
    }
  }

  /// Whether something is done to a copy that takes a while.
  boolean isBusy(SimCopy copy) {
    return busy.contains(copy);
  }

  private void promoted(SimCopy copy) {
    if (copy.duty() == SimCopy.Duty.WRITER) {
      copy.beginWriting();
    }
  }

  private void fenced(SimCopy copy) {
    copy.endWriting();
    copy.forgetLease();
    stopped(copy);
  }

  /// The lease goes back once no database here writes by it; gateways are waited for by the keeper.
  private void stopped(SimCopy database) {
    boolean last =
        region.copies.stream()
            .filter(it -> !it.store.kind.bucket())
            .noneMatch(it -> it.duty() == SimCopy.Duty.WRITER || it.writable());
    if (last) {
      handBack(database);
    }
  }

  private void handBack(SimCopy database) {
    if (!database.store.kind.bucket() && region.keeper.program.isRunning()) {
      region.keeper.handBack(database.epoch());
    }
  }

  private void tendReplica(SimCopy copy) {
    var source = world.region(1 - region.index).copies.get(region.copies.indexOf(copy));
    if (copy.writable()) {
      occupy(copy, demotion(copy), copy::endWriting);
    } else if (!copy.streams() || !copy.store.connected(copy)) {
      boolean reachable =
          source.server.isRunning() && world.network.passesBothWays(SimSite.HOME, SimSite.AWAY);
      if (reachable && copy.store.losses.isAlone(copy, source)) {
        if (source.duty() == SimCopy.Duty.WRITER) {
          occupy(copy, world.times.copyAnew(), () -> copied(copy, source));
        }
      } else if (reachable && !copy.streams()) {
        copy.stream(world.now() + world.random.between(0, RECONNECT_MOST_NANOS));
      }
    }
  }

  private void copied(SimCopy copy, SimCopy source) {
    boolean reachable =
        source.server.isRunning() && world.network.passesBothWays(SimSite.HOME, SimSite.AWAY);
    if (copy.duty() == SimCopy.Duty.REPLICA && reachable) {
      world.traffic.settle();
      copy.store.losses.readBack(copy, source);
      copy.cloneOf(source);
      copy.stream(world.now());
    }
  }

  private StepTimes.Range demotion(SimCopy copy) {
    return copy.store.kind.bucket() ? world.times.route() : world.times.demote();
  }

  /// Works on a copy for a while; the agent may die meanwhile, and the work with it.
  private void occupy(SimCopy copy, StepTimes.Range range, Runnable then) {
    busy.add(copy);
    world.agenda.after(
        range.draw(world.random),
        region.agentProgram.own(() -> {
          busy.remove(copy);
          if (copy.server.isUp()) {
            copy.server.run(then);
            tend(copy);
          }
        }));
  }

  /// Whether an attempt may change this copy: not under a lower epoch than was seen here. Under one
  /// epoch a copy goes from fenced or replica to writer and never back, so a request of the same
  /// run that comes late changes nothing either.
  private boolean admits(SimCopy copy, Attempt attempt) {
    return world.rules.current(copy.epoch(), attempt.epoch())
        && !(copy.duty() == SimCopy.Duty.WRITER && copy.epoch() == attempt.epoch());
  }

  /// Nothing is written here any more, also after a restart; a replica stays one.
  ///
  /// @return whether it was admitted
  boolean fence(SimCopy copy, Attempt attempt) {
    if (!admits(copy, attempt)) {
      return false;
    }
    boolean stays = copy.duty() == SimCopy.Duty.REPLICA && !copy.writable();
    copy.assign(stays ? SimCopy.Duty.REPLICA : SimCopy.Duty.FENCED, attempt.epoch());
    handBack(copy);
    tend(copy);
    return true;
  }

  /// A candidate alone becomes the writer, unless a person accepted the loss.
  ///
  /// @return why it does not; empty when it does
  Optional<Problem> promote(SimCopy copy, Attempt attempt) {
    var succession = attempt.succession();
    if (!world.rules.isDone(copy, SimCopy.Duty.WRITER, attempt)) {
      var run = world.run(attempt.run());
      if (run.isEmpty() || !world.rules.current(copy.epoch(), attempt.epoch())) {
        return Optional.of(SimRequests.late());
      }
      boolean already = copy.duty() == SimCopy.Duty.WRITER && copy.epoch() == attempt.epoch();
      if (!already) {
        var refusal = candidate(copy).refusal(succession.writer());
        if (refusal.isPresent() && succession.acceptedLoss().isEmpty()) {
          return refusal;
        }
        copy.promotedIn(run.get().mode(), succession.acceptedLoss().isPresent());
      }
      copy.assign(SimCopy.Duty.WRITER, attempt.epoch());
      copy.beginFromReplicated();
    }
    succession
        .word()
        .ifPresent(word ->
            region.keeper.program.run(() -> region.keeper.acquireByWord(attempt.epoch(), word)));
    tend(copy);
    return Optional.empty();
  }

  private CandidateRule candidate(SimCopy copy) {
    return new CandidateRule(copy.store.kind.name(), region.name(), Optional.of(copy.followed()));
  }

  boolean follow(SimCopy copy, Attempt attempt) {
    if (!admits(copy, attempt)) {
      return false;
    }
    if (!world.rules.isDone(copy, SimCopy.Duty.REPLICA, attempt)) {
      copy.assign(SimCopy.Duty.REPLICA, attempt.epoch());
      copy.endStream();
    }
    tend(copy);
    return true;
  }

  void scale(int wanted) {
    world.later(world.times.scale(), () -> instances = wanted);
  }

  int instances() {
    return instances;
  }

  void runs(int wanted) {
    instances = wanted;
  }

  /// Starts the instances anew with the stores of that region. A lower generation comes too late.
  boolean bind(int stores, long newGeneration) {
    if (newGeneration < generation) {
      return false;
    }
    boolean newer = newGeneration > generation;
    generation = Math.max(generation, newGeneration);
    // Who asks again for what is under way does not begin it anew.
    if (newer && (bound != NOBODY || starting != stores)) {
      start(stores);
    }
    return true;
  }

  private void start(int stores) {
    world.traffic.settle();
    bound = NOBODY;
    starting = stores;
    long own = generation;
    begun = own;
    world.later(
        world.times.scale(),
        () -> {
          if (begun == own) {
            world.traffic.settle();
            bound = stores;
          }
        });
  }

  /// The region whose stores the instances use; -1 while they start.
  int bound() {
    return bound;
  }

  Observation observeBound(int stores) {
    return bound == stores && region.services.isRunning()
        ? Observation.met("bound to " + world.region(stores).name())
        : Observation.pending("not bound to it");
  }

  Observation observeFenced(SimCopy copy) {
    return !copy.writable() && copy.duty() != SimCopy.Duty.WRITER && !busy.contains(copy)
        ? Observation.met("a fresh write was refused under epoch " + copy.epoch())
        : Observation.pending("it still takes writes");
  }

  Observation observePromoted(SimCopy copy) {
    return copy.writable() && region.keeper.holds(copy.epoch())
        ? Observation.met("takes writes under epoch " + copy.epoch())
        : Observation.pending(copy.writable() ? "holds no lease" : "is no writer yet");
  }

  Observation observeStreaming(SimCopy copy) {
    var source = world.region(1 - region.index).copies.get(region.copies.indexOf(copy));
    world.traffic.settle();
    boolean close = copy.uptoNanos() >= source.uptoNanos() - LAG_NANOS;
    return copy.duty() == SimCopy.Duty.REPLICA
            && copy.streams()
            && copy.store.connected(copy)
            && copy.timeline() == source.timeline()
            && close
        ? Observation.met("streams")
        : Observation.pending("does not stream");
  }

  /// Whether its instances can take a user's write.
  Observation observeHealthy() {
    world.traffic.settle();
    boolean ready =
        region.services.isRunning()
            && instances > 0
            && bound != NOBODY
            && world.region(bound).copies.stream().allMatch(SimCopy::couldAcknowledge);
    return ready ? Observation.met("ready") : Observation.pending("not ready");
  }

  Observation observeRunning(int wanted) {
    return region.services.isRunning() && instances >= wanted
        ? Observation.met(instances + " run")
        : Observation.pending(instances + " run");
  }
}
