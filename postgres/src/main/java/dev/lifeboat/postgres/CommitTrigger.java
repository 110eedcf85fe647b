package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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

  private CommitTrigger() {}

  /// Makes what the triggers call, unless it is there. Until [#hold] is called nothing may be
  /// written to a table that has the trigger.
  ///
  /// @param services a session of an administrator in the database that the services use
  public static void prepare(Session services) throws SQLException {
    services.make(MAKE);
  }

  /// Lets transactions commit until then, by the server's wall clock.
  public static void hold(Session services, Instant until) throws SQLException {
    services.execute("SELECT setval('lifeboat.lease_until', %d)".formatted(until.toEpochMilli()));
  }

  /// Lets transactions commit for as long as `left` says, by the server's own clock whatever that
  /// shows. `left` is asked after the server told its time, so that the way there shortens what is
  /// let through and never lengthens it.
  public static void holdFor(Session services, Supplier<Duration> left) throws SQLException {
    var now =
        services.queryNumbers("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)")[0];
    hold(services, Instant.ofEpochMilli(now).plus(left.get()));
  }

  /// Lets no transaction commit from now on. Changes nothing where none may already.
  public static void refuse(Session services) throws SQLException {
    services.execute(
        "SELECT setval('lifeboat.lease_until', 0) FROM lifeboat.lease_until WHERE last_value > 0");
  }
}
