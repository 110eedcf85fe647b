package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.Role;
import dev.lifeboat.guard.LeaseVerdict;
import dev.lifeboat.placement.CandidateRule;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.WriterEpoch;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Makes a server the writer, once the guard confirms it. Whoever calls a changing method holds the
/// database's lock.
final class ServerPromotion {
  private static final Wait PROMOTION = new Wait(Duration.ofSeconds(10), Duration.ofMillis(5));

  private final LeaseGracePeriod grace = new LeaseGracePeriod();
  private final DatabaseContext parts;
  private final ServerStart start;
  private final WriteGuard guard;
  private final WriterSetup provisioning;
  private volatile boolean provisioned;

  ServerPromotion(
      DatabaseContext parts, ServerStart start, WriteGuard guard, WriterSetup provisioning) {
    this.parts = parts;
    this.start = start;
    this.guard = guard;
    this.provisioning = provisioning;
  }

  /// The guard's word on writing here under the present assignment.
  LeaseVerdict ask() throws InterruptedException {
    return guard.ask(parts.assignment().epoch());
  }

  /// Gets the lease for a writer to be, without the lock: that may take seconds.
  ///
  /// @param override whose word replaces missing votes, and why; empty if nobody's does
  void prepare(long epoch, Optional<String> override) throws IOException, InterruptedException {
    parts.requireInitialised();
    prepareAny(epoch, override);
  }

  /// The same for one that need not exist yet.
  void prepareAny(long epoch, Optional<String> override) throws IOException, InterruptedException {
    var _ = parts.assignment().accept(Role.WRITER, epoch, false);
    parts.requireNotHeld();
    guard.prepare(epoch, override);
  }

  /// A new writer: a candidate and confirmed first, then durable, then brought about.
  void become(long epoch, Succession succession) throws IOException, InterruptedException {
    var current = parts.assignment();
    var next = current.accept(Role.WRITER, epoch, false);
    guard.require(epoch);
    parts.requireInitialised();
    parts.requireNotHeld();
    if (parts.process().living().isEmpty()) {
      start.readOnly();
    }
    if (!current.isWriterOf(epoch)) {
      requireCandidate(succession);
    }
    parts.store().save(next);
    promote();
  }

  /// Asked of the server itself, as the last thing before it is told to write.
  private void requireCandidate(Succession succession)
      throws RefusedException, InterruptedException {
    var seen = parts.sampler().look();
    if (seen.sql() == null) {
      throw new RefusedException(
          503,
          Code.LB2011,
          "%s does not say which writer it followed: %s".formatted(parts.name(), seen.why()));
    }
    var copy = new CandidateRule(parts.name(), parts.host().region(), parts.sampler().followed());
    var refusal = copy.refusal(succession.writer());
    if (refusal.isPresent() && succession.acceptedLoss().isEmpty()) {
      throw new RefusedException(409, refusal.get().code(), refusal.get().happened());
    }
    if (refusal.isPresent()) {
      parts
          .account()
          .warn("%s; %s".formatted(refusal.get().happened(), succession.acceptedLoss().orElse("")));
    }
  }

  /// Writes wait for this replica too, from now on until the next promotion.
  void waitFor(long epoch, String replica) throws IOException {
    var current = parts.assignment();
    current.requireNotLate(epoch);
    if (current.role() != Role.WRITER) {
      throw refused("%s is not assigned to write: it waits for nobody".formatted(parts.name()));
    }
    parts.account().busy("waiting for " + replica + " from now on");
    try (var session = parts.logins().openToAwait()) {
      if (!streamsTo(session, replica)) {
        throw refused(
            "%s does not stream to %s: to wait for it would hold up every write"
                .formatted(parts.name(), replica));
      }
      parts.config().commits().names(replica).apply(session);
    } catch (SQLException failure) {
      throw parts.unanswered("wait for " + replica, failure);
    }
  }

  private static boolean streamsTo(Session session, String replica) throws SQLException {
    return session.positions().replicas().stream()
        .anyMatch(it -> it.applicationName().equals(replica) && it.state().equals("streaming"));
  }

  private static RefusedException refused(String why) {
    return new RefusedException(503, Code.LB2011, why + "; nothing was changed");
  }

  /// The first writer, out of nothing.
  void initialise(long epoch) throws IOException, InterruptedException {
    var next = parts.assignment().accept(Role.WRITER, epoch, false);
    guard.require(epoch);
    parts.requireNotHeld();
    boolean fresh = !parts.process().server().initialised();
    if (fresh) {
      parts.account().busy("initialising");
      makeFiles(epoch);
    }
    parts.store().save(next);
    if (parts.process().living().isPresent()) {
      promote();
    } else if (fresh) {
      startFresh();
    } else {
      startWritable();
    }
    try {
      provision();
    } catch (SQLException failure) {
      throw parts.unanswered("be provisioned", failure);
    }
  }

  /// Starts what is assigned to be the writer. The guard decides anew each time.
  void startAssigned() throws IOException, InterruptedException {
    switch (ask()) {
      case LeaseVerdict.Confirmed _ -> {
        grace.reset();
        startWritable();
      }
      case LeaseVerdict.Contradicted(var why, _, _) -> start.denied(why);
      case LeaseVerdict.Silent(var why) -> start.denied(why);
      case LeaseVerdict.Lost(var why) -> start.denied(why);
      case LeaseVerdict.Unsure(var why) -> {
        if (grace.isOver()) {
          start.denied(why);
        } else {
          parts.account().complain("not started yet: " + why);
        }
      }
    }
  }

  /// Brings an assigned and confirmed writer to write: by promotion if it is in recovery.
  void promote() throws IOException, InterruptedException {
    parts.account().busy("promoting");
    try (var session = parts.process().awaitAnswer(ServerStart.ANSWER_LIMIT)) {
      promote(session);
      tellEpoch(session);
    } catch (SQLException failure) {
      throw parts.unanswered("promote", failure);
    }
    provisioned = false;
    parts.account().complain(null);
  }

  /// Tells all who follow whom they follow, before the first of its writes reaches them.
  private void tellEpoch(Session session) throws SQLException {
    WriterEpoch.record(session, parts.assignment().epoch());
  }

  boolean needsProvisioning() {
    return !provisioned;
  }

  void provision() throws SQLException {
    try (var session = parts.logins().openToChange()) {
      tellEpoch(session);
    }
    provisioning.ensure();
    provisioned = true;
  }

  private void makeFiles(long epoch) throws IOException, InterruptedException {
    var config = parts.config();
    var files = CloneJob.of(parts);
    files.discard();
    new Server(parts.logins().serverConfig(files.fetched()))
        .initialise(config.access().superuser().user(), config.access().superuser().password());
    var _ = files.swap(epoch, "they were no whole server when a new one was made", _ -> {});
  }

  /// A server that ever was in recovery, or may have been, is promoted, so that its timeline tells
  /// it from the writer it followed; only one that was the writer itself is started as that.
  private void startWritable() throws IOException, InterruptedException {
    var server = parts.process().server();
    boolean standby =
        server.replica()
            || switch (server.control().state()) {
              case SHUT_DOWN_IN_RECOVERY, IN_ARCHIVE_RECOVERY -> true;
              case STARTING_UP, SHUT_DOWN, SHUTTING_DOWN, IN_CRASH_RECOVERY, IN_PRODUCTION -> false;
            };
    if (standby) {
      start.readOnly();
      promote();
    } else {
      startFresh();
    }
  }

  private void startFresh() throws IOException, InterruptedException {
    start.writer();
    provisioned = false;
    parts.account().complain(null);
  }

  private void promote(Session session)
      throws SQLException, RefusedException, InterruptedException {
    if (session.inRecovery()) {
      // A new writer must not wait for a replica that is not there yet; who follows it asks for it.
      var nobody = parts.config().commits().names();
      if (!nobody.holds(session)) {
        nobody.apply(session);
      }
    }
    session.promote();
    if (!PROMOTION.until(() -> !session.inRecovery())) {
      throw new RefusedException(
          503,
          Code.LB4003,
          "%s was asked to promote and is still in recovery after %d ms: %s"
              .formatted(parts.name(), PROMOTION.limit().toMillis(), parts.process().lastWords()));
    }
  }
}
