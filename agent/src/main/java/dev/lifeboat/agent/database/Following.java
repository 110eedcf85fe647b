package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Makes a server stream from the other region. Whoever calls holds the database's lock.
record Following(Parts parts, Starts starts, Provisioning provisioning) {
  private static final Logger LOG = System.getLogger(Following.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(5);

  Source source() throws RefusedException {
    return parts
        .logins()
        .source()
        .orElseThrow(() ->
            new RefusedException(
                409, Code.LB2001.name(), parts.name() + " has no source in another region"));
  }

  /// Refuses a server that holds what its source never had.
  void follow(long epoch) throws IOException, InterruptedException {
    var current = parts.assignment();
    requireNoWriter(current);
    var source = source();
    parts.requireInitialised();
    parts.requireNotHeld();
    if (current.following() && streams(Duration.ZERO, 0)) {
      new LostWrites(parts).none(epoch, "what it streams");
      parts.store().save(current.accept(Role.REPLICA, epoch, true));
      return;
    }
    parts.store().save(current.accept(Role.REPLICA, epoch, false));
    parts.account().busy("following");
    int timeline = refuseDiverged(source);
    parts.process().stop(Stop.ORDERLY, Fencing.STOP_LIMIT);
    parts.process().start(server -> server.becomeReplica(source));
    if (!streams(LIMIT, timeline)) {
      var words = parts.process().lastWords();
      parts.process().stop(Stop.IMMEDIATE, Fencing.STOP_LIMIT);
      starts.readOnly();
      throw new RefusedException(
          503,
          Code.LB2001.name(),
          "it did not stream from %s within %d ms, and stands read-only again: %s"
              .formatted(source.endpoint(), LIMIT.toMillis(), words));
    }
    parts.store().save(parts.assignment().nowFollowing(true));
    new LostWrites(parts).none(epoch, "timeline " + timeline);
    // At once if it can be; else by whoever keeps it as it is assigned.
    boolean _ = dropSlots();
    parts.account().complain(null);
  }

  /// Before a clone: from now on it is a replica, whatever becomes of the clone.
  void assignReplica(long epoch) throws IOException {
    var current = parts.assignment();
    requireNoWriter(current);
    parts.store().save(current.accept(Role.REPLICA, epoch, current.following()));
  }

  /// Takes the swapped-in copy into service.
  void startClone(Source source) throws IOException, InterruptedException {
    starts.replica(source);
    parts.store().save(parts.assignment().nowFollowing(true));
    parts.account().complain(null);
  }

  /// Starts what is assigned to be a replica.
  void startAssigned() throws IOException, InterruptedException {
    var source = parts.logins().source();
    if (parts.assignment().following() && source.isPresent()) {
      starts.replica(source.get());
    } else {
      starts.readOnly();
    }
    parts.account().complain(null);
  }

  private void requireNoWriter(Assignment current) throws RefusedException {
    if (current.role() == Role.WRITER) {
      throw new RefusedException(
          409, Code.LB3002.name(), parts.name() + " is assigned to write; fence it first");
    }
  }

  /// A stopped server is started read-only first, since only a running one tells where its WAL
  /// ends.
  private int refuseDiverged(Source source) throws IOException, InterruptedException {
    var other = parts.config().source();
    if (other == null) {
      throw new IllegalStateException(parts.name() + " has a source but no way to it");
    }
    if (parts.process().living().isEmpty()) {
      starts.readOnly();
    }
    try (var session = parts.process().awaitAnswer(Starts.ANSWER_LIMIT)) {
      return new Divergence(parts.logins()).refuseUnlessAncestor(session, source, other);
    } catch (SQLException failure) {
      throw parts.unanswered("tell its positions", failure);
    }
  }

  /// Whether it streams on a timeline of at least `timeline` before `limit` has passed.
  private boolean streams(Duration limit, int timeline) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      var sql = parts.sampler().look().sql();
      var receiver = Optional.ofNullable(sql).map(DatabaseState.SqlState::walReceiver);
      if (sql != null
          && sql.timeline() >= timeline
          && receiver.filter(DatabaseState.WalReceiver::streaming).isPresent()) {
        return true;
      }
      if (System.nanoTime() > end || parts.process().living().isEmpty()) {
        return false;
      }
      Thread.sleep(POLL);
    }
  }

  /// Drops the slots that a replica has from its time as the writer.
  ///
  /// @return false when its server did not answer in time; then it is to be asked again
  boolean dropSlots() {
    try (var session = parts.logins().openToLook()) {
      provisioning.dropSlots(session);
      return true;
    } catch (SQLException failure) {
      LOG.log(Level.WARNING, parts.name() + " keeps its slots: " + failure.getMessage());
      return false;
    }
  }
}
