package dev.lifeboat.agent.audit;

import dev.lifeboat.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a server holds and no reading of one of its databases covers, in words.
final class Uncovered {
  /// A ledger's line is read by people; the server can be asked for the rest.
  private static final int MOST_NAMED = 10;

  private static final String DATABASES =
      """
      SELECT datname FROM pg_database
       WHERE datallowconn AND NOT datistemplate
         AND datname NOT IN (current_database(), 'postgres', 'rdsadmin')
       ORDER BY 1
      """;

  private static final String UNLOGGED =
      """
      SELECT n.nspname || '.' || c.relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relpersistence = 'u' AND c.relkind = 'r' ORDER BY 1
      """;

  private static final String LARGE_OBJECTS = "SELECT count(*) FROM pg_largeobject_metadata";

  private Uncovered() {}

  /// @param deletes of which the log does not tell which row they removed
  static Optional<String> of(Session services, long deletes) throws SQLException {
    var parts = new ArrayList<String>();
    named("other databases of the server", services.queryTexts(DATABASES)).ifPresent(parts::add);
    named("unlogged tables", services.queryTexts(UNLOGGED)).ifPresent(parts::add);
    long largeObjects = services.queryNumbers(LARGE_OBJECTS)[0];
    if (largeObjects > 0) {
      parts.add("large objects: " + largeObjects);
    }
    if (deletes > 0) {
      parts.add("which rows were deleted from tables without a key: " + deletes);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private static Optional<String> named(String what, List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var some = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)));
    int more = names.size() - MOST_NAMED;
    return Optional.of(what + ": " + some + (more > 0 ? " and %d more".formatted(more) : ""));
  }
}
