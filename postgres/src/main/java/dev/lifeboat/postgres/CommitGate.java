package dev.lifeboat.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// A synchronous standby without data: it confirms the primary's log only while its owner may
/// write, so that no commit is acknowledged without. A server whose `synchronous_standby_names`
/// demands [#NAME] needs it for every commit, except of sessions that set `synchronous_commit` to
/// `off` or `local`.
///
/// One object is one connection and ends with it; the caller opens the next. Meanwhile commits
/// wait, and those that wait are acknowledged by the next gate. [#run] belongs to one thread;
/// [#close] may be called by any.
///
/// Follows PostgreSQL's documentation, "Streaming Replication Protocol".
public final class CommitGate implements Closeable {

  /// What the server calls it, also in `synchronous_standby_names`.
  public static final String NAME = "lifeboat_lease";

  /// The server gives up a gate that stood still for so long, and with it any confirmation that it
  /// would send after a freeze of its own.
  private static final String OPTIONS = "-c wal_sender_timeout=1s";

  /// The server counts no confirmation before it has found that the gate needs no older log, so the
  /// first ones are repeated soon.
  private static final int FIRST_STATUSES = 10;

  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration IDLE = Duration.ofMillis(100);

  /// For the rest of a message whose first byte is there.
  private static final Duration WHOLE_MESSAGE = Duration.ofSeconds(1);

  private static final int STATUS_BYTES = 1 + 4 * Long.BYTES + 1;

  /// From 1970 to 2000, where PostgreSQL's own time begins.
  private static final long PG_EPOCH_MILLIS = 946_684_800_000L;

  private final ReplicationConnection connection;
  private final BooleanSupplier mayConfirm;
  private Lsn received;

  private CommitGate(ReplicationConnection connection, BooleanSupplier mayConfirm, Lsn begin) {
    this.connection = connection;
    this.mayConfirm = mayConfirm;
    this.received = begin;
  }

  /// Why a gate ended.
  public sealed interface End {

    /// It was told not to confirm any more.
    record Forbidden() implements End {}

    /// The connection is gone.
    record Lost(String why) implements End {}
  }

  /// Connects and logs in within `deadline`; confirms nothing yet.
  ///
  /// @param primary a replication login
  /// @param mayConfirm asked on the thread of [#run] right before each confirmation; must not block
  public static CommitGate open(Endpoint primary, BooleanSupplier mayConfirm, Duration deadline)
      throws IOException {
    var connection = ReplicationConnection.open(primary, NAME, OPTIONS, deadline);
    try {
      var system = connection.query("IDENTIFY_SYSTEM").getFirst();
      var begin = Lsn.parse(system.text(2));
      connection.send(
          "START_REPLICATION PHYSICAL %s TIMELINE %d"
              .formatted(begin, Integer.parseInt(system.text(1))));
      connection.copyBoth();
      return new CommitGate(connection, mayConfirm, begin);
    } catch (IOException failure) {
      connection.close();
      throw failure;
    }
  }

  /// Confirms until it may not or cannot, then closes. Within 100 ms after `mayConfirm` turned
  /// false it returns, and it confirmed nothing since.
  public End run() throws InterruptedException {
    try (this) {
      return serve();
    } catch (IOException failure) {
      if (Thread.currentThread().isInterrupted()) {
        var wrapped = new InterruptedException("the commit gate was interrupted");
        wrapped.initCause(failure);
        throw wrapped;
      }
      return new End.Lost(SqlFailure.told(failure));
    }
  }

  /// Ends [#run] from another thread.
  @Override
  public void close() throws IOException {
    connection.close();
  }

  private End serve() throws IOException {
    for (int statuses = 0; confirm(); statuses++) {
      var patience = statuses < FIRST_STATUSES ? SOON : IDLE;
      var message = connection.poll(patience, WHOLE_MESSAGE);
      if (message.isPresent() && !take(message.get())) {
        return new End.Lost("the server ended the stream");
      }
    }
    return new End.Forbidden();
  }

  /// Confirms all that was received. Nothing may come between the look and the sending.
  ///
  /// @return whether it was allowed
  private boolean confirm() throws IOException {
    long micros = (System.currentTimeMillis() - PG_EPOCH_MILLIS) * 1000;
    var status =
        ByteBuffer.allocate(STATUS_BYTES)
            .put((byte) 'r')
            .putLong(received.value()) // Written,
            .putLong(received.value()) // flushed,
            .putLong(received.value()) // and, for `remote_apply`, applied.
            .putLong(micros)
            .put((byte) 0); // No answer wanted.
    if (!mayConfirm.getAsBoolean()) {
      return false;
    }
    connection.sendMessage('d', status.array());
    return true;
  }

  /// @return whether the stream goes on
  private boolean take(ReplicationConnection.Message message) throws IOException {
    return switch (message.type()) {
      case 'd' -> {
        copied(message.body());
        yield true;
      }
      case 'c' -> false;
      case 'S', 'N' -> true; // Settings and notices.
      default -> throw new IOException("a message of type '" + message.type() + "' in the log");
    };
  }

  /// Log that the server has flushed itself before it sent it, or a sign of life.
  private void copied(ByteBuffer body) throws IOException {
    try {
      byte kind = body.get();
      if (kind == 'w') {
        long begin = body.getLong();
        body.getLong(); // The end of the server's log,
        body.getLong(); // and its clock.
        received = new Lsn(begin + body.remaining());
      } else if (kind != 'k') {
        throw new IOException("a part of kind '" + (char) kind + "' in the log");
      }
    } catch (BufferUnderflowException torn) {
      throw new IOException("the server sent a message that is not whole", torn);
    }
  }
}
