package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads from the audit slot of an old writer, without moving it, what was committed there beyond a
/// position. Works on a server in recovery, which is what an old writer is when it is read.
public final class AuditReading {
  private static final String PEEK =
      """
      SELECT lsn, xid::text, data FROM pg_logical_slot_peek_changes('%s', NULL, NULL,
        'include-xids', 'on', 'include-timestamp', 'on', 'skip-empty-xacts', 'on')
      """
          .formatted(AuditSlot.NAME);

  private static final Pattern COMMIT = Pattern.compile("COMMIT \\d+ \\(at (.+)\\)");
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOffset("+HHmm", "+00")
          .toFormatter(Locale.ROOT);

  private final Lsn beyond;
  private final int mostRows;
  private final List<Transaction> whole = new ArrayList<>();
  private List<RowChange> open = new ArrayList<>();
  private int rows;
  private Lsn last;
  private boolean tooMany;
  private boolean cut;

  private AuditReading(Lsn beyond, int mostRows) {
    this.beyond = beyond;
    this.mostRows = mostRows;
    this.last = beyond;
  }

  /// One transaction that was committed, whoever was told of it.
  ///
  /// @param id that the server gave it
  /// @param end of the record of its commit
  /// @param at by the server's clock
  public record Transaction(String id, Lsn end, Instant at, List<RowChange> changes) {
    public Transaction {
      changes = List.copyOf(changes);
    }
  }

  /// What was read, in the order of the commits.
  ///
  /// @param cutAfter set when there was more than asked for: the last commit that was read
  public record Found(List<Transaction> transactions, Optional<Lsn> cutAfter) {
    public Found {
      transactions = List.copyOf(transactions);
    }
  }

  /// The transactions whose commit ends *after* `beyond`, which where timelines part is the last
  /// position that both sides share.
  ///
  /// @param services a session in the database that the slot is for
  /// @param mostRows held in memory; whole transactions only
  public static Found of(Session services, Lsn beyond, int mostRows) throws SQLException {
    var reading = new AuditReading(beyond, mostRows);
    services.execute("SET timezone = 'UTC'");
    services.execute("SET bytea_output = 'hex'");
    try {
      services.stream(
          PEEK,
          row -> reading.takes(Lsn.parse(row.getString(1)), row.getString(2), row.getString(3)));
    } catch (IllegalArgumentException | java.time.DateTimeException unreadable) {
      throw new SQLException(
          "what the slot tells cannot be read: " + unreadable.getMessage(), unreadable);
    }
    return new Found(reading.whole, reading.cut ? Optional.of(reading.last) : Optional.empty());
  }

  private boolean takes(Lsn lsn, String id, String data) {
    if (data.startsWith("BEGIN")) {
      begins();
    } else if (DecodedText.tellsOfARow(data)) {
      // Whether both sides have the transaction is known at its end.
      tooMany |= rows + open.size() >= mostRows;
      if (!tooMany) {
        open.addAll(DecodedText.read(data));
      }
    } else {
      var commit = COMMIT.matcher(data);
      if (commit.matches()) {
        commits(lsn, id, Instant.from(TIME.parse(commit.group(1))));
      }
    }
    return !cut;
  }

  private void commits(Lsn end, String id, Instant at) {
    // Strictly: the newest transaction that both sides have ends where they part.
    if (end.compareTo(beyond) > 0 && tooMany) {
      cut = true;
    } else if (end.compareTo(beyond) > 0) {
      whole.add(new Transaction(id, end, at, open));
      rows += open.size();
      last = end;
    }
    begins();
  }

  private void begins() {
    open = new ArrayList<>();
    tooMany = false;
  }
}
