package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// A trigger on each table that refuses a transaction, just before its commit, once the lease is
/// over by the server's own clock. [TriggerCover] puts it there.
///
/// It stands beside the [CommitGate], and also covers sessions that wait for nobody
/// (`synchronous_commit = off`). It changes users' tables, so that nobody gets it unasked; what it
/// leaves open is told in docs/fencing.md.
public final class CommitTrigger {
  /// SQLSTATE of what it raises, `read_only_sql_transaction`: clients know it from a replica.
  public static final String REFUSED = "25006";

  static final String NAME = "lifeboat_lease";

  // A sequence and no table: its value has no versions, so that a transaction sees the newest one
  // however old its snapshot is, and nothing is left to vacuum.
  private static final String MAKE =
      """
      CREATE SCHEMA IF NOT EXISTS lifeboat;
      CREATE SEQUENCE IF NOT EXISTS lifeboat.lease_until MINVALUE 0 START 0;
      CREATE OR REPLACE FUNCTION lifeboat.require_lease() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        IF extract(epoch FROM clock_timestamp()) * 1000
            >= (SELECT last_value FROM lifeboat.lease_until) THEN
          RAISE EXCEPTION 'this server holds no lease, and may not write'
            USING ERRCODE = '%s', HINT = 'another one may be the writer by now: connect again';
        END IF;
        RETURN NULL;
      END $$
      """
          .formatted(REFUSED);

  private static final String LOCK_NOT_HAD = "55P03";

  /// What a server was told that a named person released. A living guard must not overwrite it.
  private static final String FOR_EVER = "9223372036854775807";

  // Empty for a sequence that nobody set, and where what the triggers call is gone.
  private static final String TOLD =
      """
      SELECT pg_sequence_last_value(to_regclass('lifeboat.lease_until')),
          to_regprocedure('lifeboat.require_lease()') IS NOT NULL,
          floor(extract(epoch FROM clock_timestamp()) * 1000)
      """;

  private CommitTrigger() {}

  /// What the server was told last.
  ///
  /// @param until by its wall clock; [Long#MAX_VALUE] milliseconds once it was released
  /// @param now by the same clock
  public record Told(Instant until, Instant now) {
    private boolean isForEver() {
      return until.toEpochMilli() == Long.MAX_VALUE;
    }
  }

  /// Empty where nobody told anything yet, so that nothing is refused; may be asked before
  /// [#prepare].
  public static Optional<Told> told(Session services) throws SQLException {
    return services
        .query(
            TOLD,
            row -> {
              long until = row.getLong(1);
              var told =
                  new Told(Instant.ofEpochMilli(until), Instant.ofEpochMilli(row.getLong(3)));
              boolean set = row.getString(1) != null;
              return set && (told.isForEver() || row.getBoolean(2))
                  ? Optional.of(told)
                  : Optional.<Told>empty();
            })
        .getFirst();
  }

  /// Makes what the triggers call, unless it is there. Until [#hold] is called nothing may be
  /// written to a table that has the trigger.
  ///
  /// @param services a session of an administrator in the database that the services use
  public static void prepare(Session services) throws SQLException {
    services.make(MAKE);
  }

  /// Lets transactions commit until then, by the server's wall clock; unless it was released.
  public static void hold(Session services, Instant until) throws SQLException {
    services.execute(
        """
        SELECT setval('lifeboat.lease_until', %d) FROM lifeboat.lease_until WHERE last_value < %s
        """
            .formatted(until.toEpochMilli(), FOR_EVER));
  }

  /// Lets transactions commit for as long as `left` says, by the server's own clock whatever that
  /// shows. `left` is asked after the server told its time, so that the way there shortens what is
  /// let through and never lengthens it.
  public static void holdFor(Session services, Supplier<Duration> left) throws SQLException {
    var now =
        services.queryNumbers("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)")[0];
    hold(services, Instant.ofEpochMilli(now).plus(left.get()));
  }

  /// Lets no transaction commit from now on. Changes nothing where none may already, nor where a
  /// named person released it.
  public static void refuse(Session services) throws SQLException {
    services.execute(
        """
        SELECT setval('lifeboat.lease_until', 0) FROM lifeboat.lease_until
          WHERE (last_value > 0 OR NOT is_called) AND last_value < %s
        """
            .formatted(FOR_EVER));
  }

  /// Lets every transaction commit from now on, whatever a guard says, and takes the triggers away
  /// as far as nobody holds their tables.
  ///
  /// @return whether they are gone; one that is left lets everything pass
  public static boolean release(Session services) throws SQLException {
    prepare(services);
    services.execute("SELECT setval('lifeboat.lease_until', %s)".formatted(FOR_EVER));
    try {
      drop(services);
      return true;
    } catch (SQLException refused) {
      if (LOCK_NOT_HAD.equals(refused.getSQLState())) {
        return false;
      }
      throw refused;
    }
  }

  /// Makes it a server again that nobody ever told anything.
  ///
  /// @throws SQLException 55P03 while somebody holds a table that has the trigger still
  public static void forget(Session services) throws SQLException {
    drop(services);
    services.execute("ALTER SEQUENCE IF EXISTS lifeboat.lease_until RESTART");
  }

  /// With all triggers: theirs is the function's owner to drop.
  private static void drop(Session services) throws SQLException {
    services.execute(
        """
        DO $drop$ BEGIN
          PERFORM set_config('lock_timeout', '500', true);
          DROP FUNCTION IF EXISTS lifeboat.require_lease() CASCADE;
        END $drop$
        """);
  }
}
