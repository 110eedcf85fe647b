package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.postgres.ControlFile;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What can be done with one database. Whoever calls a changing method holds the database's lock.
final class Operations {
  static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final Logger LOG = System.getLogger(Operations.class.getName());
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration PROMOTE_LIMIT = Duration.ofSeconds(10);
  private static final Duration FOLLOW_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final String IDLE = "none";

  private final DatabaseConfig config;
  private final Host host;
  private final StartGuard guard;
  private final AssignmentStore store;
  private final Logins logins;
  private final PostgresProcess process;
  private final Sampler sampler;
  private final Provisioning provisioning;
  private volatile boolean provisioned;
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile String activity = IDLE;
  private volatile String background = "";
  private volatile @Nullable String complaint;

  Operations(DatabaseConfig config, Host host, StartGuard guard) throws IOException {
    this.config = config;
    this.host = host;
    this.guard = guard;
    this.store = new AssignmentStore(host.state(), config.name());
    this.logins = new Logins(config);
    this.process = new PostgresProcess(config, host, logins);
    this.sampler = new Sampler(process, logins);
    this.provisioning = new Provisioning(config, logins);
  }

  Assignment assignment() {
    return store.current();
  }

  PostgresProcess process() {
    return process;
  }

  Sampler sampler() {
    return sampler;
  }

  Source source() throws RefusedException {
    return logins
        .source()
        .orElseThrow(() ->
            new RefusedException(
                409, Code.LB2001.name(), config.name() + " has no source in another region"));
  }

  String activity() {
    var beside = background;
    return beside.isEmpty() ? activity : beside;
  }

  /// What runs beside the lock; empty for nothing.
  void background(String with) {
    background = with;
  }

  void assignReplica(long epoch) throws IOException {
    var current = store.current();
    store.save(current.accept(Role.REPLICA, epoch, current.following()));
  }

  /// Keeps the highest epoch that was seen, wherever that was.
  void noteEpoch(long epoch) throws IOException {
    store.save(store.current().seen(epoch));
  }

  void busy(String with) {
    activity = with;
  }

  void idle() {
    activity = IDLE;
  }

  /// Remembers what keeps the database from being as assigned; null once all is well.
  void complain(@Nullable String why) {
    if (why != null && !why.equals(complaint)) {
      LOG.log(Level.WARNING, config.name() + ": " + why);
    }
    complaint = why;
  }

  void countRestart() {
    restarts.incrementAndGet();
  }

  boolean held() {
    return host.holds().held(config.name());
  }

  /// The arbiter's word on writing here under the present assignment. An epoch it shows is kept.
  Verdict ask() throws IOException, InterruptedException {
    return ask(store.current().epoch());
  }

  /// A new writer: confirmed first, then durable, then brought about.
  void becomeWriter(long epoch) throws IOException, InterruptedException {
    var next = store.current().accept(Role.WRITER, epoch, false);
    requireConfirmed(epoch);
    requireInitialised();
    requireNotHeld();
    store.save(next);
    if (process.living().isEmpty()) {
      startWritable();
    } else {
      promote();
    }
  }

  /// Brings an assigned and confirmed writer to write: by promotion if it is in recovery.
  void promote() throws IOException, InterruptedException {
    busy("promoting");
    try (var session = process.awaitAnswer(START_LIMIT)) {
      promote(session);
    } catch (SQLException failure) {
      throw unanswered("promote", failure);
    }
    provisioned = false;
    complain(null);
  }

  /// The fence: durable before it begins, and it holds after any restart.
  void fence(long epoch, Stop how) throws IOException, InterruptedException {
    var current = store.current();
    boolean wasReplica = current.role() == Role.REPLICA;
    store.save(current.accept(Role.REPLICA, epoch, wasReplica && current.following()));
    // What was assigned to write may have a promotion under way, and looks like a replica till
    // then.
    if (wasReplica && process.living().isPresent() && inRecovery()) {
      complain(null);
      return;
    }
    stopWriter(how);
    if (process.server().initialised() && !held()) {
      startReadOnly();
      complain(null);
    }
  }

  void stopFor(long epoch, Stop how) throws IOException, InterruptedException {
    store.save(store.current().accept(Role.STOPPED, epoch, false));
    stopWriter(how);
    complain(null);
  }

  /// This server writes although it must not: it is stopped at once. Its assignment stays, and the
  /// guard denies it from now on.
  void fenceSelf(String why) throws IOException, InterruptedException {
    busy("fencing itself");
    process.stop(Stop.IMMEDIATE, STOP_LIMIT);
    startReadOnly();
    complain("read-only: " + why);
  }

  /// Completes a fence that an earlier agent had made durable and not brought about: orderly, as
  /// that one may have been, but not for ever.
  void completeFence() throws IOException, InterruptedException {
    try {
      stopWriter(Stop.ORDERLY);
    } catch (RefusedException _) {
      process.stop(Stop.IMMEDIATE, STOP_LIMIT);
    }
    startReadOnly();
  }

  void follow(long epoch) throws IOException, InterruptedException {
    var current = store.current();
    if (current.role() == Role.WRITER) {
      throw new RefusedException(
          409, Code.LB3002.name(), config.name() + " is assigned to write; fence it first");
    }
    var source = source();
    requireInitialised();
    requireNotHeld();
    if (current.following() && streams(Duration.ZERO, 0)) {
      store.save(current.accept(Role.REPLICA, epoch, true));
      return;
    }
    store.save(current.accept(Role.REPLICA, epoch, false));
    busy("following");
    int timeline = refuseDiverged(source);
    process.stop(Stop.ORDERLY, STOP_LIMIT);
    process.start(server -> server.becomeReplica(source));
    if (!streams(FOLLOW_LIMIT, timeline)) {
      var words = process.lastWords();
      process.stop(Stop.IMMEDIATE, STOP_LIMIT);
      startReadOnly();
      throw new RefusedException(
          503,
          Code.LB2001.name(),
          "it did not stream from %s within %d ms, and stands read-only again: %s"
              .formatted(source.endpoint(), FOLLOW_LIMIT.toMillis(), words));
    }
    store.save(store.current().nowFollowing(true));
    dropPeerSlot();
    complain(null);
  }

  void initialise(long epoch) throws IOException, InterruptedException {
    var next = store.current().accept(Role.WRITER, epoch, false);
    requireConfirmed(epoch);
    requireNotHeld();
    boolean fresh = !process.server().initialised();
    if (fresh) {
      busy("initialising");
      var files = new CloneJob(config.data(), !config.launcher().isEmpty());
      files.discard();
      new Server(logins.serverConfig(files.fetched()))
          .initialise(config.superuser().user(), config.superuser().password());
      files.swap();
    }
    store.save(next);
    if (process.living().isPresent()) {
      promote();
    } else if (fresh) {
      startFresh();
    } else {
      startWritable();
    }
    try {
      provision();
    } catch (SQLException failure) {
      throw unanswered("be provisioned", failure);
    }
  }

  /// Starts what the assignment says. The guard decides anew each time.
  void startAsAssigned() throws IOException, InterruptedException {
    var assignment = store.current();
    switch (assignment.role()) {
      case WRITER -> {
        switch (ask(assignment.epoch())) {
          case Verdict.Confirmed _ -> startWritable();
          case Verdict.Contradicted(var why, _, _) -> startDenied(why);
          case Verdict.Silent(var why) -> startDenied(why);
        }
      }
      case REPLICA -> {
        var source = logins.source();
        if (assignment.following() && source.isPresent()) {
          start("starting as a replica", server -> server.becomeReplica(source.get()));
        } else {
          startReadOnly();
        }
        complain(null);
      }
      case STOPPED, NONE -> {}
    }
  }

  /// Takes the swapped-in copy into service.
  void startClone(Source source) throws IOException, InterruptedException {
    start("starting the clone", server -> server.becomeReplica(source));
    store.save(store.current().nowFollowing(true));
    complain(null);
  }

  boolean needsProvisioning() {
    return !provisioned;
  }

  void provision() throws SQLException {
    provisioning.ensure();
    provisioned = true;
  }

  /// Whether the server says that it is in recovery; not answering is no.
  boolean inRecovery() {
    try (var session = logins.openToLook()) {
      return session.inRecovery();
    } catch (SQLException _) {
      // Then nothing is known, and the caller must act as if it could write.
      return false;
    }
  }

  DatabaseState describe(Sample sample) {
    return new Description(config, host).of(store.current(), process.living(), sample, progress());
  }

  private Description.Progress progress() {
    return new Description.Progress(activity(), complaint, restarts.get(), held());
  }

  private Verdict ask(long epoch) throws IOException, InterruptedException {
    return guard.check(config.workload(), epoch);
  }

  private void requireConfirmed(long epoch) throws IOException, InterruptedException {
    switch (ask(epoch)) {
      case Verdict.Confirmed _ -> {}
      case Verdict.Contradicted(var why, var seen, _) -> {
        store.save(store.current().seen(seen));
        throw new RefusedException(409, Code.LB3003.name(), why + "; nothing was changed");
      }
      case Verdict.Silent(var why) ->
          throw new RefusedException(503, Code.LB2002.name(), why + "; nothing was changed");
    }
  }

  private void requireInitialised() throws RefusedException {
    if (!process.server().initialised()) {
      throw new RefusedException(
          409, Code.LB2001.name(), config.name() + " has no data directory: clone it first");
    }
  }

  private void requireNotHeld() throws RefusedException {
    if (held()) {
      throw new RefusedException(
          503, Code.LB5003.name(), config.name() + " is held and must not be started");
    }
  }

  /// A server that ever was in recovery, or may have been, is promoted, so that its timeline tells
  /// it from the writer it followed; only one that was the writer itself is started as that.
  private void startWritable() throws IOException, InterruptedException {
    boolean standby =
        process.server().replica()
            || switch (process.server().control().state()) {
              case SHUT_DOWN_IN_RECOVERY, IN_ARCHIVE_RECOVERY -> true;
              case STARTING_UP, SHUT_DOWN, SHUTTING_DOWN, IN_CRASH_RECOVERY, IN_PRODUCTION -> false;
            };
    if (standby) {
      startReadOnly();
      promote();
    } else {
      startFresh();
    }
  }

  private void startFresh() throws IOException, InterruptedException {
    start("starting as the writer", Server::becomeWriter);
    provisioned = false;
    complain(null);
  }

  private void startDenied(String why) throws IOException, InterruptedException {
    startReadOnly();
    complain("read-only although assigned to write: " + why);
  }

  private void startReadOnly() throws IOException, InterruptedException {
    start("starting read-only", Server::becomeReadOnly);
  }

  private void start(String doing, PostgresProcess.Preparation preparation)
      throws IOException, InterruptedException {
    busy(doing);
    process.start(preparation);
    try (var session = process.awaitAnswer(START_LIMIT)) {
      LOG.log(Level.INFO, "{0}: {1}, in recovery {2}", config.name(), doing, session.inRecovery());
    } catch (SQLException failure) {
      throw unanswered("start", failure);
    }
  }

  private void stopWriter(Stop how) throws IOException, InterruptedException {
    busy("stopping");
    boolean ran = process.living().isPresent();
    process.stop(how, STOP_LIMIT);
    if (ran && process.server().initialised()) {
      var control = process.server().control();
      if (control.state() == ControlFile.State.SHUT_DOWN) {
        store.save(store.current().stoppedCleanlyAt(control.checkpoint().toString()));
      }
    }
  }

  private void promote(Session session)
      throws SQLException, RefusedException, InterruptedException {
    session.promote();
    long end = System.nanoTime() + PROMOTE_LIMIT.toNanos();
    while (session.inRecovery()) {
      if (System.nanoTime() > end) {
        throw new RefusedException(
            503,
            Code.LB4003.name(),
            "%s was asked to promote and is still in recovery after %d ms: %s"
                .formatted(config.name(), PROMOTE_LIMIT.toMillis(), process.lastWords()));
      }
      Thread.sleep(POLL);
    }
  }

  /// A stopped server is started read-only first, since only a running one tells where its WAL
  /// ends.
  private int refuseDiverged(Source source) throws IOException, InterruptedException {
    var other = config.source();
    if (other == null) {
      throw new IllegalStateException(config.name() + " has a source but no way to it");
    }
    if (process.living().isEmpty()) {
      startReadOnly();
    }
    try (var session = process.awaitAnswer(START_LIMIT)) {
      return new Divergence(logins).refuseUnlessAncestor(session, source, other);
    } catch (SQLException failure) {
      throw unanswered("tell its positions", failure);
    }
  }

  /// Whether it streams on a timeline of at least `timeline` before `limit` has passed.
  private boolean streams(Duration limit, int timeline) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      var sql = sampler.look().sql();
      var receiver = Optional.ofNullable(sql).map(DatabaseState.SqlState::walReceiver);
      if (sql != null
          && sql.timeline() >= timeline
          && receiver.filter(DatabaseState.WalReceiver::streaming).isPresent()) {
        return true;
      }
      if (System.nanoTime() > end || process.living().isEmpty()) {
        return false;
      }
      Thread.sleep(POLL);
    }
  }

  private void dropPeerSlot() throws IOException {
    try (var session = logins.openToLook()) {
      provisioning.dropPeerSlot(session);
    } catch (SQLException failure) {
      // It streams all the same; the slot is dropped at the next occasion.
      LOG.log(Level.WARNING, config.name() + " keeps its slot: " + failure.getMessage());
    }
  }

  private RefusedException unanswered(String wish, SQLException failure) {
    var refused =
        new RefusedException(
            503,
            Code.LB2001.name(),
            "%s did not %s: %s".formatted(config.name(), wish, failure.getMessage()));
    refused.initCause(failure);
    return refused;
  }
}
