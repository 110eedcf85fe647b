package dev.lifeboat.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts the [CommitTrigger] on the tables of a database, and says on which it could not be put, and
/// what passes it all the same. It takes `TRIGGER` on a table and `USAGE` on its schema, which an
/// owner has.
public final class TriggerCover {

  /// Ordinary tables that have it not yet, or not [#ALWAYS] although the caller owns them; what is
  /// temporary or not logged is on no other side. The third column says what the caller lacks, and
  /// is empty where it lacks nothing; the last one whether the trigger is there.
  private static final String MISSING =
      """
      SELECT class.oid, format('%%I.%%I', space.nspname, class.relname), concat_ws('; ',
          CASE WHEN NOT has_schema_privilege(space.oid, 'USAGE')
            THEN format('GRANT USAGE ON SCHEMA %%I TO %%I', space.nspname, current_user) END,
          CASE WHEN present.tgenabled IS NULL AND NOT has_table_privilege(class.oid, 'TRIGGER')
            THEN format('GRANT TRIGGER ON %%I.%%I TO %%I',
              space.nspname, class.relname, current_user) END,
          CASE WHEN present.tgenabled <> 'O'
            THEN format('ALTER TABLE %%I.%%I ENABLE ALWAYS TRIGGER %%I',
              space.nspname, class.relname, present.tgname) END),
          present.tgenabled IS NOT NULL
        FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
          LEFT JOIN pg_trigger present
            ON present.tgrelid = class.oid AND present.tgname = '%s' AND NOT present.tgisinternal
        WHERE class.relkind = 'r' AND class.relpersistence = 'p'
          AND space.nspname NOT IN ('information_schema', 'lifeboat')
          AND space.nspname NOT LIKE 'pg\\_%%'
          AND present.tgenabled IS DISTINCT FROM 'A'
          AND (present.tgenabled IS DISTINCT FROM 'O'
            OR pg_has_role(class.relowner, 'USAGE') AND has_schema_privilege(space.oid, 'USAGE'))
        ORDER BY 2
      """
          .formatted(CommitTrigger.NAME);

  // In a block, so that the limit of the wait ends with it.
  private static final String ADD =
      """
      DO $cover$ BEGIN
        PERFORM set_config('lock_timeout', '%%1$d', true);
        CREATE CONSTRAINT TRIGGER %1$s AFTER INSERT OR UPDATE OR DELETE ON %%2$s
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lifeboat.require_lease();
        IF pg_has_role((SELECT relowner FROM pg_class WHERE oid = %%3$d), 'USAGE') THEN
          ALTER TABLE ONLY %%2$s ENABLE ALWAYS TRIGGER %1$s;
        END IF;
      END $cover$
      """
          .formatted(CommitTrigger.NAME);

  /// So that a session with `session_replication_role = replica` does not pass it. Only the owner
  /// may say so. Whoever holds a table that has the trigger is not waited for.
  private static final String ALWAYS =
      """
      DO $always$ BEGIN
        PERFORM set_config('lock_timeout', '10', true);
        ALTER TABLE ONLY %%s ENABLE ALWAYS TRIGGER %s;
      END $always$
      """
          .formatted(CommitTrigger.NAME);

  /// Tables whose trigger is there and does not fire for a session that calls itself a replica.
  private static final String SKIPPED =
      """
      SELECT class.oid, format('%%I.%%I', space.nspname, class.relname),
          format('ALTER TABLE %%I.%%I ENABLE ALWAYS TRIGGER %%I',
            space.nspname, class.relname, present.tgname)
        FROM pg_trigger present JOIN pg_class class ON class.oid = present.tgrelid
          JOIN pg_namespace space ON space.oid = class.relnamespace
        WHERE present.tgname = '%s' AND NOT present.tgisinternal AND present.tgenabled = 'O'
          AND EXISTS (SELECT FROM pg_roles role, unnest(ARRAY[{logins}]::name[]) login
            WHERE pg_has_role(login, role.oid, 'MEMBER')
              AND has_parameter_privilege(role.oid, 'session_replication_role', 'SET'))
        ORDER BY 2
      """
          .formatted(CommitTrigger.NAME);

  private static final String UNMAKABLE =
      """
      SELECT format('GRANT CREATE ON DATABASE %I TO %I', current_database(), current_user)
        WHERE to_regnamespace('lifeboat') IS NULL
          AND NOT has_database_privilege(current_database(), 'CREATE')
      """;

  /// Before, a superuser alone could set such a parameter.
  private static final int GRANTED_PARAMETERS = 150_000;

  private static final String NO_FUNCTION = "42883";
  private static final String NO_SCHEMA = "3F000";

  private TriggerCover() {}

  /// What became of the tables that had no trigger.
  ///
  /// @param added how many have it now, or now always
  /// @param bare those that still have none, or one that is switched off
  public record Cover(int added, List<BareTable> bare) {
    public Cover {
      bare = List.copyOf(bare);
    }
  }

  /// Puts the trigger on each table that has it not, whatever becomes of the others. That waits for
  /// transactions which write to the table, and others wait meanwhile; it may be repeated.
  ///
  /// @param patience for such waits, all together; a table that nobody writes to needs none
  public static Cover cover(Session services, Duration patience) throws SQLException {
    var bare = new ArrayList<BareTable>();
    int added = 0;
    long end = System.nanoTime() + patience.toNanos();
    for (var missing : services.query(MISSING, row -> new Missing(table(row), row.getBoolean(4)))) {
      var table = missing.table();
      if (!table.fix().isEmpty()) {
        bare.add(table);
        continue;
      }
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      var sql =
          missing.present()
              ? ALWAYS.formatted(table.name())
              : ADD.formatted(Math.max(1, left), table.name(), table.id());
      try {
        services.execute(sql);
        added++;
      } catch (SQLException refused) {
        if (isOfAllTables(refused)) {
          throw refused;
        }
        if (!missing.present()) {
          bare.add(new BareTable(table.id(), table.name(), SqlFailure.words(refused)));
        }
      }
    }
    return new Cover(added, bare);
  }

  /// Those that [#cover] could not put it on for want of a right; asks, and changes nothing.
  public static List<BareTable> uncoverable(Session services) throws SQLException {
    return services.query(MISSING, TriggerCover::table).stream()
        .filter(table -> !table.fix().isEmpty())
        .toList();
  }

  /// What the caller lacks to make what the triggers call; empty if nothing.
  public static Optional<String> unmakable(Session services) throws SQLException {
    return services.query(UNMAKABLE, row -> row.getString(1)).stream().findFirst();
  }

  /// Those whose trigger one of `logins` may pass by `session_replication_role = replica`, since
  /// the caller does not own them.
  public static List<BareTable> skipped(Session services, Collection<String> logins)
      throws SQLException {
    return numberOf(services, "server_version_num") < GRANTED_PARAMETERS
        ? List.of()
        : services.query(SKIPPED.replace("{logins}", literals(logins)), TriggerCover::table);
  }

  /// What the trigger cannot see whatever table it is on, and what to do about that; empty where
  /// there is nothing such. A prepared transaction is checked as it is prepared, not as it commits.
  public static Optional<String> unseen(Session services) throws SQLException {
    long prepared = numberOf(services, "max_prepared_transactions");
    return prepared == 0
        ? Optional.empty()
        : Optional.of(
            "what PREPARE TRANSACTION keeps for a later commit"
                + " (set max_prepared_transactions = 0, was %d)".formatted(prepared));
  }

  private static long numberOf(Session services, String setting) throws SQLException {
    return Long.parseLong(services.setting(setting));
  }

  private static String literals(Collection<String> names) {
    return names.stream().map(Sql::literal).collect(Collectors.joining(", "));
  }

  /// Those of `tables` that `logins` may write to. What they write through a function that runs in
  /// the name of somebody else is not seen.
  ///
  /// @throws SQLException 42704 when there is no such login
  public static List<BareTable> writable(
      Session services, List<BareTable> tables, Collection<String> logins) throws SQLException {
    if (tables.isEmpty()) {
      return List.of();
    }
    var written = services.query(written(literals(logins)), row -> row.getLong(1));
    return tables.stream().filter(table -> written.contains(table.id())).toList();
  }

  /// What the logins may write to: in their own name or in that of a role which they may take, at
  /// the table itself or by way of a parent, a view or a rule.
  private static String written(String logins) {
    return """
    WITH RECURSIVE writer AS (
      SELECT DISTINCT role.oid FROM pg_roles role, unnest(ARRAY[%s]::name[]) login
        WHERE pg_has_role(login, role.oid, 'MEMBER')),
    leads(above, below) AS (
      SELECT inhparent, inhrelid FROM pg_inherits
      UNION ALL
      SELECT rule.ev_class, used.refobjid FROM pg_rewrite rule JOIN pg_depend used
        ON used.classid = 'pg_rewrite'::regclass AND used.objid = rule.oid
          AND used.refclassid = 'pg_class'::regclass),
    written(oid) AS (
      SELECT class.oid FROM pg_class class
        WHERE class.relkind IN ('r', 'p', 'v') AND EXISTS (SELECT FROM writer
          WHERE has_any_column_privilege(writer.oid, class.oid, 'INSERT, UPDATE')
            OR has_table_privilege(writer.oid, class.oid, 'DELETE'))
      UNION
      SELECT leads.below FROM written JOIN leads ON leads.above = written.oid)
    SELECT oid FROM written
    """
        .formatted(logins);
  }

  private record Missing(BareTable table, boolean present) {}

  private static BareTable table(ResultSet row) throws SQLException {
    return new BareTable(row.getLong(1), row.getString(2), row.getString(3));
  }

  /// Of the connection or the server (classes 08 and 57P), or since what the trigger calls is gone,
  /// which [CommitTrigger#prepare] makes anew.
  private static boolean isOfAllTables(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return SqlFailure.isOfTheConnection(failure)
        || state.startsWith("57P")
        || state.equals(NO_FUNCTION)
        || state.equals(NO_SCHEMA);
  }
}
