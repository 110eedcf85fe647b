package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a server holds that no replica has, or of which no log tells what was lost.
///
/// @param unlogged tables whose rows no replica gets
/// @param keyless tables of which the log does not say which row was updated or deleted: no primary
///   key, and no other replica identity
/// @param largeObjects how many there are, up to [#MOST_COUNTED]; a replica has them, and no
///   logical slot tells of them
/// @param databases others than the services'; a replica has them too
public record UnprotectedData(
    List<String> unlogged, List<String> keyless, long largeObjects, List<String> databases) {

  private static final String UNLOGGED =
      """
      SELECT format('%I.%I', space.nspname, class.relname)
        FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
       WHERE class.relkind = 'r' AND class.relpersistence = 'u' ORDER BY 1
      """;

  private static final String KEYLESS =
      """
      SELECT format('%I.%I', space.nspname, class.relname)
        FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
       WHERE class.relkind = 'r' AND class.relpersistence = 'p'
         AND space.nspname NOT IN ('information_schema', 'lifeboat')
         AND space.nspname NOT LIKE 'pg\\_%'
         AND (class.relreplident = 'n' OR class.relreplident = 'd' AND NOT EXISTS (
           SELECT FROM pg_index key WHERE key.indrelid = class.oid AND key.indisprimary))
       ORDER BY 1
      """;

  /// One is as much a reason to tell as a million, which take long to count.
  private static final int MOST_COUNTED = 1_000;

  private static final String LARGE_OBJECTS =
      "SELECT count(*) FROM (SELECT FROM pg_largeobject_metadata LIMIT %d) AS objects"
          .formatted(MOST_COUNTED);

  /// More of them are as a rule one habit, which is read from these.
  private static final int NAMED = 5;

  /// `postgres` is everyone's way in, and `rdsadmin` is Amazon's.
  private static final String DATABASES =
      """
      SELECT datname FROM pg_database
       WHERE datallowconn AND NOT datistemplate
         AND datname NOT IN (current_database(), 'postgres', 'rdsadmin')
       ORDER BY 1
      """;

  public UnprotectedData {
    unlogged = List.copyOf(unlogged);
    keyless = List.copyOf(keyless);
    databases = List.copyOf(databases);
  }

  /// Reads it from the catalogue.
  ///
  /// @param services a session in the database that the services use
  public static UnprotectedData read(Session services) throws SQLException {
    return new UnprotectedData(
        services.queryTexts(UNLOGGED),
        services.queryTexts(KEYLESS),
        services.queryNumbers(LARGE_OBJECTS)[0],
        services.queryTexts(DATABASES));
  }

  /// In short what a ledger does not hold whatever was lost of it; keyless tables are in it, but
  /// for which row it was.
  public List<String> uncovered() {
    var words = new ArrayList<String>();
    tell(words, "other databases of the server: %s", databases);
    tell(words, "unlogged tables: %s", unlogged);
    tell(words, "large objects: %s", largeObjectsInWords());
    return List.copyOf(words);
  }

  /// For people, one for each kind, to follow the words that say which database has it.
  public List<String> words() {
    var words = new ArrayList<String>();
    tell(
        words,
        "unlogged tables (%s): no replica gets their rows, and every move leaves them behind",
        unlogged);
    tell(
        words,
        "tables without a key (%s): a ledger could not say which row was updated or deleted;"
            + " give them a primary key, or REPLICA IDENTITY FULL",
        keyless);
    tell(
        words,
        "large objects (%s): replicas have them, and no ledger names those that are lost",
        largeObjectsInWords());
    tell(
        words,
        "other databases on its server (%s): they move with it, and no ledger covers them",
        databases);
    return List.copyOf(words);
  }

  private List<String> largeObjectsInWords() {
    if (largeObjects == 0) {
      return List.of();
    }
    return List.of(largeObjects < MOST_COUNTED ? "" + largeObjects : largeObjects + " or more");
  }

  private static void tell(List<String> words, String what, List<String> names) {
    if (!names.isEmpty()) {
      var some = String.join(", ", names.subList(0, Math.min(names.size(), NAMED)));
      int more = names.size() - NAMED;
      words.add(what.formatted(more > 0 ? "%s and %d more".formatted(some, more) : some));
    }
  }
}
