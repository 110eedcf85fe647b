package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.guard.KeeperClient;
import dev.lifeboat.postgres.CommitTrigger;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TriggerCover;
import dev.lifeboat.wire.RepeatedWork;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Tells a writer's own triggers until when its region holds the lease, and puts them on tables
/// that are new. For databases whose plan asks for triggers; the others have nothing of it.
///
/// The server cannot ask the keeper, so that it is told ahead: a region that is frozen tells
/// nothing, and its triggers refuse what thaws later. Used by one thread of its own.
final class LeaseClock {
  private static final Logger LOG = System.getLogger(LeaseClock.class.getName());

  /// A lease is renewed every 500 ms and told again before half of it has passed.
  private static final Duration EVERY = Duration.ofMillis(250);

  private static final int LOOKS_FOR_TABLES = 4;

  /// For the transactions that write to new tables.
  private static final Duration COVERING = Duration.ofMillis(500);

  private final DatabaseConfig config;
  private final BooleanSupplier writes;
  private final HeldSession session;
  private final InstantSource clock;
  private final Optional<RepeatedWork> work;
  private int turns;
  private boolean prepared;

  /// @param writes whether the database is assigned to write now
  /// @param clock the wall clock, which the server shares
  LeaseClock(DatabaseConfig config, BooleanSupplier writes, InstantSource clock) {
    this.config = config;
    this.writes = writes;
    this.session = new HeldSession(new Logins(config)::openToTell);
    this.clock = clock;
    this.work =
        Optional.ofNullable(config.commits().keeper())
            .filter(_ -> config.commits().trigger())
            .map(KeeperClient::new)
            .map(keeper ->
                new RepeatedWork(
                    "lease of " + config.name(), EVERY, () -> turn(keeper), this::failed));
  }

  /// Does nothing for a database without triggers.
  void begin() {
    work.ifPresent(RepeatedWork::begin);
  }

  void end() throws InterruptedException {
    if (work.isPresent()) {
      work.get().end();
    }
    session.giveUp();
  }

  private void turn(KeeperClient keeper) throws SQLException, IOException, InterruptedException {
    if (writes.getAsBoolean()) {
      tell(session.get(), keeper);
    } else {
      forget();
    }
  }

  /// Untold, the triggers refuse, which is the safe side.
  private void failed(Exception failure, boolean again) {
    forget();
    if (!again) {
      LOG.log(Level.INFO, "triggers of {0}: {1}", config.name(), failure.getMessage());
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
    var lease = keeper.state(config.workload());
    if (lease.held()) {
      CommitTrigger.hold(held, asked.plusMillis(lease.remainingMillis()));
    }
    if (turns++ % LOOKS_FOR_TABLES == 0) {
      int covered = TriggerCover.cover(held, COVERING).added();
      if (covered > 0) {
        LOG.log(Level.INFO, "triggers of {0}: on {1} more tables", config.name(), covered);
      }
    }
  }
}
