package dev.lifeboat.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Puts the [CommitTrigger] on the tables of a database, and says on which it could not be put. It
/// takes `TRIGGER` on a table and `USAGE` on its schema, which an owner has.
public final class TriggerCover {

  /// Ordinary tables that have it not yet; what is temporary or not logged is on no other side. The
  /// last column says what the caller lacks, and is empty where it lacks nothing.
  private static final String MISSING =
      """
      SELECT class.oid, format('%%I.%%I', space.nspname, class.relname), concat_ws('; ',
          CASE WHEN NOT has_schema_privilege(space.oid, 'USAGE')
            THEN format('GRANT USAGE ON SCHEMA %%I TO %%I', space.nspname, current_user) END,
          CASE WHEN NOT has_table_privilege(class.oid, 'TRIGGER')
            THEN format('GRANT TRIGGER ON %%I.%%I TO %%I',
              space.nspname, class.relname, current_user) END,
          CASE WHEN present.tgenabled IS NOT NULL
            THEN format('ALTER TABLE %%I.%%I ENABLE TRIGGER %%I',
              space.nspname, class.relname, present.tgname) END)
        FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
          LEFT JOIN pg_trigger present
            ON present.tgrelid = class.oid AND present.tgname = '%s' AND NOT present.tgisinternal
        WHERE class.relkind = 'r' AND class.relpersistence = 'p'
          AND space.nspname NOT IN ('information_schema', 'lifeboat')
          AND space.nspname NOT LIKE 'pg\\_%%'
          AND present.tgenabled IS DISTINCT FROM 'O' AND present.tgenabled IS DISTINCT FROM 'A'
        ORDER BY 2
      """
          .formatted(CommitTrigger.NAME);

  // In a block, so that the limit of the wait ends with it.
  private static final String ADD =
      """
      DO $cover$ BEGIN
        PERFORM set_config('lock_timeout', '%%d', true);
        CREATE CONSTRAINT TRIGGER %s AFTER INSERT OR UPDATE OR DELETE ON %%s
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lifeboat.require_lease();
      END $cover$
      """
          .formatted(CommitTrigger.NAME);

  private static final String NO_FUNCTION = "42883";
  private static final String NO_SCHEMA = "3F000";

  private TriggerCover() {}

  /// What became of the tables that had no trigger.
  ///
  /// @param added how many have it now
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
    for (var table : services.query(MISSING, TriggerCover::table)) {
      if (!table.fix().isEmpty()) {
        bare.add(table);
        continue;
      }
      try {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        services.execute(ADD.formatted(Math.max(1, left), table.name()));
        added++;
      } catch (SQLException refused) {
        if (isOfAllTables(refused)) {
          throw refused;
        }
        bare.add(new BareTable(table.id(), table.name(), firstLine(refused)));
      }
    }
    return new Cover(added, bare);
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
    var names = logins.stream().map(Sql::literal).collect(Collectors.joining(", "));
    var written = services.query(written(names), row -> row.getLong(1));
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

  private static BareTable table(ResultSet row) throws SQLException {
    return new BareTable(row.getLong(1), row.getString(2), row.getString(3));
  }

  /// Without the place in the block that put it there.
  private static String firstLine(SQLException refused) {
    return String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
  }

  /// Of the connection or the server (classes 08 and 57P), or since what the trigger calls is gone,
  /// which [CommitTrigger#prepare] makes anew.
  private static boolean isOfAllTables(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.equals(NO_FUNCTION)
        || state.equals(NO_SCHEMA);
  }
}
