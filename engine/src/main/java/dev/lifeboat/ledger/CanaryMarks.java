package dev.lifeboat.ledger;

import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Workload;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// By what the canary's writes are told from all others.
///
/// @param client the name under which it wrote, which is the run
/// @param rows null where they cannot be told, or where the canary leaves none
/// @param objects the same for objects
public record CanaryMarks(String client, @Nullable Rows rows, @Nullable Objects objects) {

  /// The one form of a query from which it can be read which column holds what.
  private static final Pattern QUERY =
      Pattern.compile(
          "\\s*select\\s+(\\w+)\\s+from\\s+(?:(\\w+)\\.)?(\\w+)\\s+where\\s+(\\w+)\\s*=\\s*"
              + "'\\{client}'\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);

  /// Where the canary's rows are.
  ///
  /// @param table with its schema
  /// @param client the column that holds the client's name
  /// @param number the column that holds a write's number
  public record Rows(String database, String table, String client, String number) {}

  /// Where its objects are.
  ///
  /// @param prefix of the client's keys; the last segment of a key, up to a dot, is the number
  public record Objects(String bucket, String prefix) {}

  /// As the plan's canary says. Rows can be told where the query is `select NUMBER from TABLE where
  /// CLIENT = '{client}'`.
  public static CanaryMarks of(Canary canary, Workload workload, String client) {
    return new CanaryMarks(
        client,
        canary.rows(workload).flatMap(CanaryMarks::rows).orElse(null),
        canary
            .objects(workload)
            .map(it -> new Objects(it.bucket(), it.prefixOf(client)))
            .orElse(null));
  }

  private static Optional<Rows> rows(Canary.Rows rows) {
    var query = QUERY.matcher(rows.query());
    if (!query.matches()) {
      return Optional.empty();
    }
    // Names without quotes are folded to lower case, and found in public first.
    var schema = query.group(2) == null ? "public" : folded(query.group(2));
    return Optional.of(
        new Rows(
            rows.database(),
            schema + "." + folded(query.group(3)),
            folded(query.group(4)),
            folded(query.group(1))));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// The canary's number of a row; empty when it is not the canary's.
  public OptionalLong number(LedgerEntry.Row row) {
    return rows != null
            && row.database().equals(rows.database())
            && row.table().equals(rows.table())
            && row.value(rows.client()).filter(client::equals).isPresent()
        ? number(row.value(rows.number()).orElse(""))
        : OptionalLong.empty();
  }

  /// The canary's number of an object; empty when it is not the canary's.
  public OptionalLong number(LedgerEntry.Version version) {
    if (objects == null
        || !version.bucket().equals(objects.bucket())
        || !version.object().startsWith(objects.prefix())) {
      return OptionalLong.empty();
    }
    var name = version.object().substring(version.object().lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    return number(dot < 0 ? name : name.substring(0, dot));
  }

  /// What is the canary's and has no number is no write that it ever sent.
  private static OptionalLong number(String text) {
    return OptionalLong.of(text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1);
  }
}
