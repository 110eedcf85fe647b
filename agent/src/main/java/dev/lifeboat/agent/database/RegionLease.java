package dev.lifeboat.agent.database;

import dev.lifeboat.guard.KeeperClient;
import dev.lifeboat.guard.LeaseState;
import dev.lifeboat.guard.LeaseVerdict;
import dev.lifeboat.guard.LeaseWord;
import dev.lifeboat.lease.KeptLease;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// One workload's lease as this agent asks its region's keeper for it; shared by the databases of
/// the workload. Thread-safe.
public final class RegionLease {
  private static final Logger LOG = System.getLogger(RegionLease.class.getName());

  private static final Duration ASK_AGAIN = Duration.ofMillis(50);

  private final String workload;
  private final KeeperClient keeper;
  private final Set<String> writers = ConcurrentHashMap.newKeySet();
  private volatile Optional<LeaseWord> word = Optional.empty();
  private final AtomicLong owed = new AtomicLong();

  /// @param keeper of this region
  public RegionLease(String workload, KeeperClient keeper) {
    this.workload = workload;
    this.keeper = keeper;
  }

  /// The lease as the keeper has it, for a database that is assigned to write under `epoch`. A
  /// keeper that knows nothing of that epoch is told to get it. While it asks for it, or does not
  /// answer, that may pass.
  LeaseVerdict askOrAcquire(String database, long epoch) throws InterruptedException {
    try {
      var seen = keeper.state(workload);
      word = Optional.ofNullable(seen.word());
      if (seen.epoch() < epoch) {
        acquire(database, epoch, Optional.empty());
        return new LeaseVerdict.Confirmed();
      }
      writers.add(database);
      return judge(seen, epoch);
    } catch (RefusedException refused) {
      return new LeaseVerdict.Unsure(refused.why());
    } catch (IOException silence) {
      return new LeaseVerdict.Unsure("the keeper is silent: " + silence.getMessage());
    }
  }

  /// The person's word by which this region wrote when it was asked last.
  Optional<LeaseWord> word() {
    return word;
  }

  /// Gets the lease for a database that is to write.
  ///
  /// @param override whose word replaces missing votes, and why; empty if nobody's does
  /// @throws RefusedException saying which voters did not grant it and how long to wait
  void acquire(String database, long epoch, Optional<String> override)
      throws IOException, InterruptedException {
    try {
      // It may be coming up beside an agent that began a moment ago.
      var _ =
          new Wait(KeptLease.LONGEST_VOTE, ASK_AGAIN)
              .answer(
                  () -> keeper.acquire(workload, epoch, KeptLease.LONGEST_VOTE, override),
                  failed -> !(failed instanceof RefusedException));
      writers.add(database);
    } catch (RefusedException refused) {
      throw refused;
    } catch (IOException silence) {
      throw new RefusedException(
              503,
              Code.LB2020,
              "the lease keeper is silent: %s; nothing was changed".formatted(silence.getMessage()))
          .dueTo(silence);
    }
  }

  /// Hands back at once, whoever else writes: from the return on this region confirms no commit.
  void handBack(long epoch) throws IOException, InterruptedException {
    word = Optional.empty();
    try {
      var _ = keeper.handBack(workload, epoch);
      paid(epoch);
    } catch (EpochRefusedException higher) {
      paid(epoch);
      throw higher;
    } catch (IOException untaken) {
      owe(epoch);
      throw untaken;
    }
  }

  /// It is to be handed back up to `epoch` as soon as the keeper answers. An agent that starts owes
  /// what it is assigned to have given up: the one before may have died with that undone.
  void owe(long epoch) {
    long _ = owed.accumulateAndGet(epoch, Math::max);
  }

  private void paid(long epoch) {
    long _ = owed.updateAndGet(still -> still <= epoch ? 0 : still);
  }

  /// Hands back what the keeper did not take, silent or with a full disk: one that was just started
  /// again would go on asking for it, and no other region could ever have it.
  void returnOwed() throws InterruptedException {
    long epoch = owed.get();
    if (epoch > 0) {
      try {
        handBack(epoch);
      } catch (IOException still) {
        LOG.log(Level.DEBUG, "the lease of {0} is not handed back yet: {1}", workload, still);
      }
    }
  }

  /// Hands back if `database` was the last of the workload that wrote here.
  void stopped(String database, long epoch) throws IOException, InterruptedException {
    writers.remove(database);
    if (writers.isEmpty()) {
      handBack(epoch);
    }
  }

  private static LeaseVerdict judge(LeaseState seen, long epoch) {
    if (seen.holds(epoch)) {
      return new LeaseVerdict.Confirmed();
    }
    var why = "the lease of epoch %d is not held, voters: %s".formatted(epoch, seen.voters());
    return seen.epoch() == epoch && seen.phase() == LeaseState.Phase.ASKING
        ? new LeaseVerdict.Unsure(why)
        : new LeaseVerdict.Lost(why + ", epoch " + seen.epoch() + " is known");
  }
}
