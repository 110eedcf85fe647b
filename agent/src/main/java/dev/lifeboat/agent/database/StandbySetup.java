package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// Makes a server stream from the other region. Whoever calls holds the database's lock.
record StandbySetup(DatabaseContext parts, ServerStart start, WriterSetup provisioning) {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(5);

  /// Refuses a server that holds what its source never had, or whose source says that what it must
  /// stream next is gone.
  void follow(long epoch) throws IOException, InterruptedException {
    var current = parts.assignment();
    requireNoWriter(current);
    var divergence = Divergence.of(parts);
    parts.requireInitialised();
    parts.requireNotHeld();
    parts.store().save(current.accept(Role.REPLICA, epoch, current.following()));
    parts.account().busy("following");
    var parting = refuseDiverged(divergence);
    // Its receiver says for a moment that it streams, also what it will never get.
    var missing = divergence.missingAfter(parting.end());
    if (missing.isPresent()) {
      throw refused(parts.mustBeCloned(missing.get()));
    }
    if (!current.following() || !streams(Duration.ZERO, 0)) {
      startFollowing(divergence.source(), parting.sourceTimeline());
    }
    parts.store().save(parts.assignment().nowFollowing(true));
    new LostWrites(parts).none(epoch, parting);
    // At once if it can be; else by whoever keeps it as it is assigned.
    boolean _ = dropSlots();
    parts.account().complain(null);
  }

  private void startFollowing(Source source, int timeline)
      throws IOException, InterruptedException {
    parts.process().stop(Stop.ORDERLY, ServerFence.STOP_LIMIT);
    parts.process().start(server -> server.becomeReplica(source));
    if (!streams(LIMIT, timeline)) {
      var words = parts.process().lastWords();
      standReadOnly();
      throw new RefusedException(
          503,
          Code.LB2011,
          "it did not stream from %s within %d ms, and stands read-only again: %s"
              .formatted(source.endpoint(), LIMIT.toMillis(), words));
    }
  }

  private void standReadOnly() throws IOException, InterruptedException {
    parts.store().save(parts.assignment().nowFollowing(false));
    parts.process().stop(Stop.IMMEDIATE, ServerFence.STOP_LIMIT);
    start.readOnly();
  }

  /// Before a clone: from now on it is a replica, whatever becomes of the clone.
  void assignReplica(long epoch) throws IOException {
    var current = parts.assignment();
    requireNoWriter(current);
    parts.store().save(current.accept(Role.REPLICA, epoch, current.following()));
  }

  /// Takes the swapped-in copy into service.
  void startClone(Source source) throws IOException, InterruptedException {
    // First: a copy that was never started cannot stand read-only, only follow.
    parts.store().save(parts.assignment().nowFollowing(true));
    start.replica(source);
    parts.account().complain(null);
  }

  /// Starts what is assigned to be a replica.
  void startAssigned() throws IOException, InterruptedException {
    var source = parts.logins().source();
    if (parts.assignment().following() && source.isPresent()) {
      start.replica(source.get());
    } else {
      start.readOnly();
    }
    parts.account().complain(null);
  }

  /// @throws RefusedException 409 for what is assigned to write
  void requireNoWriter(Assignment current) throws RefusedException {
    if (current.role() == Role.WRITER) {
      throw new RefusedException(
          409, Code.LB3002, parts.name() + " is assigned to write; fence it first");
    }
  }

  /// @throws RefusedException 409 unless it is shown that all it has is its source's
  private ForkPoint refuseDiverged(Divergence divergence) throws IOException, InterruptedException {
    ForkPoint parting;
    try (var session = answering()) {
      parting = divergence.look(session, LIMIT);
    } catch (SQLException failure) {
      throw parts.unanswered("tell its positions", failure);
    }
    if (parting.alone() == ForkPoint.Alone.NOTHING) {
      return parting;
    }
    throw refused(
        parts.mustBeCloned(
            switch (parting.alone()) {
              case UNTOLD ->
                  "whether its log up to %s is that of its source cannot be shown any more"
                      .formatted(parting.end());
              case NOTHING, SOMETHING ->
                  "it holds WAL up to %s, but shares with its source on timeline %d only what is up to %s"
                      .formatted(parting.end(), parting.sourceTimeline(), parting.at());
            }));
  }

  /// A stopped server is started read-only first, since only a running one tells where its WAL
  /// ends.
  ///
  /// @throws RefusedException 409 if it ends at its start, and shows that its files are the reason
  private Session answering() throws IOException, InterruptedException {
    try {
      if (parts.process().living().isEmpty()) {
        start.readOnly();
      }
      return parts.process().awaitAnswer(ServerStart.ANSWER_LIMIT);
    } catch (RefusedException unstarted) {
      var failure = parts.process().startFailure();
      if (parts.process().living().isPresent() || parts.held() || !failure.isOfItsFiles()) {
        throw unstarted;
      }
      throw parts.mustBeCloned("its server ends at its start, " + failure.words()).dueTo(unstarted);
    }
  }

  /// What must be cloned follows nobody meanwhile.
  private RefusedException refused(RefusedException refusal)
      throws IOException, InterruptedException {
    if (parts.assignment().following()) {
      standReadOnly();
    }
    return refusal;
  }

  /// Whether it streams on a timeline of at least `timeline` before `limit` has passed.
  private boolean streams(Duration limit, int timeline) throws InterruptedException {
    var process = parts.process();
    return new Wait(limit, POLL).until(() -> streams(timeline) || process.living().isEmpty())
        && process.living().isPresent();
  }

  private boolean streams(int timeline) throws InterruptedException {
    var sql = parts.sampler().look().sql();
    return sql != null
        && sql.timeline() >= timeline
        && sql.walReceiver() != null
        && sql.walReceiver().streaming();
  }

  /// Drops the slots that a replica has from its time as the writer.
  ///
  /// @return false when its server did not answer in time; then it is to be asked again
  boolean dropSlots() {
    try (var session = parts.logins().openToLook()) {
      provisioning.dropSlots(session);
      return true;
    } catch (SQLException failure) {
      parts.account().warn("it keeps its slots: " + SqlFailure.told(failure));
      return false;
    }
  }
}
