package dev.lifeboat.agent.database;

import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.guard.KeeperClient;
import dev.lifeboat.postgres.CommitTrigger;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TriggerCover;
import dev.lifeboat.watch.Repetition;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Tells a writer's own triggers until when its region holds the lease, and puts them on tables
/// that are new. For databases whose plan asks for triggers; the others have nothing of it.
///
/// The server cannot ask the keeper, so that it is told ahead: a region that is frozen tells
/// nothing, and its triggers refuse what thaws later. Used by one thread of its own.
final class LeaseClock {
  /// A lease is renewed every 500 ms and told again before half of it has passed.
  private static final Duration EVERY = Duration.ofMillis(250);

  private static final int LOOKS_FOR_TABLES = 4;

  /// For the transactions that write to new tables.
  private static final Duration COVERING = Duration.ofMillis(500);

  private final DatabaseContext parts;
  private final HeldSession<Session> session;
  private final InstantSource clock;
  private final Optional<Repetition> work;
  private int turns;
  private boolean prepared;

  /// @param clock the wall clock, which the server shares
  LeaseClock(DatabaseContext parts, InstantSource clock) {
    this.parts = parts;
    this.session = new HeldSession<>(parts.logins()::openToTell);
    this.clock = clock;
    this.work =
        Optional.ofNullable(parts.config().commits().keeper())
            .filter(_ -> parts.config().commits().trigger())
            .map(KeeperClient::new)
            .map(keeper ->
                new Repetition(
                    "lease of " + parts.name(),
                    Thread::sleep,
                    EVERY,
                    () -> turn(keeper),
                    this::failed));
  }

  /// Does nothing for a database without triggers.
  void begin() {
    work.ifPresent(Repetition::begin);
  }

  void end() {
    work.ifPresent(Repetition::end);
    session.giveUp();
  }

  private void turn(KeeperClient keeper) throws SQLException, IOException, InterruptedException {
    if (parts.isToWrite()) {
      tell(session.get(), keeper);
    } else {
      forget();
    }
  }

  /// Untold, the triggers refuse, which is the safe side.
  private void failed(Exception failure, boolean again) {
    forget();
    if (!again) {
      parts.account().note("triggers: " + FailureWords.of(failure));
    }
  }

  private void forget() {
    session.giveUp();
    prepared = false;
  }

  private void tell(Session held, KeeperClient keeper)
      throws SQLException, IOException, InterruptedException {
    if (held.inRecovery()) {
      return;
    }
    if (!prepared) {
      CommitTrigger.prepare(held);
      prepared = true;
    }
    var asked = clock.instant();
    var lease = keeper.state(parts.config().workload());
    if (lease.held()) {
      CommitTrigger.hold(held, asked.plusMillis(lease.remainingMillis()));
    }
    if (turns++ % LOOKS_FOR_TABLES == 0) {
      int covered = TriggerCover.cover(held, COVERING).added();
      if (covered > 0) {
        parts.account().note("triggers: on %d more tables".formatted(covered));
      }
    }
  }
}
