package dev.lifeboat.postgres;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads from the audit slot of an old writer, without moving it, what was committed there beyond a
/// position. Works on a server in recovery, which is what an old writer is when it is read.
///
/// It reads twice: first how large each transaction is, so that whole ones are taken up to a limit,
/// then their rows one by one. Rows of other transactions, and those too large, stay at the server.
public final class AuditReader {
  private static final String PEEK =
      """
      pg_logical_slot_peek_changes('%s', NULL, NULL,
        'include-xids', 'on', 'include-timestamp', 'on', 'skip-empty-xacts', 'on')
      """
          .formatted(AuditSlot.NAME);

  /// Strictly beyond: the newest transaction that both sides have ends where they part.
  private static final String TRANSACTIONS =
      """
      SELECT xid::text, max(lsn) FILTER (WHERE data LIKE 'COMMIT%'),
             max(data) FILTER (WHERE data LIKE 'COMMIT%'),
             count(*) FILTER (WHERE data LIKE 'table %'),
             coalesce(sum(octet_length(data)) FILTER (WHERE data LIKE 'table %'), 0),
             coalesce(max(octet_length(data)) FILTER (WHERE data LIKE 'table %'), 0)
        FROM {peek}
       GROUP BY xid HAVING max(lsn) FILTER (WHERE data LIKE 'COMMIT%') > '{beyond}'
       ORDER BY 2
      """
          .replace("{peek}", PEEK);

  private static final String ROWS =
      "SELECT xid::text, data FROM {peek} WHERE data LIKE 'table %' AND octet_length(data) <= {most}"
          .replace("{peek}", PEEK);

  private static final int COMMITS_AT_ONCE = 1_000;

  private static final Pattern COMMIT = Pattern.compile("COMMIT \\d+ \\(at (.+)\\)");
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOffset("+HHmm", "+00")
          .toFormatter(Locale.ROOT);

  private final ReadingLimits limits;
  private final Map<String, Transaction> taken = new LinkedHashMap<>();
  private Optional<Cut> cut = Optional.empty();
  private Lsn last;
  private long rows;
  private long bytes;

  private AuditReader(Lsn beyond, ReadingLimits limits) {
    this.last = beyond;
    this.limits = limits;
  }

  /// One transaction that was committed, whoever was told of it.
  ///
  /// @param id that the server gave it
  /// @param end of the record of its commit
  /// @param at by the server's clock
  public record Transaction(String id, Lsn end, Instant at) {}

  /// There is more than was read.
  ///
  /// @param after the last commit that was read
  public record Cut(Lsn after, String why) {}

  /// Takes the rows, in the order of the commits.
  public interface Rows {
    void take(Transaction transaction, RowChange change) throws SQLException, IOException;
  }

  /// The transactions whose commit ends *after* `beyond`, which where timelines part is the last
  /// position that both sides share; whole ones only.
  ///
  /// @param services a session in the database that the slot is for
  public static Optional<Cut> of(Session services, Lsn beyond, ReadingLimits limits, Rows rows)
      throws SQLException, IOException {
    var reading = new AuditReader(beyond, limits);
    services.execute("SET timezone = 'UTC'");
    services.execute("SET bytea_output = 'hex'");
    try {
      services.stream(
          TRANSACTIONS.replace("{beyond}", beyond.toString()), COMMITS_AT_ONCE, reading::choose);
      if (reading.rows > 0) {
        reading.read(services, rows);
      }
    } catch (IllegalArgumentException | java.time.DateTimeException unreadable) {
      throw new SQLException(
          "what the slot tells cannot be read: " + unreadable.getMessage(), unreadable);
    }
    return reading.cut;
  }

  private boolean choose(ResultSet row) throws SQLException {
    var commit = COMMIT.matcher(row.getString(3));
    if (!commit.matches()) {
      throw new SQLException("what the slot tells cannot be read: " + row.getString(3));
    }
    var transaction =
        new Transaction(
            row.getString(1),
            Lsn.parse(row.getString(2)),
            Instant.from(TIME.parse(commit.group(1))));
    long more = row.getLong(4);
    long moreBytes = row.getLong(5);
    long largest = row.getLong(6);
    if (largest > limits.rowBytes()) {
      cut = Optional.of(new Cut(last, "a row of %d bytes comes next".formatted(largest)));
    } else if (rows + more > limits.rows() || bytes + moreBytes > limits.bytes()) {
      cut = Optional.of(new Cut(last, "there is more than an agent reads"));
    } else {
      taken.put(transaction.id(), transaction);
      rows += more;
      bytes += moreBytes;
      last = transaction.end();
    }
    return cut.isEmpty();
  }

  private void read(Session services, Rows sink) throws SQLException, IOException {
    services.stream(
        ROWS.replace("{most}", Integer.toString(limits.rowBytes())),
        limits.atOnce(),
        row -> {
          var transaction = taken.get(row.getString(1));
          if (transaction != null) {
            for (var change : DecodedText.read(row.getString(2))) {
              sink.take(transaction, change);
            }
            rows--;
          }
          return rows > 0;
        });
  }
}
