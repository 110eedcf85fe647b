package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.KeptCopies;
import dev.lifeboat.agent.state.LedgerPage;
import dev.lifeboat.agent.state.LedgerRequest;
import dev.lifeboat.agent.state.StandbyRequest;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.guard.LeaseWord;
import dev.lifeboat.guard.StartGuard;
import dev.lifeboat.guard.audit.AuditTrail;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// One database as the agent's API offers it. Every call may be repeated, and answers when what was
/// asked holds, or says why not. Thread-safe: one lock serialises all that changes the database.
public final class GuardedDatabase {
  /// Longer than any change should take, shorter than callers wait.
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(25);

  private final DatabaseConfig config;
  private final DatabaseContext parts;
  private final ServerPromotion promotion;
  private final ServerFence fence;
  private final StandbySetup standby;
  private final DatabaseLock lock;
  private final CloneRun clone;
  private final RestoredFiles restored;
  private final Supervision supervision;
  private final ConnectedReplica replica;
  private final AuditTrail audit;
  private final LeaseClock leaseClock;
  private final DatabaseStart start;

  /// Reads what the database was last assigned to be; starts nothing.
  ///
  /// @param lease that it needs to write; empty if it is written without one
  /// @throws IOException if its durable assignment cannot be read: then it must not be touched
  public GuardedDatabase(
      DatabaseConfig config, Host host, StartGuard guard, Optional<RegionLease> lease)
      throws IOException {
    this.config = config;
    this.parts = DatabaseContext.of(config, host, lease);
    var serverStart = new ServerStart(parts);
    var setup = new WriterSetup(config, parts.logins());
    this.promotion = new ServerPromotion(parts, serverStart, new WriteGuard(parts, guard), setup);
    this.fence = new ServerFence(parts, serverStart);
    this.standby = new StandbySetup(parts, serverStart, setup);
    this.lock = new DatabaseLock(config.name(), parts.account());
    this.clone = new CloneRun(parts, standby, lock);
    this.restored = new RestoredFiles(parts, serverStart, standby);
    this.supervision = new Supervision(parts, promotion, fence, standby, lock);
    this.replica = new ConnectedReplica(parts);
    this.audit = new AuditTrail(config.name(), parts::isToWrite, parts.logins()::openToAudit);
    this.leaseClock = new LeaseClock(parts, InstantSource.system());
    this.start = new DatabaseStart(config.name(), parts.account(), this::tryToBegin);
  }

  /// Adopts a living server, else starts what the assignment says under the start guard; keeps
  /// doing so until [#end]. Where that cannot be begun the database is left alone, says why, and is
  /// tried again.
  public void begin() {
    start.begin();
  }

  /// Returns after the first try to begin, or when that takes longer.
  public void awaitFirstTry(Duration longest) throws InterruptedException {
    start.awaitFirstTry(longest);
  }

  /// What may fail comes first. The server is adopted before all else, so that its state is told
  /// truly whatever fails.
  private void tryToBegin() throws IOException, InterruptedException {
    parts.process().adopt();
    clone.repair();
    parts.account().complain(null);
    oweLease();
    supervision.begin();
    replica.begin();
    audit.begin();
    leaseClock.begin();
    clone.resume();
  }

  /// What must not write here holds no lease, whether or not the agent before lived to say so.
  private void oweLease() {
    switch (parts.assignment().role()) {
      case REPLICA, STOPPED -> parts.lease().ifPresent(it -> it.owe(parts.assignment().epoch()));
      case WRITER, NONE -> {}
    }
  }

  /// Stops supervising and then the server, in an orderly way at first.
  public void end() throws IOException, InterruptedException {
    start.end();
    leaseClock.end();
    audit.end();
    replica.end();
    supervision.end();
    clone.end();
    lock.within(
        LOCK_LIMIT,
        () -> {
          try {
            parts.process().stop(AssignmentRequest.Stop.ORDERLY, ServerFence.STOP_LIMIT);
          } catch (RefusedException _) {
            // Nobody would guard it once the agent is gone. An immediate stop loses nothing here.
            parts.process().stop(AssignmentRequest.Stop.IMMEDIATE, ServerFence.STOP_LIMIT);
          }
        });
  }

  public String workload() {
    return config.workload();
  }

  /// The person's word by which it writes, as its keeper told it last; empty mostly.
  public Optional<LeaseWord> word() {
    return parts.lease().flatMap(RegionLease::word);
  }

  /// Makes it what is asked: a fence (`replica`, `stopped`) is durable before it begins; `writer`
  /// needs the arbiter's word.
  ///
  /// @throws RefusedException with nothing changed for a lower epoch, another workload, or a writer
  ///   that the placement does not confirm or that gets no lease; or if it could not be brought
  ///   about in time, and then the assignment stands
  public DatabaseState assign(AssignmentRequest request) throws IOException, InterruptedException {
    requireBegun();
    if (request.workload() != null && !request.workload().equals(config.workload())) {
      throw new RefusedException(
          409,
          Code.LB1008,
          "%s belongs to workload %s, not %s"
              .formatted(config.name(), config.workload(), request.workload()));
    }
    // Before the lock: a lease may take a while to get, and is to be given up at once.
    switch (request.role()) {
      case WRITER -> promotion.prepare(request.epoch(), request.replaced().word());
      case REPLICA, STOPPED -> {
        if (request.stopOrDefault() == AssignmentRequest.Stop.IMMEDIATE) {
          fence.handBack(request.epoch());
        }
      }
      case NONE -> throw new IllegalArgumentException("none cannot be assigned");
    }
    return changed(() -> {
      switch (request.role()) {
        case WRITER -> promotion.become(request.epoch(), request.replaced());
        case REPLICA -> fence.fence(request.epoch(), request.stopOrDefault());
        case STOPPED -> fence.stopFor(request.epoch(), request.stopOrDefault());
        case NONE -> {}
      }
    });
  }

  /// Makes it stream from its source, without a copy; only what the source has too may follow.
  public DatabaseState follow(long epoch) throws IOException, InterruptedException {
    return changed(() -> standby.follow(epoch));
  }

  /// Makes the writer wait for a replica too before it acknowledges a commit.
  ///
  /// @throws RefusedException with nothing changed for a lower epoch, and 503 unless it is assigned
  ///   to be the writer and the replica streams from it
  public DatabaseState waitFor(StandbyRequest wanted) throws IOException, InterruptedException {
    return changed(() -> promotion.waitFor(wanted.epoch(), wanted.replica()));
  }

  /// Begins to replace it by a copy of its source, in the background; joins one that runs.
  ///
  /// @throws RefusedException 409 while it is assigned to be the writer
  public DatabaseState beginClone(long epoch) throws IOException, InterruptedException {
    return changed(() -> clone.begin(epoch));
  }

  /// Takes into service, read-only, what was restored beside it for the run of `epoch`.
  ///
  /// @throws RefusedException 409 with nothing changed for what is not whole, or for a writer
  public DatabaseState takeRestored(long epoch) throws IOException, InterruptedException {
    return changed(() -> {
      clone.requireIdle();
      restored.take(epoch);
    });
  }

  /// Takes it out of service; what it may hold alone is kept.
  ///
  /// @throws RefusedException 409 while it is assigned to be the writer
  public DatabaseState standDown(long epoch) throws IOException, InterruptedException {
    return changed(() -> {
      clone.requireIdle();
      restored.standDown(epoch);
    });
  }

  /// Makes the first writer out of nothing, if the placement confirms it.
  public DatabaseState initialise(long epoch) throws IOException, InterruptedException {
    requireBegun();
    promotion.prepareAny(epoch, Optional.empty());
    return changed(() -> promotion.initialise(epoch));
  }

  /// A part of what was read back, when it was made to follow under an epoch, of what it had alone.
  ///
  /// @throws RefusedException 404 if nothing was read under that epoch
  public LedgerPage ledger(LedgerRequest wanted) throws IOException {
    return new LedgerBook(parts.host().state(), config.name())
        .page(wanted.epoch(), wanted.from())
        .orElseThrow(() ->
            new RefusedException(
                404,
                Code.LB4004,
                "nothing of %s was read back under epoch %d"
                    .formatted(config.name(), wanted.epoch())));
  }

  /// What is kept of its old files, and whether there is no room for a clone that it needs.
  public KeptCopies keptCopies() throws IOException, InterruptedException {
    return CloneRoom.kept(parts);
  }

  /// Removes one of them.
  ///
  /// @throws RefusedException 404 if nothing is kept by that name
  public KeptCopies removeKept(String name) throws IOException, InterruptedException {
    var kept = new KeptFiles(config.place().data());
    // With the lock: while files are swapped, the kept ones may be the only ones.
    locked(() -> {
      clone.requireUnread(name);
      kept.takeAway(name);
    });
    kept.deleteTaken();
    return keptCopies();
  }

  /// What was last seen; never waits.
  public DatabaseState state() {
    return new Description(parts).of(parts.sampler().newest(), audit.state());
  }

  /// Looks now.
  public DatabaseState freshState() throws InterruptedException {
    return new Description(parts).of(parts.sampler().look(), audit.state());
  }

  /// @throws RefusedException 503 while it is not begun: then nobody guards what would be started
  private void requireBegun() throws RefusedException {
    var why = start.why();
    if (why != null) {
      throw new RefusedException(
          503, Code.LB2011, "%s is not begun: %s".formatted(config.name(), why));
    }
  }

  private DatabaseState changed(DatabaseLock.Change change)
      throws IOException, InterruptedException {
    locked(change);
    return freshState();
  }

  private void locked(DatabaseLock.Change change) throws IOException, InterruptedException {
    requireBegun();
    lock.within(LOCK_LIMIT, change);
  }
}
