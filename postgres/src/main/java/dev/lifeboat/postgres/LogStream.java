package dev.lifeboat.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The write-ahead log of a running server as it is written, through a physical slot, so that the
/// server keeps what was not confirmed. One thread.
///
/// Follows PostgreSQL's documentation, "Streaming Replication Protocol".
public final class LogStream implements Closeable {
  /// How slots are called that keep a server's log for a vault, or how their names begin.
  public static final String VAULT_SLOT = "lifeboat_vault";

  private static final int STATUS_BYTES = 1 + 4 * Long.BYTES + 1;

  /// From 1970 to 2000, where PostgreSQL's own time begins.
  private static final long PG_EPOCH_MILLIS = 946_684_800_000L;

  /// Whoever stores the log in a slow place sends no sign of life meanwhile.
  private static final String OPTIONS = "-c wal_sender_timeout=5min";

  private static final String DUPLICATE_OBJECT = "42710";

  /// Of a refusal that says nothing of the log: `object_in_use`, `insufficient_privilege`.
  private static final Set<String> PASSING = Set.of("55006", "42501");

  private final ReplicationConnection connection;
  private final Duration deadline;

  private LogStream(ReplicationConnection connection, Duration deadline) {
    this.connection = connection;
    this.deadline = deadline;
  }

  /// Who the server is.
  ///
  /// @param system the same on a primary and every clone of it
  public record Identity(String system, int timeline) {}

  /// Some bytes of the log.
  public record Piece(Lsn from, ByteBuffer bytes) {}

  /// How the slot is called that keeps a server's log for a vault of a plan, and for nobody else.
  public static String vaultSlot(String vault) {
    return VAULT_SLOT + "_" + vault.replace('-', '_');
  }

  /// Connects and logs in.
  ///
  /// @param deadline for this, for each command, and for the rest of a message that has begun
  public static LogStream open(Endpoint endpoint, String name, Duration deadline)
      throws IOException {
    return new LogStream(ReplicationConnection.open(endpoint, name, OPTIONS, deadline), deadline);
  }

  public Identity identity() throws IOException {
    var row = ask("IDENTIFY_SYSTEM").getFirst();
    return new Identity(row.text(0), Integer.parseInt(row.text(1)));
  }

  /// Where its log ends; empty for a standby, which may not have all of it yet.
  public Optional<Lsn> end() throws IOException {
    boolean standby = ask("SHOW in_hot_standby").getFirst().text(0).equals("on");
    return standby ? Optional.empty() : Optional.of(reached());
  }

  /// Up to where it has log by now, a standby too.
  public Lsn reached() throws IOException {
    return Lsn.parse(ask("IDENTIFY_SYSTEM").getFirst().text(2));
  }

  /// Where the log begins that a slot keeps; empty when there is none, or it lost what it kept.
  public Optional<Lsn> kept(String slot) throws IOException {
    Source.requireSlot(slot);
    var rows = ask("READ_REPLICATION_SLOT " + slot);
    return rows.isEmpty() ? Optional.empty() : rows.getFirst().columns().get(1).map(Lsn::parse);
  }

  /// Makes the slot, in place of one that lost what it kept.
  ///
  /// @return where the log begins that it keeps
  public Lsn reserve(String slot) throws IOException {
    var there = kept(slot);
    if (there.isPresent()) {
      return there.get();
    }
    try {
      ask("CREATE_REPLICATION_SLOT " + slot + " PHYSICAL RESERVE_WAL");
    } catch (ServerException refusal) {
      if (!refusal.sqlState().equals(DUPLICATE_OBJECT)) {
        throw refusal;
      }
      ask("DROP_REPLICATION_SLOT " + slot);
      ask("CREATE_REPLICATION_SLOT " + slot + " PHYSICAL RESERVE_WAL");
    }
    return kept(slot).orElseThrow(() -> new IOException("slot '%s' keeps no log".formatted(slot)));
  }

  /// How long each file of its log is.
  public long segmentBytes() throws IOException {
    return LogSize.parse(ask("SHOW wal_segment_size").getFirst().text(0));
  }

  /// Between two commands may be hours, in which a base is taken.
  private List<Row> ask(String command) throws IOException {
    connection.limit(deadline);
    return connection.query(command);
  }

  /// Has the server send its log from then on.
  ///
  /// @throws LogRemovedException when it has that no more, or never had
  public void begin(String slot, Lsn from, int timeline) throws IOException {
    start("SLOT \"%s\" ".formatted(slot), from, timeline);
  }

  /// The same without a slot, which another may use meanwhile: for a look at what the server has.
  ///
  /// @throws LogRemovedException when it has that no more, or never had
  public void look(Lsn from, int timeline) throws IOException {
    start("", from, timeline);
  }

  private void start(String by, Lsn from, int timeline) throws IOException {
    connection.limit(deadline);
    connection.send("START_REPLICATION %sPHYSICAL %s TIMELINE %d".formatted(by, from, timeline));
    try {
      connection.copyBoth();
    } catch (ServerException refusal) {
      throw PASSING.contains(refusal.sqlState())
          ? refusal
          : new LogRemovedException(String.valueOf(refusal.getMessage()), refusal);
    }
  }

  /// The next bytes; empty when none came within `patience`.
  ///
  /// @throws LogRemovedException when the timeline ends, or the log is gone
  public Optional<Piece> next(Duration patience) throws IOException {
    var message = message(patience);
    if (message.isEmpty()) {
      return Optional.empty();
    }
    return switch (message.get().type()) {
      case 'd' -> piece(message.get().body());
      case 'c' -> throw new LogRemovedException("the server is on another timeline from here on");
      case 'S', 'N' -> Optional.empty(); // Settings and notices.
      default ->
          throw new IOException(
              "a message of type '%s' in the log".formatted(message.get().type()));
    };
  }

  private Optional<ReplicationConnection.Message> message(Duration patience) throws IOException {
    try {
      return connection.poll(patience, deadline);
    } catch (ServerException refusal) {
      throw refusal.sqlState().startsWith("58")
          ? new LogRemovedException(String.valueOf(refusal.getMessage()), refusal)
          : refusal;
    }
  }

  private static Optional<Piece> piece(ByteBuffer body) throws IOException {
    try {
      if (body.get() != 'w') {
        return Optional.empty(); // A sign of life.
      }
      var from = new Lsn(body.getLong());
      body.getLong(); // The end of the server's log,
      body.getLong(); // and its clock.
      return Optional.of(new Piece(from, body));
    } catch (BufferUnderflowException torn) {
      throw new IOException("the server sent a message that is not whole", torn);
    }
  }

  /// Tells the server that it need not keep what is before `durable`; also a sign of life, without
  /// which it gives the stream up.
  public void confirm(Lsn durable) throws IOException {
    var status =
        ByteBuffer.allocate(STATUS_BYTES)
            .put((byte) 'r')
            .putLong(durable.value()) // Written,
            .putLong(durable.value()) // flushed,
            .putLong(0) // and never applied.
            .putLong((System.currentTimeMillis() - PG_EPOCH_MILLIS) * 1000)
            .put((byte) 0); // No answer wanted.
    connection.sendMessage('d', status.array());
  }

  /// Has the server send no more. When this returns, another may use the slot.
  public void stop() throws IOException {
    connection.limit(deadline);
    connection.sendMessage('c', new byte[0]);
    connection.ready();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
